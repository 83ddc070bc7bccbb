import { lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Config } from '../../../config.ts';
import type { Store } from '../../../db/open.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { RESTORING } from './leftovers.ts';

export interface MadeBackup {
  file: string;
  bytes: number;
  sha256: string;
  manifest: string;
  sealed: boolean;
}

/**
 * Writes a checked copy of the database and its checksum, sealed if a key is set; never over an existing file. The
 * unsealed copy is made in the database's folder, readable by its owner only, and deleted afterwards.
 */
export async function makeBackup(store: Store, config: Config, file: string): Promise<MadeBackup> {
  const { copySqlite, sha256Of } = await import('../../../db/backup-copy.ts');
  const manifest = `${file}.sha256`;
  refuseToOverwrite(file, manifest);
  if (config.backupKey === null) await copySqlite(store, file);
  else await sealedCopy(store, config, file);
  const sha256 = await sha256Of(file);
  writeFileSync(manifest, `${sha256}  ${basename(file)}\n`, { flag: 'wx', mode: 0o600 });
  return { file, bytes: statSync(file).size, sha256, manifest, sealed: config.backupKey !== null };
}

async function sealedCopy(store: Store, { databaseUrl, backupKey }: Config, file: string): Promise<void> {
  const { copySqlite } = await import('../../../db/backup-copy.ts');
  const { createOwnFile } = await import('../../../db/own-files.ts');
  const { readBackupKey, seal, unseal } = await import('../../../db/sealed.ts');
  const key = await readBackupKey(backupKey ?? '');
  const plain = `${databaseUrl.slice('sqlite:'.length)}${RESTORING}${process.pid}-copy`;
  const opened = `${plain}-opened`;
  try {
    await copySqlite(store, plain);
    createOwnFile(file);
    await seal(plain, file, key);
    if (key.identities.length === 0) return;
    createOwnFile(opened);
    await unseal(file, opened, key);
    if (!readFileSync(opened).equals(readFileSync(plain)))
      throw new Error('The sealed copy does not open to what went in. Is the disk sound?');
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    for (const one of [plain, opened]) rmSync(one, { force: true });
  }
}

function refuseToOverwrite(file: string, manifest: string): void {
  for (const path of [file, manifest]) {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
      throw new Refusal(`${path} exists. Choose a name that is not taken yet.`);
    }
  }
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Refusal(`There is no folder ${dirname(file)}. Make it first.`);
  }
}
