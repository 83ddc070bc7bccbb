import type SQLite from 'better-sqlite3';
import { createHash, createHmac } from 'node:crypto';
import { CENTRE } from '../texts.ts';

const PEOPLE = 1000;
const THEN = '2026-09-01T08:00:00.000Z';
const PAYLOAD = JSON.stringify({
  from: '+4790000001',
  to: CENTRE,
  body: 'AKTIVITET 4836',
  media: 0,
  optOutType: null,
});

/** Message ids as a provider's are: in no order. */
export const sidOfArrival = (n: number): string => `SM${createHash('md5').update(String(n)).digest('hex')}`;

/** Inserts `count` messages that have been taken. */
export function fillArrivals(raw: SQLite.Database, count: number): void {
  const insert = raw.prepare(`insert into arrival (id, kind, centre_id, peer, payload, received_at, state, attempts,
    outcome, handled_at) values (?, 'text', 'arendal', ?, '${PAYLOAD}', '${THEN}', 'done', 0, 'menu', '${THEN}')`);
  inBulk(raw, () => {
    for (let n = 1; n <= count; n++) insert.run(sidOfArrival(n), `+47${90_000_000 + (n % 50_000)}`);
  });
}

/** Inserts `count` sign-ups with a later reminder, and a tenth as many open conversations with a deadline. */
export function fillFuture(raw: SQLite.Database, count: number): void {
  const conversations = Math.ceil(count / 10);
  inBulk(raw, () => {
    addPeople(raw, Math.max(PEOPLE, conversations));
    raw.exec(`insert into activity (id, centre_id, import_key, title, description, category, organiser, venue, address,
        starts_at, price, languages, sign_up, status, extra, revision, created_at, changed_at)
      select 'a' || n, 'arendal', 'bench ' || n, 'Treff', '', 'other', '', '', '', '2027-06-01T11:00', '', 'nb', 1, 'active',
        '{}', 0, '${THEN}', '${THEN}' from ${upTo(Math.max(1, Math.ceil(count / PEOPLE)))}`);
    raw.exec(`insert into sign_up (id, centre_id, activity_id, occurrence, person_id, persons, status, starts_utc,
        remind_at, created_at, changed_at)
      select 's' || n, 'arendal', 'a' || (n / ${PEOPLE}), '2027-06-01T11:00', 'p' || (n % ${PEOPLE}), 1, 'signed_up',
        '2027-06-01T09:00:00.000Z', '2027-05-31T09:00:00.' || printf('%03dZ', n % 1000), '${THEN}', '${THEN}'
      from ${upTo(count)}`);
    raw.exec(`insert into conversation (id, centre_id, person_id, flow, version, state, status, misses, opened_at, active_at)
      select 'c' || n, 'arendal', 'p' || n, 'menu', 1, '{}', 'open', 0, '${THEN}', '${THEN}' from ${upTo(conversations)}`);
    raw.exec(`insert into deadline (key, conversation_id, event, due_at)
      select 'c' || n || ':lapse', 'c' || n, 'lapse', '2027-05-31T09:00:00.000Z' from ${upTo(conversations)}`);
  });
}

/** Makes a centre with `count` volunteers, of which `stops` have said STOP. */
export function fillVolunteers(raw: SQLite.Database, count: number, stops: number): void {
  const key = 'ab'.repeat(32);
  inBulk(raw, () => {
    raw.exec(`insert into centre (id, name, number, opening, language, created_at)
      values ('bench', 'Frivilligsentralen', '+4759440999', 'Mon-Fri 09:00-15:00', 'nb', '${THEN}')`);
    const person = raw.prepare(`insert into person (id, centre_id, number, language, language_chosen, first_seen_at)
      values (?, 'bench', ?, ?, 0, '${THEN}')`);
    const volunteer =
      raw.prepare(`insert into volunteer (id, centre_id, person_id, interests, languages, times, car, notes,
      extra, created_at, changed_at) values (?, 'bench', ?, 'tur', '', '', 0, '', '{}', '${THEN}', '${THEN}')`);
    for (let n = 0; n < count; n++) {
      const id = `person_${createHash('md5').update(String(n)).digest('hex')}`;
      person.run(id, `+47${90_000_000 + n}`, n % 5 === 0 ? 'nn' : 'nb');
      volunteer.run(`v${n}`, id);
    }
    if (stops === 0) return;
    raw.prepare(`insert into meta (key, value) values ('ledger_key', ?)`).run(key);
    const stop = raw.prepare(
      `insert into opt_out (centre_id, number_hash, since, how) values ('bench', ?, '${THEN}', 'text')`,
    );
    const hash = (number: string) => createHmac('sha256', Buffer.from(key, 'hex')).update(number).digest('hex');
    for (let n = 0; n < stops; n++) stop.run(hash(`+47${90_000_000 + n * 7}`));
  });
}

function addPeople(raw: SQLite.Database, count: number): void {
  raw.exec(`insert into person (id, centre_id, number, language, language_chosen, first_seen_at)
    select 'p' || n, 'arendal', '+47' || (91000000 + n), 'nb', 0, '${THEN}' from ${upTo(count)}`);
}

/** A table of the numbers from 0. */
const upTo = (count: number): string =>
  `(with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < ${count}) select n from numbers)`;

/** Everything in one transaction, without what only matters where a machine may stop in between. */
function inBulk(raw: SQLite.Database, fill: () => void): void {
  raw.pragma('foreign_keys = off');
  raw.pragma('synchronous = off');
  raw.pragma('cache_size = -400000');
  raw.exec('begin immediate');
  fill();
  raw.exec('commit');
}
