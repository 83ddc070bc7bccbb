import type { CallLine, TextLine } from '../base/line.ts';
import type { WebhookAnswer, Webhooks } from '../base/webhooks.ts';
import { callRouteOf, DONE, XML } from './call-routes.ts';
import { one, reportOf, textOf } from './fields.ts';
import type { TwilioConfig } from './settings.ts';
import { createSignatureCheck } from './signature.ts';

const NOTHING_TO_SAY: WebhookAnswer = {
  status: 200,
  type: XML,
  body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
};

/**
 * Handles Twilio's requests: texts, delivery reports, and the steps of calls.
 * @param config null when Twilio carries nothing: then every request is refused
 */
export function createTwilioWebhooks(
  config: TwilioConfig | null,
  publicUrl: string,
  line: CallLine & TextLine,
): Webhooks {
  const isSigned = createSignatureCheck(config, publicUrl);
  return {
    signatureHeader: 'x-twilio-signature',

    isGenuine: (signed) =>
      isSigned(signed) && (one(signed.fields, 'AccountSid') ?? config?.accountSid) === config?.accountSid,

    route(path) {
      if (path === '/twilio/sms') {
        return async (fields) => {
          await line.receiveText(textOf(fields));
          return NOTHING_TO_SAY;
        };
      }
      const outboxId = /^\/twilio\/status\/([\w-]{1,80})$/.exec(path)?.[1];
      if (outboxId === undefined) return callRouteOf(path, line);
      return async (fields) => {
        await line.receiveReport(reportOf(fields, outboxId));
        return DONE;
      };
    },
  };
}
