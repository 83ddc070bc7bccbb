import { writeFileSync } from 'node:fs';
import { safe } from '../../framework/escape.ts';
import type { CommandResult } from '../../framework/command.ts';

/** Makes a key file for backups, readable by its owner only; never over an existing file. */
export async function newBackupKey(file: string): Promise<CommandResult> {
  const { makeBackupKey } = await import('../../../db/sealed.ts');
  const { words, recipient } = await makeBackupKey();
  writeFileSync(file, words, { flag: 'wx', mode: 0o600 });
  return {
    json: { file, recipient },
    text:
      `The key is in ${safe(file)}. Set RINGERUNDE_BACKUP_KEY=${safe(file)}, and keep a copy of it somewhere else:\n` +
      'whoever has it reads the backups, and without it nobody does. A file with the public key alone seals, and does not open.',
  };
}
