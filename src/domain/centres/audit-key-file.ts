import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from '../../db/open.ts';
import { signAuditHead, useAuditKey } from './audit-head.ts';
import { Refusal } from '../base/refusal.ts';

const KEY_BYTES = 32;

/** Gives this process the key that signs the head of the audit log; makes one that its owner alone may read, if need be. */
export async function openAuditKey(store: Store, file: string | null): Promise<void> {
  if (file === null) return;
  const { key, is } = keyIn(file);
  if ((await useAuditKey(store.db, key, is)) === 'to sign') await store.write(signAuditHead);
}

function keyIn(file: string): { key: Buffer; is: 'new' | 'known' } {
  if (!existsSync(file)) {
    const made = makeKey(file);
    if (made !== 'there already') return { key: made, is: 'new' };
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length === KEY_BYTES) return { key, is: 'known' };
  throw new Refusal(
    `${file} is no key. Put the right one back; without it nobody can tell whether the audit log is whole.`,
  );
}

/** Two commands may make it at the same moment: the file appears whole, and one of them is second. */
function makeKey(file: string): Buffer | 'there already' {
  mkdirSync(dirname(file), { recursive: true });
  const key = randomBytes(KEY_BYTES);
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${key.toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
    return key;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'there already';
    throw error;
  } finally {
    unlinkSync(draft);
  }
}
