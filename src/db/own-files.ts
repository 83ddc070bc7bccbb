import { chmodSync, closeSync, constants, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const OTHERS = 0o077;

/**
 * Makes an empty file, readable by its owner alone.
 * @throws EEXIST when a file or a link of that name exists
 */
export function createOwnFile(file: string): void {
  closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600));
}

/**
 * Makes a database and SQLite's files beside it readable by their owner only; files of another owner stay as they are.
 */
export function shutToOthers(database: string): void {
  for (const end of ['', '-wal', '-shm']) {
    const file = `${database}${end}`;
    if (!existsSync(file) || (statSync(file).mode & OTHERS) === 0) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      // `doctor` names it.
    }
  }
}

/** Files beside a database that begin with its name and that others may read or write. */
export function filesOpenToOthers(database: string): string[] {
  const folder = dirname(database);
  return readdirSync(folder)
    .filter((name) => name.startsWith(basename(database)))
    .filter((name) => (statSync(join(folder, name), { throwIfNoEntry: false })?.mode ?? 0) & OTHERS);
}
