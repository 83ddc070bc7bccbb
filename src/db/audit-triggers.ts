import { sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Db } from './schema/index.ts';

/** Whether the database refuses to change and to delete rows of the audit log, as the migrations told it to. */
export async function auditTriggers(db: Db): Promise<'there' | 'missing'> {
  return (isPostgres(db) ? await onPostgres(db) : await onSqlite(db)) ? 'there' : 'missing';
}

async function onSqlite(db: Db): Promise<boolean> {
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master
    where type = 'trigger' and tbl_name = 'audit'`.execute(db);
  return ['update', 'delete'].every((verb) =>
    rows.some(({ sql: text }) =>
      new RegExp(`before ${verb} on audit\\s+begin\\s+select raise\\(abort`, 'i').test(text),
    ),
  );
}

async function onPostgres(db: Db): Promise<boolean> {
  const { rows } = await sql<{ definition: string; enabled: string; body: string }>`
    select pg_get_triggerdef(t.oid) as definition, t.tgenabled as enabled, p.prosrc as body
    from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = 'audit'::regclass and not t.tgisinternal`.execute(db);
  const there = rows.filter(({ enabled, body }) => enabled !== 'D' && /raise exception/.test(body));
  return ['update', 'delete', 'truncate'].every((verb) =>
    there.some(({ definition }) => new RegExp(`before .*\\b${verb}\\b.* on `, 'is').test(definition)),
  );
}
