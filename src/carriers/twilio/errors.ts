import type { Outcome } from '../base/carrier.ts';
import { meaningOf, TWILIO_CODES } from './codes.ts';

type Trouble = Exclude<Outcome, { outcome: 'accepted' }>;

/** The connection did not open, so nothing of the message left. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Thrown by our request client on HTTP 429, because the SDK's own exception drops the header. */
export class Busy extends Error {
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, retryAfterMs: number | undefined) {
    super(`Twilio is busy (${code})`);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The outcome of a send that threw (docs/rules.md T5). Only a message that surely did not leave is `refused` or
 * `rejected`; every unlisted error is `unknown`.
 */
export function outcomeOfError(error: unknown): Trouble {
  if (error instanceof Busy) {
    const refused = { outcome: 'refused', code: error.code, because: 'busy', http: 429 } as const;
    return error.retryAfterMs === undefined ? refused : { ...refused, retryAfterMs: error.retryAfterMs };
  }
  const { status, code } = partsOf(error);
  if (status !== null) return outcomeOfStatus(status, code);
  if (code === null) return { outcome: 'unknown', code: 'no answer that makes sense' };
  const unreachable = UNREACHABLE.has(code) || (code === 'ETIMEDOUT' && whileConnecting(error));
  return unreachable ? { outcome: 'refused', code, because: 'unreachable' } : { outcome: 'unknown', code };
}

function outcomeOfStatus(http: number, code: string | null): Trouble {
  const word = code ?? `http ${http}`;
  if (http === 401 || http === 403 || http === 404) {
    // A 403 may also be about one message; then it has a code that we know.
    const aboutThisOne = code !== null && TWILIO_CODES[code] !== undefined && !code.startsWith('20');
    if (!aboutThisOne) return { outcome: 'halted', code: word, http };
  }
  if (http < 400 || http >= 500 || code === null) return { outcome: 'unknown', code: word, http };
  const { retry, settles } = meaningOf(code);
  if (retry === 'later') return { outcome: 'refused', code, because: 'busy', http };
  return { outcome: 'rejected', code, because: settles, http };
}

/** The SDK's exceptions have an HTTP status and Twilio's code; network errors a word such as ECONNRESET. */
function partsOf(error: unknown): { status: number | null; code: string | null } {
  if (typeof error !== 'object' || error === null) return { status: null, code: null };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const raw = 'code' in error ? error.code : undefined;
  return { status, code: typeof raw === 'string' || typeof raw === 'number' ? String(raw) : null };
}

function whileConnecting(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].some((e) => typeof e === 'object' && e !== null && 'syscall' in e && e.syscall === 'connect');
}
