import { sql, type Migration } from 'kysely';
import { BROADCAST_KINDS, BROADCAST_STATUSES, REPLY_ANSWERS } from '../schema/index.ts';
import type { Engine } from '../schema/engine.ts';

/** Broadcasts: the texts, the recipients, the progress, and the replies. */
export const broadcasts = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of statements(engine)) await sql.raw(statement).execute(db);
  },
});

const list = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(', ');

function statements(engine: Engine): string[] {
  const strict = engine === 'sqlite' ? 'strict' : '';
  const flag = (name: string): string => `${name} integer not null check (${name} in (0, 1))`;
  return [
    `alter table centre add column price_ore integer not null default 60`,
    `alter table centre add column price_foreign_ore integer not null default 120`,
    `alter table centre add column per_second integer`,

    // Includes `number` (tells who has a foreign number) and `prefers` (tells who is called), so that a plan reads no
    // person row.
    `create index person_centre on person (centre_id, id, number, prefers)`,

    `create table consent (
      centre_id text not null references centre (id), person_id text not null references person (id) on delete cascade,
      kind text not null check (kind in ('requested', 'campaign')), since text not null, how text not null,
      primary key (person_id, kind)) ${strict}`,
    `create table segment (
      centre_id text not null references centre (id), name text not null, wanted text not null, saved_by text not null,
      saved_at text not null, primary key (centre_id, name)) ${strict}`,

    `create table broadcast (
      id text primary key not null, centre_id text not null references centre (id),
      kind text not null check (kind in (${list(BROADCAST_KINDS)})), wanted text not null, twin text not null,
      ${flag('collects')}, ${flag('long')}, status text not null check (status in (${list(BROADCAST_STATUSES)})),
      send_at text, planned_to text not null, planned_at text, queued_to text not null, queued_at text,
      recipients integer not null, parts integer not null, cost_ore integer not null, left_out text not null,
      created_by text not null, second_by text, created_at text not null, confirmed_at text, changed_at text not null,
      finished_at text) ${strict}`,
    `create index broadcast_centre on broadcast (centre_id, created_at)`,
    `create index broadcast_active on broadcast (status) where status in ('planning', 'scheduled', 'sending')`,
    `create table broadcast_text (
      id text primary key not null, broadcast_id text not null references broadcast (id) on delete cascade,
      language text not null, said text not null, body text not null, unique (broadcast_id, language)) ${strict}`,
    // No reference to the person: it would cost an index on every row, and the id identifies no erased person.
    `create table broadcast_recipient (
      broadcast_id text not null references broadcast (id) on delete cascade, person_id text not null, reason text,
      primary key (broadcast_id, person_id)) ${engine === 'sqlite' ? 'strict, without rowid' : ''}`,
    `create table broadcast_reply (
      broadcast_id text not null references broadcast (id) on delete cascade,
      person_id text not null references person (id) on delete cascade, arrival_id text not null,
      answer text not null check (answer in (${list(REPLY_ANSWERS)})), at text not null,
      primary key (broadcast_id, arrival_id)) ${strict}`,
    `create index broadcast_reply_person on broadcast_reply (person_id, broadcast_id)`,

    `alter table outbox add column broadcast_id text`,
    `create index outbox_broadcast on outbox (broadcast_id, state) where broadcast_id is not null`,
    `alter table outgoing_call add column broadcast_id text`,
    `create index outgoing_call_broadcast on outgoing_call (broadcast_id, state) where broadcast_id is not null`,
  ];
}
