import { createReadStream, createWriteStream, existsSync, lstatSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../../domain/base/refusal.ts';

/**
 * Copies the backup to the database's folder, opens its seal, and checks the copy, so that the checked file is the one
 * in use.
 */
export async function copySound({
  backup,
  fresh,
  key,
  verified,
}: {
  backup: string;
  fresh: string;
  key: string | null;
  verified: boolean;
}): Promise<void> {
  const { sha256Of } = await import('../../../db/backup-copy.ts');
  const kind = lstatSync(backup, { throwIfNoEntry: false });
  if (kind === undefined) throw new Refusal(`There is no file ${backup}.`);
  if (!kind.isFile()) throw new Refusal(`${backup} is no file of its own. Name the backup itself, not a link to it.`);
  if (verified) {
    const manifest = `${backup}.sha256`;
    if (!existsSync(manifest)) {
      throw new Refusal(`There is no checksum ${manifest} beside it. Use another backup, or add --unverified.`);
    }
    const [promised = ''] = readFileSync(manifest, 'utf8').trim().split(/\s+/);
    if (promised.toLowerCase() !== (await sha256Of(backup))) {
      throw new Refusal(`${backup} is not as it was when it was made: its checksum differs. Use another backup.`);
    }
  }
  await copyOpened(backup, fresh, key);
  const wrong = await wrongWith(fresh);
  if (wrong !== null) throw new Refusal(`${backup} cannot be used (${wrong}). Use another backup.`);
}

async function copyOpened(backup: string, fresh: string, key: string | null): Promise<void> {
  const { createOwnFile } = await import('../../../db/own-files.ts');
  const { isSealed, readBackupKey, unseal } = await import('../../../db/sealed.ts');
  createOwnFile(fresh);
  if (!isSealed(backup)) return pipeline(createReadStream(backup), createWriteStream(fresh, { flags: 'r+' }));
  if (key === null)
    throw new Refusal(`${backup} is sealed. Set RINGERUNDE_BACKUP_KEY to the file of its key, or --key.`);
  const opens = await readBackupKey(key);
  if (opens.identities.length === 0)
    throw new Refusal(`${key} seals and does not open. Name the secret key with --key.`);
  try {
    await unseal(backup, fresh, opens);
  } catch {
    throw new Refusal(`${key} does not open ${backup}, or the backup was changed. Use another key, or another backup.`);
  }
}

/** The fault of a copy; null for a sound one with exactly the tables of our migrations. */
async function wrongWith(file: string): Promise<string | null> {
  const { checkSqliteFile } = await import('../../../db/backup-copy.ts');
  const { foreignObjects } = await import('../../../db/schema-check.ts');
  const verdict = checkSqliteFile(file, 'whole');
  if (verdict !== 'ok') return verdict.wrong;
  try {
    const foreign = await foreignObjects(file);
    return foreign.length === 0 ? null : `not as Ringerunde made it: ${foreign.slice(0, NAMED_MAX).join(', ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

const NAMED_MAX = 5;
