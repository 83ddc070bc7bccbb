import SQLite from 'better-sqlite3';
import { Migrator } from 'kysely';
import { migrations } from './migrations/index.ts';
import { openStore } from './open.ts';

type Objects = ReadonlyMap<string, string>;

/**
 * Compares the tables with their columns, indexes, triggers and views of a SQLite file with those of the migrations
 * that the file lists as applied. A foreign trigger would run with the service's rights at the next write.
 * @returns the names of objects that are foreign, differ, or are missing
 * @throws Error for a file with migrations that this version does not know
 */
export async function foreignObjects(file: string): Promise<string[]> {
  const { objects, applied } = readFile(file);
  const known = Object.keys(migrations('sqlite'));
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`It was made by a newer Ringerunde (it has ${unknown.join(', ')})`);
  const ours = await objectsAfter(applied);
  const names = new Set([...objects.keys(), ...ours.keys()]);
  return [...names].filter((name) => objects.get(name) !== ours.get(name)).toSorted();
}

function readFile(file: string): { objects: Objects; applied: string[] } {
  const raw = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    raw.pragma('trusted_schema = OFF');
    const objects = objectsOf(raw.prepare<[], MasterRow>('select type, name, sql from sqlite_master').all());
    const applied = objects.has('table kysely_migration')
      ? raw.prepare<[], string>('select name from kysely_migration order by name').pluck().all()
      : [];
    return { objects, applied };
  } finally {
    raw.close();
  }
}

/** Objects that SQLite makes for itself: of keys, of counters, of `analyze`. */
const ITS_OWN = /^sqlite_(autoindex_|sequence$|stat\d$)/;

interface MasterRow {
  type: string;
  name: string;
  sql: string | null;
}

function objectsOf(rows: readonly MasterRow[]): Objects {
  const ours = rows.filter(({ name }) => !ITS_OWN.test(name));
  return new Map(ours.map(({ type, name, sql }) => [`${type} ${name}`, (sql ?? '').replace(/\s+/g, ' ').trim()]));
}

/** The objects that these migrations make, in memory. */
async function objectsAfter(applied: readonly string[]): Promise<Objects> {
  const store = await openStore('sqlite::memory:');
  try {
    const all = migrations('sqlite');
    const wanted = Object.fromEntries(Object.entries(all).filter(([name]) => applied.includes(name)));
    const migrator = new Migrator({ db: store.db, provider: { getMigrations: () => Promise.resolve(wanted) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    const rows = await store.db
      .withTables<{ sqlite_master: MasterRow }>()
      .selectFrom('sqlite_master')
      .select(['type', 'name', 'sql'])
      .execute();
    return objectsOf(rows);
  } finally {
    await store.close();
  }
}
