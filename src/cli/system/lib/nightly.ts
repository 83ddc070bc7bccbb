import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { HOUR_MS, toWall } from '../../../domain/base/time.ts';
import type { Log } from '../../../service/engine/scene.ts';
import type { CommandContext } from '../../framework/command.ts';
import { RESTORING } from './leftovers.ts';
import { drillCopy } from './drill.ts';
import { makeBackup } from './make-backup.ts';
import { backupName, backupsIn, rotate, USUAL_KEPT } from './rotation.ts';
import { copySound } from './sound-copy.ts';

const LOOK_EVERY_MS = 10 * 60_000;
/** The hours in which few people write, because a copy stops all other work while it is made. */
const NIGHT = ['02', '03', '04', '05'];
const DAY_MS = 20 * HOUR_MS;
/** A service that did not run at night makes the backup by day. */
const LATE_MS = 30 * HOUR_MS;

type Made = 'not due' | { file: string; rows: number; deleted: number };

/**
 * Makes the night's backup when it is due: writes, seals and checks it, restores it in a drill, and deletes older ones.
 */
export async function backUpIfDue({ store, config, clock }: CommandContext): Promise<Made> {
  const folder = config.backupFolder;
  if (folder === null || !config.databaseUrl.startsWith('sqlite:')) return 'not due';
  const now = clock.now();
  const newest = backupsIn(folder)[0];
  const ageMs = newest === undefined ? Infinity : now.getTime() - Date.parse(newest.at);
  const isNight = NIGHT.includes(toWall(now.toISOString()).slice(11, 13));
  if (ageMs < (isNight ? DAY_MS : LATE_MS)) return 'not due';
  const file = join(folder, backupName(now, config.backupKey !== null));
  await makeBackup(store, config, file);
  const rows = await drill(config, file);
  return { file, rows, deleted: rotate(folder, USUAL_KEPT).length };
}

/** A key that can only seal cannot run the drill; the holder of the opening key must do it. */
async function drill(config: CommandContext['config'], file: string): Promise<number> {
  const { readBackupKey } = await import('../../../db/sealed.ts');
  const key = config.backupKey;
  if (key !== null && (await readBackupKey(key)).identities.length === 0) return 0;
  const fresh = `${config.databaseUrl.slice('sqlite:'.length)}${RESTORING}${process.pid}`;
  try {
    await copySound({ backup: file, fresh, key, verified: true });
    return (await drillCopy(fresh, config.auditKey)).rows;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true });
  }
}

/** Checks every ten minutes whether a backup is due. Returns the function that stops it. */
export function startNightlyBackups(context: CommandContext, log: Log): () => Promise<void> {
  if (context.config.backupFolder === null) return () => Promise.resolve();
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = backUpIfDue(context)
      .then((made) => {
        if (made !== 'not due') log.info({ rows: made.rows, deleted: made.deleted }, 'a backup was made and tried');
      })
      .catch((error: unknown) => log.error({ err: error }, 'the backup failed'));
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
