import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSqliteFile } from '../../../src/db/sqlite.ts';
import { later } from '../../../src/domain/base/time.ts';
import { recordArrival } from '../../../src/service/engine/journal.ts';
import { offerAssignment } from '../../../src/service/assignments/staff-actions.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { openApp } from '../../../src/service/app/open-app.ts';
import { takeTurn } from '../../../src/service/turn/take-turn.ts';
import { addToDoAt, addVolunteerTo } from '../../support/people/assignments.ts';
import { CENTRE, seed, SILENT } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { sqliteStore } from '../../support/store.ts';
import type { Deeds } from '../side.ts';
import { NOW } from '../texts.ts';
import { makeFolder } from '../workplace.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

type Seconds = number;
const number = (n: number): string => `+4790${String(100_000 + n)}`;

/** All volunteers are asked, and all say yes; the bare driver writes the same rows beside it. */
export async function open({ volunteers }: { volunteers: number }): Promise<Deeds> {
  const file = join(makeFolder(), 'offers.db');
  const store = await sqliteStore(file, { guarded: false });
  let nowMs = Date.parse(NOW);
  const clock = { now: () => new Date(nowMs) };
  const app = openApp({ store, clock, ids: randomIds, log: SILENT, root: ROOT });
  await seed(store, momentOf(app));
  const people = await store.write(async (tx) => {
    const made = [];
    for (let n = 0; n < volunteers; n++)
      made.push(await addVolunteerTo(tx, momentOf(app), `Frivillig ${n}`, { number: number(n) }));
    return made.map((v) => ({ id: v.id, personId: v.person_id }));
  });
  const raw = rawRows(join(makeFolder(), 'raw.db'), volunteers);
  let round = 0;

  return {
    /** One assignment offered to everybody at once, in seconds. */
    plan: async (): Promise<Seconds> => {
      nowMs += 20 * 60_000;
      const title = `Følge til lege nr. ${++round}`;
      const startsAt = '2026-12-20T11:00';
      const assignment = await store.write((tx) =>
        addToDoAt(tx, momentOf(app), { title, startsAt, needs: volunteers }),
      );
      const from = performance.now();
      const { offers } = await store.write((tx) =>
        offerAssignment({ app, tx, moment: momentOf(app) }, { assignment, volunteers: people, waveSize: volunteers }),
      );
      const took = (performance.now() - from) / 1000;
      const asked = offers.filter((o) => o.status === 'asked').length;
      if (asked !== volunteers) throw new Error(`${asked} were asked`);
      return took;
    },
    /** Everybody answers it, in seconds: from the journal to the committed turn with its reply. */
    answer: async (): Promise<Seconds> => {
      nowMs += 60_000;
      const now = clock.now().toISOString();
      const from = performance.now();
      const ids = await Promise.all(
        people.map(async (_, n) => {
          const id = `SM${round}-${n}`;
          const payload = { from: number(n), to: CENTRE, body: 'JA', media: 0, optOutType: null };
          await store.write((tx) =>
            recordArrival(tx, now, { id, kind: 'text', centreId: null, peer: number(n), payload }),
          );
          return id;
        }),
      );
      const arrivals = await store.db.selectFrom('arrival').selectAll().where('id', 'in', ids).execute();
      const outcomes = await Promise.all(arrivals.map((arrival) => takeTurn(app, arrival)));
      const took = (performance.now() - from) / 1000;
      const well = outcomes.filter((o) => o === 'answer-offer').length;
      if (well !== volunteers) throw new Error(`${well} answers were taken`);
      return took;
    },
    rawPlan: (): Seconds => raw.plan(),
    rawAnswer: (): Seconds => raw.answer(),
  };
}

/** The rows that an offer and its answer leave, written with prepared statements and the same settings. */
function rawRows(file: string, volunteers: number): { plan: () => Seconds; answer: () => Seconds } {
  const db = openSqliteFile(file);
  db.exec(`create table offer (id text primary key, assignment_id text, volunteer_id text, person_id text, code integer, status text,
      asked_at text, answer_by text, said text, answered_at text, unique (assignment_id, volunteer_id), unique (person_id, code));
    create table conversation (id text primary key, person_id text, state text, status text);
    create table deadline (key text primary key, conversation_id text, due_at text);
    create table agenda (key text primary key, object_id text, due_at text);
    create table outbox (id text primary key, dedupe text unique, number text, body text, state text, created_at text);
    create table arrival (id text primary key, peer text, payload text, state text);
    create table inbox (id text primary key, about text, body text)`);
  const put = {
    offer: db.prepare(`insert into offer values (?, ?, ?, ?, ?, 'asked', ?, ?, null, null)`),
    conversation: db.prepare(`insert into conversation values (?, ?, ?, 'open')`),
    deadline: db.prepare('insert into deadline values (?, ?, ?)'),
    agenda: db.prepare('insert into agenda values (?, ?, ?)'),
    outbox: db.prepare(`insert into outbox values (?, ?, ?, ?, 'pending', ?)`),
    arrival: db.prepare(`insert into arrival values (?, ?, ?, 'done')`),
    inbox: db.prepare('insert into inbox values (?, ?, ?)'),
    accept: db.prepare(`update offer set status = 'accepted', said = 'yes', answered_at = ? where id = ?`),
    end: db.prepare(`update conversation set status = 'ended', state = '{}' where id = ?`),
    noDeadline: db.prepare('delete from deadline where conversation_id = ?'),
    noAgenda: db.prepare('delete from agenda where object_id = ?'),
    taken: db.prepare(
      `select count(*) as n from offer where assignment_id = ? and status in ('accepted', 'confirmed')`,
    ),
  };
  const body = 'Kan du ta et oppdrag? Følge til lege, tirsdag 1. desember kl. 11, 1 time. Sted: Arendal. '.repeat(2);
  const state = JSON.stringify({ value: 'asking', context: { body } });
  let round = 0;

  const timed = (work: (now: string) => void): Seconds => {
    const from = performance.now();
    const now = new Date().toISOString();
    db.transaction(() => work(now)).immediate();
    return (performance.now() - from) / 1000;
  };
  const each = (work: (n: number) => void): void => {
    for (let n = 0; n < volunteers; n++) work(n);
  };
  const key = (): string => randomBytes(16).toString('hex');

  return {
    plan: () => {
      round++;
      return timed((now) =>
        each((n) => {
          const id = `offer ${round} ${n}`;
          put.offer.run(id, String(round), String(n), String(n), 100 + round, now, later(now, 1));
          put.conversation.run(`conversation ${id}`, String(n), state);
          put.deadline.run(`deadline ${id}`, `conversation ${id}`, now);
          put.agenda.run(`lapse ${id}`, id, now);
          put.outbox.run(key(), id, number(n), body, now);
        }),
      );
    },
    answer: () => {
      // Kept first and taken then, as in the house: two commits.
      const kept = timed(() => each((n) => put.arrival.run(`SM${round}-${n}`, number(n), body)));
      const taken = timed((now) =>
        each((n) => {
          const id = `offer ${round} ${n}`;
          put.taken.get(String(round));
          put.accept.run(now, id);
          put.end.run(`conversation ${id}`);
          put.noDeadline.run(`conversation ${id}`);
          put.noAgenda.run(id);
          put.inbox.run(key(), String(round), body);
          put.outbox.run(key(), `SM${round}-${n}`, number(n), body, now);
        }),
      );
      return kept + taken;
    },
  };
}
