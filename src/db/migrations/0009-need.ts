import { sql, type Kysely, type Migration } from 'kysely';

/** The telephone of the centre that is told of a person in need while the centre is closed. */
export const need = (): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    await sql`alter table centre add column emergency_phone text`.execute(db);
  },
});
