import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, openSync, unlinkSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import SQLite from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import type { Store } from './open.ts';

/** "RRun", as sqlite.ts writes it into every file of ours. */
const APPLICATION_ID = 0x52_52_75_6e;

/** What is wrong with a file, or `ok`. */
export type Verdict = 'ok' | { wrong: string };

/**
 * Writes a copy of an open SQLite database to a new file that only its owner may read: one consistent moment, in one step,
 * with what stands in the WAL.
 * @throws Error where the file exists, or the copy is not sound; then it is gone again
 */
export async function copySqlite(store: Store, file: string): Promise<void> {
  createOwnFile(file);
  try {
    // Into the empty file that was just made: a link put there meanwhile is not followed.
    await store.db.executeQuery(CompiledQuery.raw('vacuum into ?', [file]));
    const verdict = checkSqliteFile(file, 'quick');
    if (verdict !== 'ok') throw new Error(`The copy is damaged (${verdict.wrong}). Is the disk sound?`);
  } catch (error) {
    unlinkSync(file);
    throw error;
  }
}

/** Makes an empty file, readable by its owner alone; throws EEXIST where anything stands there, a link too. */
export function createOwnFile(file: string): void {
  closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600));
}

/** Whether a file is a sound database of ours. Changes nothing. */
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
 * Whether anybody else has a SQLite file open. Leaving WAL takes the whole file, which nobody gets while another holds it;
 * afterwards everything stands in the one file.
 */
export function isSqliteInUse(file: string): 'in use' | 'free' {
  const raw = new SQLite(file, { timeout: 0 });
  try {
    raw.pragma('journal_mode = delete');
    return 'free';
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return 'in use';
    // A damaged file is what a restore is for.
    if (error instanceof SQLite.SqliteError && /NOTADB|CORRUPT|IOERR/.test(error.code)) return 'free';
    throw error;
  } finally {
    raw.close();
  }
}

/** The checksum of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
