import { sql, type Migration } from 'kysely';

/** Optional facts in a file of activities: coming alone, the way there, the audience, and the source. */
export const activityFacts = (): Migration => ({
  async up(db) {
    await sql`alter table activity add column come_alone text check (come_alone in ('yes', 'no', 'host'))`.execute(db);
    await sql`alter table activity add column transport text not null default ''`.execute(db);
    await sql`alter table activity add column audience text not null default ''`.execute(db);
    await sql`alter table activity add column url text not null default ''`.execute(db);
  },
});
