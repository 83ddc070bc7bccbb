import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Suffix of the copy that a restore makes, followed by the process id. */
export const RESTORING = '.restoring-';

/** Deletes the copies of restores that were killed: each is a whole database. */
export function removeLeftovers(database: string): void {
  const folder = dirname(database);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(database)}${RESTORING}`)) continue;
    const pid = /^\d+/.exec(name.slice(basename(database).length + RESTORING.length))?.[0];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that we may not signal is alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
