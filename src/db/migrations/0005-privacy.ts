import { sql, type Migration } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/** Erasures, carrier copies, subscriptions, staff notices, and searches without a result. */
export const privacy = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of statements(engine)) await sql.raw(statement).execute(db);
  },
});

function statements(engine: Engine): string[] {
  const strict = engine === 'sqlite' ? 'strict' : '';
  const real = engine === 'sqlite' ? 'real' : 'double precision';
  return [
    `alter table centre add column notices_max integer not null default 5`,
    `alter table person add column kept_asked_at text`,

    // After a restore of an older backup, the service erases these people again.
    `create table erasure (
      centre_id text not null references centre (id), number_hash text not null, erased_at text not null,
      primary key (centre_id, number_hash)) ${strict}`,
    // Message texts that the carrier still has to delete.
    `create table carrier_copy (
      sid text primary key not null, noted_at text not null, tries integer not null, retry_at text not null) ${strict}`,
    `create index carrier_copy_due on carrier_copy (retry_at)`,

    `create table subscription (
      id text primary key not null, centre_id text not null references centre (id),
      person_id text not null references person (id) on delete cascade,
      category text, words text, postcode text not null, place_name text not null, lat ${real}, lon ${real},
      since text not null, sent_at text) ${strict}`,
    `create index subscription_person on subscription (person_id)`,
    `create index subscription_centre on subscription (centre_id, id)`,

    `create table staff_notice (
      id text primary key not null, centre_id text not null references centre (id),
      kind text not null, about text not null, noted_at text not null, told_at text,
      unique (centre_id, kind, about)) ${strict}`,
    `create index staff_notice_waiting on staff_notice (centre_id, noted_at) where told_at is null`,

    `create table unmet_search (
      centre_id text not null references centre (id), month text not null, area text not null, category text not null,
      n integer not null, primary key (centre_id, month, area, category)) ${strict}`,
  ];
}
