import { sql, type Kysely, type Migration } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/** Names that staff entered, and the wrong codes that were tried. */
export const doors = (engine: Engine): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    await sql`alter table person add column confirmed_name text`.execute(db);
    // Staff entered every volunteer; any other name may be what a text said.
    await sql`update person set confirmed_name = name
      where exists (select 1 from volunteer where volunteer.person_id = person.id)`.execute(db);
    const [strict, seq] =
      engine === 'sqlite'
        ? [sql.raw('strict'), sql.raw('integer primary key')]
        : [sql.raw(''), sql.raw('bigint generated always as identity primary key')];
    await sql`create table wrong_code (
      seq ${seq}, centre_id text not null references centre (id), number_hash text not null, at text not null) ${strict}`.execute(
      db,
    );
    await sql`create index wrong_code_of_number on wrong_code (centre_id, number_hash, at)`.execute(db);
    await sql`create index person_first_seen on person (centre_id, first_seen_at)`.execute(db);
    await sql`create index wrong_code_at on wrong_code (centre_id, at)`.execute(db);
  },
});
