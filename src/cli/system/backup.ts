import { basename, join, resolve } from 'node:path';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { count } from '../framework/print.ts';
import { withContext, configOf, text } from '../framework/run.ts';
import { makeBackup } from './lib/make-backup.ts';
import { newBackupKey } from './lib/new-key.ts';
import { backupName, keptOf, rotate } from './lib/rotation.ts';
import type { CommandResult, Invocation, Run } from '../framework/command.ts';

/** Writes a checked copy of the database and its checksum; never over an existing file. */
export const run: Run = async (invocation) => {
  const newKey = text(invocation.options['newKey']);
  if (newKey !== undefined) return newBackupKey(resolve(newKey));
  const config = configOf(invocation);
  if (!config.databaseUrl.startsWith('sqlite:')) throw new Refusal(POSTGRES);
  return withContext(invocation, async (context): Promise<CommandResult> => {
    const folder = folderOf(invocation);
    const file =
      folder === null
        ? resolve(invocation.args[0] ?? '')
        : join(folder, backupName(context.clock.now(), config.backupKey !== null));
    const keep = text(invocation.options['keep']);
    const kept = keep === undefined ? null : keptOf(keep);
    await context.store.write((tx) => audit(context, tx, { verb: 'backup', object: basename(file) }));
    const made = await makeBackup(context.store, config, file);
    const gone = folder === null || kept === null ? [] : rotate(folder, kept);
    return { json: { ...made, deleted: gone }, text: told(made, gone) };
  });
};

function folderOf({ args, options, io }: Invocation): string | null {
  const folder = text(options['folder']);
  if (args[0] !== undefined && folder === undefined) return null;
  const given = folder ?? io.env['RINGERUNDE_BACKUP_FOLDER'];
  if (args[0] !== undefined || given === undefined || given === '')
    throw new Refusal('Name the file, or a folder with --folder (or RINGERUNDE_BACKUP_FOLDER).');
  return resolve(given);
}

function told(made: Awaited<ReturnType<typeof makeBackup>>, gone: readonly string[]): string {
  const lines = [
    `Copied to ${safe(made.file)} (${Math.ceil(made.bytes / 1024)} kB), and checked. Its checksum is in ${safe(made.manifest)}.`,
    made.sealed
      ? 'It is sealed: without the key nobody reads it, you neither. Keep a copy of the key somewhere else.'
      : 'It holds what people wrote: keep it where only those who may read it can.',
  ];
  if (gone.length > 0) lines.push(`${count(gone.length, 'older backup')} deleted.`);
  return lines.join('\n');
}

const POSTGRES =
  'This database is PostgreSQL, which makes its own backups. Run: pg_dump --format=custom --file=ringerunde.dump "$DATABASE_URL"';
