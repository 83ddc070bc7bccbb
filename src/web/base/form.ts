import type { IncomingMessage } from 'node:http';
import type { Fields } from '../../carriers/base/webhooks.ts';

const BODY_MAX = 64 * 1024;
/** A message with ten pictures has about sixty. */
const FIELDS_MAX = 100;

/** Why a body cannot be taken. */
export type Unreadable = 'too large' | 'malformed' | 'broken off';

const FORM = /^application\/x-www-form-urlencoded\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Whether a request says that it carries a plain form: not compressed, in no other alphabet than UTF-8. */
export function isForm(request: IncomingMessage): boolean {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  return FORM.test(type) && encoding.toLowerCase() === 'identity';
}

/** Whether the request itself says that it is too large. */
export const isTooLarge = (request: IncomingMessage): boolean =>
  Number(request.headers['content-length'] ?? 0) > BODY_MAX;

/** Reads a form of 64 KiB and a hundred fields at most. */
export async function readForm(request: IncomingMessage): Promise<Fields | Unreadable> {
  const body = await readBody(request);
  return typeof body === 'string' ? body : (parseForm(body.toString('utf8')) ?? 'malformed');
}

function readBody(request: IncomingMessage): Promise<Buffer | Unreadable> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // A body that is too large is read to its end and dropped, so that the sender receives the answer.
      if (size > BODY_MAX) resolve('too large');
      else chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', () => resolve('broken off'));
    request.on('close', () => resolve('broken off'));
  });
}

/**
 * The fields of a form; null for another body. Nothing is trimmed, because the signature covers the body as it was
 * sent.
 */
export function parseForm(text: string): Fields | null {
  // Without a prototype, a field called __proto__ is a field like any other.
  const fields = Object.create(null) as Record<string, string | string[]>;
  if (text === '') return fields;
  const pairs = text.split('&', FIELDS_MAX + 1);
  if (pairs.length > FIELDS_MAX) return null;
  try {
    for (const pair of pairs) {
      if (pair === '') continue;
      const at = pair.indexOf('=');
      const name = decode(at < 0 ? pair : pair.slice(0, at));
      const value = at < 0 ? '' : decode(pair.slice(at + 1));
      const before = fields[name];
      fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
  } catch {
    return null;
  }
  return fields;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
