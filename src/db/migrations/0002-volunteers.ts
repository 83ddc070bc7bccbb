import { sql, type Migration } from 'kysely';
import { ASSIGNMENT_STATUSES, OFFER_STATUSES } from '../schema/index.ts';
import type { Engine } from '../schema/engine.ts';

/** Volunteers, assignments, offers, and the agenda of work that falls due. */
export const volunteers = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of [...newArrivalKinds(engine), ...tables(engine)]) await sql.raw(statement).execute(db);
  },
});

const ARRIVAL_KINDS = `kind in ('text', 'deadline', 'report', 'command', 'agenda', 'call')`;

/** SQLite cannot change a check, so the journal is copied into a new table, with its row numbers. */
function newArrivalKinds(engine: Engine): string[] {
  if (engine === 'postgres')
    return [
      `alter table arrival drop constraint arrival_kind_check`,
      `alter table arrival add constraint arrival_kind_check check (${ARRIVAL_KINDS})`,
    ];
  return [
    `create table arrival_rewritten (
      seq integer primary key autoincrement, id text not null unique, kind text not null check (${ARRIVAL_KINDS}),
      centre_id text references centre (id), peer text, payload text not null, provider_at text, received_at text not null,
      state text not null check (state in ('new', 'done', 'ignored', 'poison')), attempts integer not null,
      retry_at text, last_error text, outcome text, handled_at text) strict`,
    `insert into arrival_rewritten select * from arrival`,
    `drop table arrival`,
    `alter table arrival_rewritten rename to arrival`,
    `create index arrival_new on arrival (seq) where state = 'new'`,
    `create index arrival_new_peer on arrival (peer, seq) where state = 'new'`,
    `create index arrival_peer on arrival (peer, seq)`,
  ];
}

const list = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(', ');

function tables(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const strict = sqlite ? 'strict' : '';
  const real = sqlite ? 'real' : 'double precision';
  const flag = (name: string): string => `${name} integer not null check (${name} in (0, 1))`;
  return [
    `alter table centre add column asks_max integer not null default 4`,
    `alter table inbox_item add column about text`,
    `create index inbox_about on inbox_item (about) where about is not null and status = 'open'`,

    `create table volunteer (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text not null unique references person (id) on delete cascade,
      interests text not null, languages text not null, times text not null, ${flag('car')}, max_km integer,
      met_on text, met_by text, confidentiality_on text, certificate_for text, certificate_asked_on text,
      certificate_shown_on text, paused_until text, left_on text, notes text not null, extra text not null,
      created_at text not null, changed_at text not null) ${strict}`,
    `create index volunteer_centre on volunteer (centre_id)`,

    `create table assignment (
      id text primary key not null, centre_id text not null references centre (id), title text not null,
      kind text not null, starts_at text not null, starts_utc text not null, minutes integer not null check (minutes > 0),
      needs integer not null check (needs > 0), postcode text, place_name text, lat ${real}, lon ${real},
      description text not null, ${flag('needs_car')}, needs_languages text not null, ${flag('needs_certificate')},
      ${flag('needs_confidentiality')}, confirm text not null check (confirm in ('staff', 'first-yes')),
      ordered_by text, ordered_contact text, status text not null check (status in (${list(ASSIGNMENT_STATUSES)})),
      reason text, wave integer not null, wave_minutes integer, answer_by text, untold text not null,
      created_by text not null, created_at text not null, changed_at text not null) ${strict}`,
    `create index assignment_centre on assignment (centre_id, starts_utc)`,
    // A separate table, so that code that reads an assignment cannot read the recipient by accident.
    `create table assignment_secret (
      assignment_id text primary key not null references assignment (id) on delete cascade,
      recipient text not null, address text not null, phone text not null, details text not null) ${strict}`,

    `create table offer (
      id text primary key not null, centre_id text not null references centre (id),
      assignment_id text not null references assignment (id) on delete cascade,
      volunteer_id text not null references volunteer (id) on delete cascade,
      person_id text not null references person (id) on delete cascade,
      code integer not null, wave integer not null, place integer not null,
      status text not null check (status in (${list(OFFER_STATUSES)})),
      said text check (said in ('yes', 'no', 'note')), note text, asked_at text, answer_by text, answered_at text,
      answered_by text, decided_at text, decided_by text, reminded_at text, created_at text not null,
      changed_at text not null, unique (assignment_id, volunteer_id), unique (person_id, code)) ${strict}`,
    `create index offer_of_person on offer (person_id, status)`,
    `create index offer_of_volunteer on offer (volunteer_id, asked_at)`,

    `create table service_hours (
      id text primary key not null, centre_id text not null references centre (id),
      volunteer_id text references volunteer (id) on delete set null,
      assignment_id text references assignment (id) on delete set null,
      served_on text not null, minutes integer not null check (minutes > 0), kind text not null,
      reported_by text not null, created_at text not null) ${strict}`,
    `create unique index service_hours_once on service_hours (assignment_id, volunteer_id)`,
    `create index service_hours_volunteer on service_hours (volunteer_id, served_on)`,
    `create index service_hours_centre on service_hours (centre_id, served_on)`,

    `create table agenda (
      key text primary key not null, work text not null, object_id text not null, due_at text not null) ${strict}`,
    `create index agenda_due on agenda (due_at)`,
    `create index agenda_object on agenda (object_id)`,
  ];
}
