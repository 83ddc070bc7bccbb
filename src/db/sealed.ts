import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** The first line of a file in the age format (C2SP age specification, "Header"). */
const HEADER = 'age-encryption.org/v1';

/**
 * The contents of a key file: the recipients of sealed backups, and the secret keys that open them, if they are here.
 */
export interface BackupKey {
  recipients: string[];
  identities: string[];
}

/**
 * Reads a key file in the form of `age-keygen`: lines of secret keys (AGE-SECRET-KEY-...), or of recipients (age1...)
 * when the secret key is stored elsewhere.
 * @throws Error that says what to do, for a file without a key
 */
export async function readBackupKey(file: string): Promise<BackupKey> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const identities = lines.filter((line) => /^AGE-SECRET-KEY-[\w-]+$/i.test(line));
  const recipients = lines.filter((line) => /^age1\w+$/.test(line));
  if (identities.length + recipients.length === 0)
    throw new Error(`${file} holds no key. Make one with: ringerunde backup --new-key <file>`);
  return { identities, recipients: [...recipients, ...(await Promise.all(identities.map(identityToRecipient)))] };
}

/** Makes a new key: the text of its file, and its recipient. */
export async function makeBackupKey(): Promise<{ words: string; recipient: string }> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { words: `# public key: ${recipient}\n${identity}\n`, recipient };
}

/** Whether a file is sealed. */
export function isSealed(file: string): boolean {
  const fd = openSync(file, 'r');
  try {
    const start = Buffer.alloc(HEADER.length);
    readSync(fd, start);
    return start.toString() === HEADER;
  } finally {
    closeSync(fd);
  }
}

/** Seals a file for the recipients of a key, into an empty file that exists. */
export async function seal(from: string, to: string, { recipients }: BackupKey): Promise<void> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await write(to, await encrypter.encrypt(bytesOf(from)));
}

/**
 * Opens a sealed file, into an empty file that exists.
 * @throws Error when the key does not open it, or a byte of it was changed
 */
export async function unseal(from: string, to: string, { identities }: BackupKey): Promise<void> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  await write(to, await decrypter.decrypt(bytesOf(from)));
}

const bytesOf = (file: string): ReadableStream<Uint8Array> =>
  Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;

const write = (file: string, bytes: ReadableStream<Uint8Array>): Promise<void> =>
  pipeline(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file, { flags: 'r+' }));
