import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../domain/base/refusal.ts';

/** The backups to keep: the newest of each of this number of days, and of weeks. */
export interface KeptBackups {
  days: number;
  weeks: number;
}

export const USUAL_KEPT: KeptBackups = { days: 7, weeks: 4 };

/** @throws Refusal when it is not two numbers, such as 7+4 */
export function keptOf(text: string): KeptBackups {
  const [, days, weeks] = /^(\d{1,3})\+(\d{1,3})$/.exec(text) ?? [];
  if (days === undefined || weeks === undefined || Number(days) < 1)
    throw new Refusal(`${text} is not how many to keep. Write for example 7+4: of seven days, and of four weeks.`);
  return { days: Number(days), weeks: Number(weeks) };
}

const NAME = /^ringerunde-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.db(\.age)?$/;

/** The file name of a backup made now. */
export const backupName = (now: Date, sealed: boolean): string =>
  `ringerunde-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db${sealed ? '.age' : ''}`;

export interface FoundBackup {
  name: string;
  at: string;
}

/** The backups of a folder, recognised by their names, newest first. */
export function backupsIn(folder: string): FoundBackup[] {
  return readdirSync(folder)
    .flatMap((name): FoundBackup[] => {
      const [, day, hour, minute, second] = NAME.exec(name) ?? [];
      return day === undefined ? [] : [{ name, at: `${day}T${hour}:${minute}:${second}.000Z` }];
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

const DAY_MS = 24 * 3_600_000;
const dayOf = ({ at }: FoundBackup): number => Math.floor(Date.parse(at) / DAY_MS);
const weekOf = (backup: FoundBackup): number => Math.floor((dayOf(backup) + 3) / 7);

/**
 * The backups to delete: all but the newest of each of the last days and weeks that have one. The newest of all stays.
 */
export function superfluous(backups: readonly FoundBackup[], { days, weeks }: KeptBackups): FoundBackup[] {
  const keep = new Set<FoundBackup>();
  for (const [of, most] of [
    [dayOf, days],
    [weekOf, weeks],
  ] as const) {
    const newest = new Map<number, FoundBackup>();
    for (const backup of backups) if (!newest.has(of(backup))) newest.set(of(backup), backup);
    for (const backup of [...newest.values()].slice(0, most)) keep.add(backup);
  }
  return backups.filter((backup) => !keep.has(backup));
}

/** Deletes those backups with their checksums. Returns their names. */
export function rotate(folder: string, kept: KeptBackups): string[] {
  const gone = superfluous(backupsIn(folder), kept).map(({ name }) => name);
  for (const name of gone) for (const end of ['', '.sha256']) rmSync(join(folder, `${name}${end}`), { force: true });
  return gone;
}
