import { openAuditKey } from '../../../domain/centres/audit-key-file.ts';
import { verifyAudit } from '../../../domain/centres/audit.ts';
import type { Store } from '../../../db/open.ts';

/** Migrates the copy to this version and reads all of it. */
export async function drillCopy(fresh: string, auditKey: string | null): Promise<{ rows: number; audit: string }> {
  await bringUpToDate(fresh);
  const { openStore } = await import('../../../db/open.ts');
  const store = await openStore(`sqlite:${fresh}`);
  try {
    const { db } = store;
    await openAuditKey(store, auditKey);
    let rows = 0;
    for (const { name } of await db.introspection.getTables()) {
      const { n } = await db
        .withTables<Record<string, object>>()
        .selectFrom(name)
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      rows += Number(n);
    }
    const log = await verifyAudit(db);
    return { rows, audit: log.outcome === 'intact' ? 'intact' : log.why };
  } finally {
    await store.close();
  }
}

/** Runs the migrations that a copy lacks. */
export async function bringUpToDate(file: string): Promise<void> {
  const { migrate, openStore } = await import('../../../db/open.ts');
  const store: Store = await openStore(`sqlite:${file}`);
  try {
    await migrate(store);
  } finally {
    await store.close();
  }
}
