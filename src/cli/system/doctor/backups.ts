import { existsSync, statSync } from 'node:fs';
import type { Config } from '../../../config.ts';
import { readBackupKey } from '../../../db/sealed.ts';
import { HOUR_MS } from '../../../domain/base/time.ts';
import { backupsIn } from '../lib/rotation.ts';
import { fine, wrong, type Check } from './check.ts';

const OLD_MS = 48 * HOUR_MS;

/** Whether backups exist, are recent, and are sealed. */
export async function backupChecks({ databaseUrl, backupFolder, backupKey }: Config, now: Date): Promise<Check[]> {
  if (!databaseUrl.startsWith('sqlite:'))
    return [fine('backups', 'PostgreSQL makes its own: pg_dump, and the key to seal them.')];
  const key = backupKey === null ? null : await keyFault(backupKey);
  if (key !== null) return [wrong('backups', key)];
  const sealed =
    backupKey === null
      ? ' They are not sealed: set RINGERUNDE_BACKUP_KEY (ringerunde backup --new-key).'
      : ' They are sealed.';
  if (backupFolder === null)
    return [fine('backups', `None by themselves: set RINGERUNDE_BACKUP_FOLDER to have one every night.${sealed}`)];
  if (!existsSync(backupFolder)) return [wrong('backups', `There is no folder ${backupFolder}. Make it first.`)];
  const newest = backupsIn(backupFolder)[0];
  if (newest === undefined || now.getTime() - Date.parse(newest.at) > OLD_MS)
    return [
      wrong(
        'backups',
        `${newest === undefined ? 'There is none' : `The newest is of ${newest.at}`} in ${backupFolder}. Run: ringerunde backup --folder ${backupFolder}`,
      ),
    ];
  return [fine('backups', `The newest is ${newest.name}.${sealed} Try one: ringerunde restore --drill`)];
}

async function keyFault(file: string): Promise<string | null> {
  try {
    await readBackupKey(file);
  } catch (error) {
    return error instanceof Error ? error.message : `${file} cannot be read.`;
  }
  return (statSync(file).mode & 0o077) === 0 ? null : `Others may read the key ${file}. Run: chmod 600 ${file}`;
}
