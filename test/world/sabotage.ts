import { sql } from 'kysely';
import type { World } from './world.ts';

/** A service that is broken on purpose: a trigger in the database undoes what the code does right. SQLite only. */
export interface Sabotage {
  name: string;
  /** The rule of docs/rules.md, or the check, that must notice. */
  noticed: string;
  statements: readonly string[];
}

const after = (event: string, when: string, then: string): string =>
  `create trigger sabotage_${Math.abs(hash(event + when + then))} after ${event} when ${when} begin ${then}; end`;

/** Names a trigger after what it does. */
function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return sum;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'a STOP is forgotten',
    noticed: 'P9',
    statements: [after('insert on opt_out', 'true', 'delete from opt_out where number_hash = new.number_hash')],
  },
  {
    name: 'an attempt is not written down, so that what was sent is sent again',
    noticed: 'P3',
    statements: [
      after(
        `update of state on outbox`,
        `new.state in ('accepted', 'sent', 'delivered') and old.state = 'sending' and new.tries = 1 and new.seq % 40 = 0`,
        `update outbox set state = 'pending', sid = null, sent_at = null where id = new.id;
         delete from attempt where outbox_id = new.id`,
      ),
    ],
  },
  {
    name: 'offers go to those who have had no first talk',
    noticed: 'first talk',
    statements: [
      after(
        'update of status on offer',
        `new.status = 'asked'`,
        `update volunteer set met_on = null where id = new.volunteer_id`,
      ),
    ],
  },
  {
    name: 'places are given twice',
    noticed: 'places',
    statements: [
      after('insert on sign_up', `new.status = 'waiting'`, `update sign_up set status = 'signed_up' where id = new.id`),
    ],
  },
  {
    name: 'every third reminder is lost',
    noticed: 'reminder',
    statements: [
      after('insert on outbox', `new.kind = 'reminder' and new.seq % 3 = 0`, 'delete from outbox where id = new.id'),
    ],
  },
  {
    name: 'a cancellation is told to no one',
    noticed: 'told',
    statements: [after('insert on outbox', `new.kind = 'change'`, 'delete from outbox where id = new.id')],
  },
  {
    name: 'some texts are acknowledged and thrown away, however often they are fetched',
    noticed: 'P1',
    statements: [
      after('insert on arrival', `new.kind = 'text' and new.id like '%37'`, 'delete from arrival where seq = new.seq'),
    ],
  },
  {
    name: 'a turn ends without its reply',
    noticed: 'answer',
    statements: [
      after('insert on outbox', `new.kind = 'reply' and new.seq % 30 = 0`, 'delete from outbox where id = new.id'),
    ],
  },
  {
    name: 'what is meant for the day passes for a reply, and leaves at night',
    noticed: 'N1',
    statements: [
      'create table sabotage_kind (id text primary key, kind text)',
      after(
        'insert on outbox',
        `new.kind in ('offer', 'reminder', 'change')`,
        `insert into sabotage_kind values (new.id, new.kind);
         update outbox set kind = 'reply', not_before = substr(new.created_at, 1, 11) || '23:30:00.000Z' where id = new.id`,
      ),
      after(
        'update of state on outbox',
        `new.state = 'accepted'`,
        `update outbox set kind = (select kind from sabotage_kind where id = new.id)
         where id = new.id and id in (select id from sabotage_kind)`,
      ),
    ],
  },
  {
    name: 'need is not written down',
    noticed: 'need',
    statements: [after('insert on inbox_item', `new.reason = 'crisis'`, 'delete from inbox_item where id = new.id')],
  },
  {
    name: 'every fifth deadline of a conversation is noted and never taken',
    noticed: 'P6',
    statements: [
      after(
        'insert on arrival',
        `new.kind = 'deadline' and new.seq % 5 = 0`,
        `update arrival set state = 'done', outcome = 'lost' where seq = new.seq`,
      ),
    ],
  },
  {
    name: 'whoever asks for a human on the phone is not written down',
    noticed: 'P8',
    statements: [
      after('insert on callback', `new.reason = 'asked for a human'`, 'delete from callback where id = new.id'),
    ],
  },
];

/** Breaks the service of a world. */
export async function breakService({ eyes }: World, { statements }: Sabotage): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(eyes.db);
}
