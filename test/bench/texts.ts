import { createHmac, randomBytes } from 'node:crypto';

export const TOKEN = 'the-token-of-the-bench';
export const ACCOUNT = `AC${'b'.repeat(32)}`;
export const PUBLIC_URL = 'http://127.0.0.1';
export const PATH = '/twilio/sms';
const VOICE_PATH = '/twilio/voice';
/** The demo centre of Arendal. */
export const CENTRE = '+4745600001';
/** A Monday forenoon, as in the demonstration. */
export const NOW = '2026-11-23T10:00:00.000Z';

/** What people write, one after the other; fewer texts each than the line takes for a machine's. */
const PLAYED: readonly (readonly string[])[] = [
  ['AKTIVITET 4836', '1', 'AKTIVITET 4836', 'MER', '2'],
  ['aktivitet', 'Hisøy', 'mer', '1'],
  ['AKTIVITET 4836', '2', 'hva skjer på torsdag?', '1', 'takk'],
  ['strikking i arendal', '1', 'AKTIVITET 4817', 'mer', '3'],
  ['Hei! Er det noe for pensjonister i Arendal i helga?', '1', 'AKTIVITET', 'mer'],
];

export const TEXTS: readonly string[] = PLAYED.flat();

export interface Signed {
  sid: string;
  bytes: Buffer;
}

/** Gives the next text of each person in turn, as signed requests: person after person, each a number of its own. */
export function createPlay(): () => Play {
  let people = 0;
  return () => {
    const person = people++;
    const number = `+47${String(90_000_000 + person)}`;
    const bodies = PLAYED[person % PLAYED.length] ?? [];
    let said = 0;
    return {
      next() {
        const body = bodies[said++];
        return body === undefined ? null : signedRequest(number, body);
      },
    };
  };
}

export interface Play {
  /** Null when the person has said everything. */
  next(): Signed | null;
}

/** A new caller each time: only the first request of a call. */
export function createCallPlay(): () => Play {
  let people = 0;
  return () => {
    const number = `+47${String(90_000_000 + people++)}`;
    const fields = { CallStatus: 'ringing', Direction: 'inbound', From: number, To: CENTRE };
    return { next: () => signed(VOICE_PATH, 'CA', (sid) => ({ ...SAME_IN_BOTH, ...fields, CallSid: sid })) };
  };
}

const SAME_IN_BOTH = {
  AccountSid: ACCOUNT,
  ApiVersion: '2010-04-01',
  FromCity: '',
  FromCountry: 'NO',
  FromState: '',
  FromZip: '',
  ToCity: '',
  ToCountry: 'NO',
  ToState: '',
  ToZip: '',
};
const SAME_IN_TEXTS = { ...SAME_IN_BOTH, NumMedia: '0', NumSegments: '1', SmsStatus: 'received', To: CENTRE };

const signedRequest = (from: string, body: string): Signed =>
  signed(PATH, 'SM', (sid) => ({
    ...SAME_IN_TEXTS,
    Body: body,
    From: from,
    MessageSid: sid,
    SmsMessageSid: sid,
    SmsSid: sid,
  }));

function signed(path: string, kind: 'SM' | 'CA', fieldsOf: (sid: string) => Record<string, string>): Signed {
  const sid = `${kind}${randomBytes(16).toString('hex')}`;
  const fields = fieldsOf(sid);
  const form = new URLSearchParams(fields).toString();
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
    `Content-Length: ${Buffer.byteLength(form)}`,
    `X-Twilio-Signature: ${signatureOf(TOKEN, PUBLIC_URL + path, fields)}`,
    'User-Agent: TwilioProxy/1.1',
    'Accept: */*',
    'Connection: keep-alive',
  ];
  return { sid, bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n${form}`) };
}

/** Twilio's signature, by hand: the address and every field in the order of the names. */
export function signatureOf(token: string, url: string, fields: Readonly<Record<string, unknown>>): string {
  let signed = url;
  for (const name of Object.keys(fields).toSorted()) signed += name + String(fields[name]);
  return createHmac('sha1', token).update(signed).digest('base64');
}
