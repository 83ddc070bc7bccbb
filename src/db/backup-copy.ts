import { createHash } from 'node:crypto';
import { createReadStream, unlinkSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import SQLite from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import type { Store } from './open.ts';
import { createOwnFile } from './own-files.ts';

/** "RRun", which sqlite.ts writes into every database file of the service. */
const APPLICATION_ID = 0x52_52_75_6e;

/** The fault of a file, or `ok`. */
export type Verdict = 'ok' | { wrong: string };

/**
 * Copies an open SQLite database, WAL included, to a new file that only its owner may read. The copy is one consistent
 * moment.
 * @throws Error when the file exists or the copy is damaged; a damaged copy is deleted again
 */
export async function copySqlite(store: Store, file: string): Promise<void> {
  createOwnFile(file);
  try {
    // Into the empty file made above: SQLite would follow a link that was put there in the meantime.
    await store.db.executeQuery(CompiledQuery.raw('vacuum into ?', [file]));
    const verdict = checkSqliteFile(file, 'quick');
    if (verdict !== 'ok') throw new Error(`The copy is damaged (${verdict.wrong}). Is the disk sound?`);
  } catch (error) {
    unlinkSync(file);
    throw error;
  }
}

/** Checks that a file is an undamaged database of the service. Changes nothing. */
export function checkSqliteFile(file: string, how: 'quick' | 'whole'): Verdict {
  let raw: SQLite.Database | undefined;
  try {
    raw = new SQLite(file, { readonly: true, fileMustExist: true });
    if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      return { wrong: 'not a Ringerunde database' };
    const check = how === 'quick' ? 'quick_check(1)' : 'integrity_check(1)';
    const verdict: unknown = raw.pragma(check, { simple: true });
    if (verdict !== 'ok') return { wrong: String(verdict) };
    if (how === 'whole' && (raw.pragma('foreign_key_check') as unknown[]).length > 0) {
      return { wrong: 'rows that belong to nothing' };
    }
    return 'ok';
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'unreadable' };
  } finally {
    raw?.close();
  }
}

/**
 * Tells whether another process has a SQLite file open. Leaving WAL mode needs the whole file, which SQLite refuses
 * while another process holds it; afterwards the database is one file.
 */
export function isSqliteInUse(file: string): 'in use' | 'free' {
  const raw = new SQLite(file, { timeout: 0 });
  try {
    raw.pragma('journal_mode = delete');
    return 'free';
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return 'in use';
    // Staff restore a backup because the file is damaged, so damage does not count as use.
    if (error instanceof SQLite.SqliteError && /NOTADB|CORRUPT|IOERR/.test(error.code)) return 'free';
    throw error;
  } finally {
    raw.close();
  }
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
