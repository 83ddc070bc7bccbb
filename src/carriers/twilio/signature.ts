import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Signed } from '../base/webhooks.ts';
import type { TwilioConfig } from './settings.ts';

/**
 * Says whether Twilio signed a request: HMAC over the configured public address, never over one inferred from `Host` or
 * `X-Forwarded-*`. While the token is being changed, the old one is good too. Without
 * settings nothing is good.
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
