import { sql } from 'kysely';
import type { Store } from '../../src/db/open.ts';

const NUMBERED = ['activity', 'volunteer', 'assignment', 'broadcast', 'callback', 'inbox_item'];

/** Makes a database what it was before migration 0008, with its rows. */
export async function undoStaff(store: Store): Promise<void> {
  for (const table of NUMBERED) {
    if (store.engine === 'postgres') await sql.raw(`drop trigger ${table}_short_no on ${table}`).execute(store.db);
    if (store.engine === 'postgres') await sql.raw(`drop function ${table}_short_no`).execute(store.db);
    else await sql.raw(`drop trigger ${table}_short_no`).execute(store.db);
    await sql.raw(`drop index ${table}_short`).execute(store.db);
    await sql.raw(`alter table ${table} drop column short_no`).execute(store.db);
  }
  for (const column of ['words', 'shown', 'wished_at'])
    await sql`alter table callback drop column ${sql.ref(column)}`.execute(store.db);
  await sql`drop table short_counter`.execute(store.db);
  await sql`delete from kysely_migration where name = '0008-staff'`.execute(store.db);
}

/** Makes a database what it was before migration 0007. */
export async function undoActivityFacts(store: Store): Promise<void> {
  for (const column of ['come_alone', 'transport', 'audience', 'url'])
    await sql`alter table activity drop column ${sql.ref(column)}`.execute(store.db);
  await sql`delete from kysely_migration where name = '0007-activity-facts'`.execute(store.db);
}
