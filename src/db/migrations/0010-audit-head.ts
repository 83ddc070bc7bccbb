import { sql, type Kysely, type Migration } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/** The head of the audit log: how many rows were ever written, and the hash of the last. */
export const auditHead = (engine: Engine): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    const { rows } = await sql<{ n: number; hash: string | null }>`
      select count(*) as n, (select hash from audit order by seq desc limit 1) as hash from audit`.execute(db);
    const [written, hash] = [Number(rows[0]?.n ?? 0), rows[0]?.hash ?? '0'.repeat(64)];
    const strict = sql.raw(engine === 'sqlite' ? 'strict' : '');
    await sql`create table audit_head (
      log text primary key not null check (log = 'audit'), rows_written integer not null, hash text not null,
      signed_with text, mac text, fault text) ${strict}`.execute(db);
    await sql`insert into audit_head (log, rows_written, hash) values ('audit', ${written}, ${hash})`.execute(db);
    if (engine === 'sqlite') return;
    await sql`create trigger audit_no_truncate before truncate on audit
      for each statement execute function audit_append_only()`.execute(db);
  },
});
