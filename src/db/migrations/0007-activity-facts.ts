import { sql, type Migration } from 'kysely';

/** What a file of activities may say beside: whether one may come alone, how one gets there, for whom it is, and where it is told. */
export const activityFacts = (): Migration => ({
  async up(db) {
    await sql`alter table activity add column come_alone text check (come_alone in ('yes', 'no', 'host'))`.execute(db);
    await sql`alter table activity add column transport text not null default ''`.execute(db);
    await sql`alter table activity add column audience text not null default ''`.execute(db);
    await sql`alter table activity add column url text not null default ''`.execute(db);
  },
});
