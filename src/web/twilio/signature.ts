import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Config } from '../../config.ts';
import type { Fields } from '../base/form.ts';

/** What Twilio signed, as it reached us. */
export interface Signed {
  /** The header X-Twilio-Signature. */
  signature: string;
  /** Path and query below PUBLIC_URL, just as they stood in the request line. */
  target: string;
  /** Every field of the body, untrimmed. */
  fields: Fields;
}

/**
 * Says whether Twilio signed a request: HMAC over the configured public address, never over one inferred from `Host` or
 * `X-Forwarded-*`. While the token is being changed, the old one is good too. Without a token nothing is good.
 */
export function createSignatureCheck(config: Pick<Config, 'twilio' | 'publicUrl'>): (signed: Signed) => boolean {
  const { twilio, publicUrl } = config;
  if (twilio === null) return () => false;
  const tokens = [twilio.authToken, twilio.oldAuthToken].filter((token) => token !== null);
  return ({ signature, target, fields }) =>
    tokens.some((token) => validateRequest(token, signature, publicUrl + target, fields));
}
