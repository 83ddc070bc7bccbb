import { sql, type Kysely, type Migration } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/** The cost of a centre's texts a day, and the limits a day and a month; null for no limit. */
export const costs = (engine: Engine): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    await sql`alter table centre add column max_day_cost_ore integer`.execute(db);
    await sql`alter table centre add column max_month_cost_ore integer`.execute(db);
    const strict = sql.raw(engine === 'sqlite' ? 'strict' : '');
    await sql`create table spending (
      centre_id text not null references centre (id), day text not null, ore integer not null,
      primary key (centre_id, day)) ${strict}`.execute(db);
  },
});
