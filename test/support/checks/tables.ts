import { CompiledQuery } from 'kysely';
import type { Store } from '../../../src/db/open.ts';

/** Every row of every table, as text, to show that nothing has changed. */
export async function everyRow(store: Store): Promise<Record<string, string[]>> {
  const tables = await store.db.introspection.getTables({ withInternalKyselyTables: false });
  const all: Record<string, string[]> = {};
  for (const { name } of tables.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const { rows } = await store.db.executeQuery(CompiledQuery.raw(`select * from ${name}`));
    all[name] = rows.map((row) => JSON.stringify(row)).toSorted();
  }
  return all;
}
