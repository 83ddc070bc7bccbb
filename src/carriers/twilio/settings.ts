import { z } from 'zod';

/** The settings of Twilio. */
export interface TwilioConfig {
  kind: 'twilio';
  accountSid: string;
  authToken: string;
  /** A second token, accepted in signatures during a change of tokens. */
  oldAuthToken: string | null;
  /** The base address of Twilio's REST API, without a final slash; null for the default. */
  apiUrl: string | null;
  /** 'real' for Twilio itself, in any region; 'test server' for another server. */
  network: 'real' | 'test server';
  messagingServiceSid: string | null;
}

/** The variables, each with the sentence for an invalid value. */
export const twilioVariables = {
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(
      /^AC[0-9a-zA-Z]{32}$/,
      'TWILIO_ACCOUNT_SID must be "AC" and 32 letters and digits, as the Twilio console shows it.',
    )
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  TWILIO_OLD_AUTH_TOKEN: z.string().min(1).optional(),
  TWILIO_API_URL: z
    .url({ protocol: /^https?$/, error: 'TWILIO_API_URL must be an address such as http://127.0.0.1:4010.' })
    .optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG[0-9a-zA-Z]{32}$/, 'TWILIO_MESSAGING_SERVICE_SID must be "MG" and 32 letters and digits.')
    .optional(),
};
type Variables = z.infer<z.ZodObject<typeof twilioVariables>>;

const PLACEHOLDER = /^(x+|changeme|your[_-]?.*|todo|secret|token)$/i;

/** Contradictions between the variables, as sentences. */
export function twilioProblems(e: Variables & { PUBLIC_URL?: string | undefined }): string[] {
  const problems: string[] = [];
  const credentials = [e.TWILIO_ACCOUNT_SID, e.TWILIO_AUTH_TOKEN].filter((v) => v !== undefined).length;
  if (credentials === 1) {
    problems.push(
      'Set both TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or neither (then the simulator carries messages).',
    );
  }
  if (credentials === 0 && (e.TWILIO_API_URL ?? e.TWILIO_MESSAGING_SERVICE_SID) !== undefined) {
    problems.push('TWILIO_API_URL and TWILIO_MESSAGING_SERVICE_SID need TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.');
  }
  if (e.TWILIO_AUTH_TOKEN !== undefined && PLACEHOLDER.test(e.TWILIO_AUTH_TOKEN)) {
    problems.push('TWILIO_AUTH_TOKEN is a placeholder. Set the token that the Twilio console shows.');
  }
  if (credentials === 2 && isTwiliosOwn(e.TWILIO_API_URL) && !(e.PUBLIC_URL ?? '').startsWith('https://')) {
    problems.push('With Twilio, set PUBLIC_URL to the https:// address under which Twilio reaches this service.');
  }
  return problems;
}

/** The settings; null when none is set. */
export function readTwilio(e: Variables): TwilioConfig | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = e;
  if (accountSid === undefined || authToken === undefined) return null;
  const own = isTwiliosOwn(e.TWILIO_API_URL);
  return {
    kind: 'twilio',
    accountSid,
    authToken,
    oldAuthToken: e.TWILIO_OLD_AUTH_TOKEN ?? null,
    apiUrl: e.TWILIO_API_URL === undefined ? null : withoutSlash(e.TWILIO_API_URL, own),
    network: own ? 'real' : 'test server',
    messagingServiceSid: e.TWILIO_MESSAGING_SERVICE_SID ?? null,
  };
}

/** Twilio's paths begin at the root and are appended to this address. */
const withoutSlash = (apiUrl: string, own: boolean): string =>
  own ? new URL(apiUrl).origin : apiUrl.replace(/\/+$/, '');

/** True for Twilio's own API: no address given, or one of Twilio's, whatever its port and path. */
const isTwiliosOwn = (apiUrl: string | undefined): boolean =>
  apiUrl === undefined || /(^|\.)twilio\.com\.?$/.test(new URL(apiUrl).hostname);
