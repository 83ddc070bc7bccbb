import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Signed } from '../base/webhooks.ts';
import type { TwilioConfig } from './settings.ts';

/**
 * Checks that Twilio signed a request: HMAC over the configured public address, never over one inferred from `Host` or
 * `X-Forwarded-*`. During a change of tokens the old token is accepted too. Without settings every signature is
 * refused.
 */
export function createSignatureCheck(
  config: Pick<TwilioConfig, 'authToken' | 'oldAuthToken'> | null,
  publicUrl: string,
): (signed: Signed) => boolean {
  if (config === null) return () => false;
  const tokens = [config.authToken, config.oldAuthToken].filter((token) => token !== null);
  return ({ signature, target, fields }) =>
    tokens.some((token) => validateRequest(token, signature, publicUrl + target, fields));
}
