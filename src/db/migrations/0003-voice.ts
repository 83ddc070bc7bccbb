import { sql, type Migration } from 'kysely';
import { CALL_PHASES, MESSAGE_KINDS, OUTGOING_CALL_STATES } from '../schema/index.ts';
import type { Engine } from '../schema/engine.ts';

/** Calls in and out, the answers to their steps, and recordings. */
export const voice = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of statements(engine)) await sql.raw(statement).execute(db);
  },
});

const list = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(', ');

function statements(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const strict = sqlite ? 'strict' : '';
  const seq = sqlite ? 'integer primary key autoincrement' : 'bigint generated always as identity primary key';
  return [
    // The TwiML that answered a step of a call: a repeated request gets the same answer.
    `alter table arrival add column answer text`,
    `alter table person add column prefers text not null default 'text' check (prefers in ('text', 'call'))`,
    `alter table outbox add column said text`,
    // A person may have one conversation in a call and one by text at the same time.
    `alter table conversation add column call_id text`,
    `drop index conversation_open`,
    `create unique index conversation_open on conversation (person_id) where status = 'open' and call_id is null`,
    `create unique index conversation_open_call on conversation (call_id) where status = 'open' and call_id is not null`,

    `create table call (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text references person (id) on delete set null, number text not null,
      direction text not null check (direction in ('inbound', 'outbound')), outgoing_id text, language text not null,
      proof text not null check (proof in ('none', 'number', 'proven')),
      phase text not null check (phase in (${list(CALL_PHASES)})), step integer not null, silences integer not null,
      misses integer not null, code_tries integer not null, callback_id text, taken_at text, outcome text,
      started_at text not null, last_at text not null, ended_at text) ${strict}`,
    `create index call_open on call (last_at) where phase <> 'over'`,

    `create table outgoing_call (
      seq ${seq}, id text not null unique, dedupe text not null unique, centre_id text not null references centre (id),
      person_id text not null references person (id) on delete cascade, from_number text not null, number text not null,
      kind text not null check (kind in (${list(MESSAGE_KINDS)})), language text not null, errand text not null,
      not_before text not null, expires_at text,
      state text not null check (state in (${list(OUTGOING_CALL_STATES)})), sid text unique, reason text,
      tries integer not null, refusals integer not null, started_at text, lease_until text, node text,
      created_at text not null, settled_at text) ${strict}`,
    `create index outgoing_call_due on outgoing_call (not_before, seq) where state = 'pending'`,
    `create index outgoing_call_open on outgoing_call (number, state) where state in ('placing', 'placed', 'unknown')`,

    `create table recording (
      id text primary key not null, centre_id text not null references centre (id), call_id text not null,
      callback_id text, seconds integer not null, made_at text not null, erase_at text not null, erased_at text) ${strict}`,
    `create index recording_due on recording (erase_at) where erased_at is null`,
    `create index recording_callback on recording (callback_id)`,
  ];
}
