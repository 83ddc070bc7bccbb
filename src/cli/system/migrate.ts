import { ensurePlaces } from '../../feeds/register.ts';
import { count } from '../framework/print.ts';
import { configOf } from '../framework/run.ts';
import { removeLeftovers } from './lib/leftovers.ts';
import type { Run } from '../framework/command.ts';

/** Migrates the database to this version. A database in use is copied first. */
export const run: Run = async (invocation) => {
  const { isMigrated, migrate, openStore } = await import('../../db/open.ts');
  const { copySqlite } = await import('../../db/backup-copy.ts');
  const { databaseUrl } = configOf(invocation);
  const store = await openStore(databaseUrl);
  if (databaseUrl.startsWith('sqlite:') && !databaseUrl.endsWith(':memory:'))
    removeLeftovers(databaseUrl.slice('sqlite:'.length));
  try {
    const inUse = (await store.db.introspection.getTables()).some((t) => t.name === 'centre');
    let copy: string | null = null;
    if (inUse && store.engine === 'sqlite' && !(await isMigrated(store))) {
      copy = `${databaseUrl.slice('sqlite:'.length)}.before-migration-${stamp()}`;
      await copySqlite(store, copy);
    }
    const migrated = await migrate(store);
    await ensurePlaces(store);
    const kept = copy === null ? '' : ` The database as it was is kept in ${copy}.`;
    const text =
      migrated.length === 0 ? 'The database is up to date.' : `${count(migrated.length, 'migration')} done.${kept}`;
    return { json: { migrated, copy }, text };
  } finally {
    await store.close();
  }
};

const stamp = (): string => new Date().toISOString().replace(/[:.]/g, '-');
