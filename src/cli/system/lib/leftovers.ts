import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the name of a copy goes on that a restore is making; the process that makes it is the end. */
export const RESTORING = '.restoring-';

/** Takes away the copies of restores that were killed: each is a whole database. */
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
    // One that is not ours to signal is alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
