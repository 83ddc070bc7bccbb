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
  await sql`drop table short_counter`.execute(store.db);
  await sql`delete from kysely_migration where name = '0008-staff'`.execute(store.db);
}
