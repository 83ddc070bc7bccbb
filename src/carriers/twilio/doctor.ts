import { fine, wrong, type CarrierCheck, type CheckedCentre } from '../base/carrier.ts';
import { RETRIES } from './addresses.ts';
import type { TwilioConfig } from './settings.ts';

const TWILIO = 'https://api.twilio.com';
const ANSWER_MAX_MS = 5_000;
const SKEW_MAX_MS = 60_000;
/** Checks that Twilio accepts the account, and that each number calls the right addresses. */
export async function checkTwilio(
  twilio: TwilioConfig,
  publicUrl: string,
  centres: readonly CheckedCentre[],
): Promise<CarrierCheck[]> {
  const account = await ask(twilio, `/Accounts/${twilio.accountSid}.json`);
  if ('failed' in account) return [wrong('carrier', account.failed), ...addresses(publicUrl, centres)];
  const checks = [fine('carrier', 'Twilio answers, and knows the account.'), skewCheck(account.date)];
  for (const centre of centres) checks.push(...(await numberChecks(publicUrl, twilio, centre)));
  return [...checks, ...addresses(publicUrl, centres)];
}

/** The addresses to set at Twilio, for copying. */
function addresses(publicUrl: string, centres: readonly CheckedCentre[]): CarrierCheck[] {
  return [
    fine('messages', `"A message comes in": POST ${publicUrl}/twilio/sms${RETRIES}`),
    fine('calls', `"A call comes in": POST ${publicUrl}/twilio/voice${RETRIES}`),
    fine('calls that have ended', `"Call status changes": POST ${publicUrl}/twilio/voice/status${RETRIES}`),
    ...centres.map((centre) =>
      fine(
        `when we are down, ${centre.id}`,
        `"Primary handler fails" for calls: a TwiML Bin at Twilio with just this, so that no call ends in silence: ${centre.lastResort}`,
      ),
    ),
    fine(
      'keywords',
      'On a long number Twilio acts on STOP, START, YES, HELP and INFO itself: none of them is asked for by Ringerunde. Switch its own HELP answer off, or let it name the centre.',
    ),
  ];
}

function skewCheck(date: string | null): CarrierCheck {
  const skewMs = date === null ? 0 : Math.abs(Date.parse(date) - Date.now());
  return skewMs <= SKEW_MAX_MS
    ? fine('clock and Twilio')
    : wrong('clock and Twilio', `They are ${Math.round(skewMs / 1000)} s apart. Set the clock of this machine (NTP).`);
}

interface NumberAtTwilio {
  phone_number?: string;
  sms_url?: string;
  voice_url?: string;
  voice_fallback_url?: string;
}

async function numberChecks(publicUrl: string, twilio: TwilioConfig, centre: CheckedCentre): Promise<CarrierCheck[]> {
  const voice = centre.voiceNumber;
  const checks: CarrierCheck[] = [];
  for (const number of new Set([centre.number, voice])) {
    const path = `/Accounts/${twilio.accountSid}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(number)}`;
    const answer = await ask(twilio, path);
    const name = `${number} at Twilio`;
    if ('failed' in answer) {
      checks.push(wrong(name, answer.failed));
      continue;
    }
    const list = (answer.body as { incoming_phone_numbers?: NumberAtTwilio[] }).incoming_phone_numbers ?? [];
    const found = list.find((n) => n.phone_number === number);
    if (found === undefined) {
      checks.push(wrong(name, `The account has no such number. Buy it, or change the number of ${centre.id}.`));
      continue;
    }
    const advice = [
      ...(number === centre.number ? calls('messages', found.sms_url, `${publicUrl}/twilio/sms`) : []),
      ...(number === voice ? calls('calls', found.voice_url, `${publicUrl}/twilio/voice`) : []),
      ...(number === voice && !found.voice_fallback_url
        ? ['It has no fallback for calls: callers hear nothing when we are down.']
        : []),
    ];
    checks.push(advice.length === 0 ? fine(name, 'It calls the right addresses.') : wrong(name, advice.join(' ')));
  }
  return checks;
}

/** The part after # holds Twilio's own settings for the connection. */
function calls(what: string, is: string | undefined, wanted: string): string[] {
  if ((is ?? '').split('#')[0] === wanted) return [];
  return [`For ${what} it calls ${is === undefined || is === '' ? 'nothing' : is}; set it to ${wanted}${RETRIES}`];
}

type Answer = { body: unknown; date: string | null } | { failed: string };

async function ask({ accountSid, authToken, apiUrl }: TwilioConfig, path: string): Promise<Answer> {
  const base = apiUrl ?? TWILIO;
  try {
    const response = await fetch(`${base}/2010-04-01${path}`, {
      headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
      redirect: 'error',
    });
    if (response.status === 401)
      return { failed: 'It does not let us in. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.' };
    if (!response.ok) return { failed: `It answers ${response.status}. Try again later.` };
    return { body: await response.json(), date: response.headers.get('date') };
  } catch {
    return { failed: `${base} does not answer. Check the network, and TWILIO_API_URL where it is set.` };
  }
}
