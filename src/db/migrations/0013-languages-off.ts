import { sql, type Kysely, type Migration } from 'kysely';

/** Languages that a centre does not write until a native speaker has read them, as codes separated by `;`. */
export const languagesOff = (): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    await sql`alter table centre add column languages_off text not null default ''`.execute(db);
  },
});
