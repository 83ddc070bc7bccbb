import { sql, type Kysely, type Migration } from 'kysely';
import { MESSAGE_KINDS, OUTBOX_STATES } from '../schema/index.ts';
import type { Engine } from '../schema/engine.ts';

const list = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(', ');

/** The tables of the first conversation. `strict`, `seq` and `real` are the engines' different spellings. */
export const foundation = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of statements(engine)) await run(db, statement);
  },
});

async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db);
}

function statements(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const strict = sqlite ? 'strict' : '';
  const seq = sqlite ? 'integer primary key autoincrement' : 'bigint generated always as identity primary key';
  const real = sqlite ? 'real' : 'double precision';
  const flag = (name: string, nullable = false): string =>
    `${name} integer ${nullable ? '' : 'not null'} check (${name} in (0, 1))`;

  return [
    `create table meta (key text primary key not null, value text not null) ${strict}`,
    `create table revision (name text primary key not null, n integer not null) ${strict}`,
    `insert into revision (name, n) values ('activities', 0), ('places', 0), ('centres', 0)`,

    `create table centre (
      id text primary key not null, name text not null, number text not null unique, voice_number text, postcode text,
      staff_phone text, opening text not null, language text not null, created_at text not null) ${strict}`,

    `create table place (
      id text primary key not null, postcode text not null, name text not null, folded text not null,
      municipality text not null, lat ${real}, lon ${real}, source text not null, unique (postcode, folded)) ${strict}`,
    `create index place_folded on place (folded)`,
    `create table place_alias (
      place_id text not null references place (id) on delete cascade, alias text not null, folded text not null,
      primary key (place_id, folded)) ${strict}`,
    `create index place_alias_folded on place_alias (folded)`,

    `create table person (
      id text primary key not null, centre_id text not null references centre (id), number text not null, name text,
      language text not null, ${flag('language_chosen')}, postcode text, place_name text, lat ${real}, lon ${real},
      first_seen_at text not null, last_inbound_at text, last_outbound_at text, unique (centre_id, number)) ${strict}`,
    `create table opt_out (
      centre_id text not null references centre (id), number_hash text not null, since text not null, how text not null,
      primary key (centre_id, number_hash)) ${strict}`,

    `create table arrival (
      seq ${seq}, id text not null unique,
      kind text not null check (kind in ('text', 'deadline', 'report', 'command')),
      centre_id text references centre (id), peer text, payload text not null, provider_at text, received_at text not null,
      state text not null check (state in ('new', 'done', 'ignored', 'poison')), attempts integer not null,
      retry_at text, last_error text, outcome text, handled_at text) ${strict}`,
    `create index arrival_new on arrival (seq) where state = 'new'`,
    `create index arrival_new_peer on arrival (peer, seq) where state = 'new'`,
    `create index arrival_peer on arrival (peer, seq)`,

    `create table conversation (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text not null references person (id) on delete cascade, flow text not null, version integer not null,
      state text not null, status text not null check (status in ('open', 'ended')), misses integer not null,
      opened_at text not null, active_at text not null, ended_at text) ${strict}`,
    `create unique index conversation_open on conversation (person_id) where status = 'open'`,
    `create table deadline (
      key text primary key not null, conversation_id text not null references conversation (id) on delete cascade,
      event text not null, due_at text not null) ${strict}`,
    `create index deadline_due on deadline (due_at)`,
    `create index deadline_conversation on deadline (conversation_id)`,

    `create table outbox (
      seq ${seq}, id text not null unique, dedupe text not null unique, centre_id text not null references centre (id),
      person_id text references person (id) on delete set null, from_number text not null, number text not null,
      kind text not null check (kind in (${list(MESSAGE_KINDS)})), priority integer not null, body text not null,
      language text not null, encoding text not null check (encoding in ('GSM-7', 'UCS-2')), parts integer not null,
      not_before text not null, expires_at text, state text not null check (state in (${list(OUTBOX_STATES)})),
      sid text unique, error_code text, reason text, tries integer not null, created_at text not null, sent_at text,
      settled_at text) ${strict}`,
    `create index outbox_due on outbox (priority desc, not_before, seq) where state = 'pending'`,
    `create index outbox_number_open on outbox (number, state, seq) where state in ('pending', 'sending', 'unknown')`,
    `create index outbox_unsettled on outbox (state, seq) where state in ('sending', 'unknown')`,
    `create index outbox_number on outbox (number, seq)`,
    `create index outbox_expiry on outbox (expires_at) where state = 'pending' and expires_at is not null`,
    `create index outbox_no_receipt on outbox (sent_at) where state in ('accepted', 'sent') and kind in ('confirmation', 'change')`,
    `create table attempt (
      id text primary key not null, outbox_id text not null references outbox (id) on delete cascade,
      started_at text not null, node text not null, lease_until text not null,
      outcome text check (outcome in ('accepted', 'refused', 'rejected', 'unknown')), http integer, code text,
      ended_at text) ${strict}`,
    `create index attempt_outbox on attempt (outbox_id)`,

    `create table activity (
      id text primary key not null, centre_id text not null references centre (id), import_key text not null,
      title text not null, description text not null, category text not null, organiser text not null,
      organiser_phone text, venue text not null, address text not null, postcode text, lat ${real}, lon ${real},
      starts_at text not null, ends_at text, repeats text, price text not null, ${flag('step_free', true)},
      languages text not null, capacity integer, ${flag('sign_up')},
      status text not null check (status in ('active', 'cancelled')), confirmed_at text, extra text not null,
      revision integer not null, created_at text not null, changed_at text not null,
      unique (centre_id, import_key)) ${strict}`,
    `create index activity_revision on activity (revision)`,
    `create table occurrence_change (
      activity_id text not null references activity (id) on delete cascade, occurrence text not null,
      kind text not null check (kind in ('cancelled', 'moved')), new_starts_at text, new_ends_at text,
      changed_at text not null, primary key (activity_id, occurrence)) ${strict}`,
    `create table sign_up (
      id text primary key not null, centre_id text not null references centre (id),
      activity_id text not null references activity (id), occurrence text not null,
      person_id text not null references person (id) on delete cascade, persons integer not null check (persons > 0),
      status text not null check (status in ('signed_up', 'waiting', 'cancelled')), starts_utc text not null,
      remind_at text not null, reminded_at text, created_at text not null, changed_at text not null) ${strict}`,
    `create unique index sign_up_once on sign_up (activity_id, occurrence, person_id) where status <> 'cancelled'`,
    `create index sign_up_person on sign_up (person_id, starts_utc)`,
    `create index sign_up_due on sign_up (remind_at) where status = 'signed_up' and reminded_at is null`,

    `create table inbox_item (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text references person (id) on delete set null, number text not null, reason text not null,
      arrival_id text, body text not null, status text not null check (status in ('open', 'done')), assigned_to text,
      created_at text not null, done_at text, done_by text) ${strict}`,
    `create index inbox_open on inbox_item (centre_id, created_at) where status = 'open'`,
    `create index inbox_open_number on inbox_item (centre_id, number) where status = 'open'`,
    `create table callback (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text references person (id) on delete set null, number text not null, reason text not null,
      language text not null, asked_at text not null, due_at text not null,
      status text not null check (status in ('open', 'done')), outcome text, done_at text, done_by text) ${strict}`,
    `create index callback_open on callback (centre_id, due_at) where status = 'open'`,

    `create table lease (
      name text primary key not null, holder text not null, fence integer not null, until text not null) ${strict}`,
    `create table audit (
      seq ${seq}, at text not null, staff text not null, verb text not null, object text not null, detail text not null,
      prev_hash text not null unique, hash text not null) ${strict}`,
    ...appendOnly(engine),
  ];
}

/** The audit log is append-only: the database refuses updates and deletes. */
function appendOnly(engine: Engine): string[] {
  if (engine === 'sqlite') {
    return ['update', 'delete'].map(
      (verb) =>
        `create trigger audit_no_${verb} before ${verb} on audit begin select raise(abort, 'the audit log is append-only'); end`,
    );
  }
  return [
    `create function audit_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is append-only'; end $$`,
    `create trigger audit_no_change before update or delete on audit for each row execute function audit_append_only()`,
  ];
}
