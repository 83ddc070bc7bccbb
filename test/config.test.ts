import { describe, expect, test } from 'vitest';
import { ConfigError, isDemonstration, isSimulated, readConfig } from '../src/config.ts';

const ROOT = '/srv/ringerunde';
const TWILIO = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'f00ba4f00ba4' };
const REAL = { ...TWILIO, PUBLIC_URL: 'https://line.example.no' };

const refused = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env, ROOT);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

test('with nothing set the service runs here, on SQLite, with the simulator and the phone page', () => {
  expect(readConfig({}, ROOT)).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    databaseUrl: 'sqlite:/srv/ringerunde/data/ringerunde.db',
    carrier: { kind: 'simulator' },
    clockStart: null,
    logLevel: 'info',
    phonePage: true,
    phonePageOpen: false,
    recordings: '/srv/ringerunde/data/recordings',
    sentences: '/srv/ringerunde/data/sentences',
    auditKey: '/srv/ringerunde/data/ringerunde.db.audit-key',
    backupKey: null,
    backupFolder: null,
  });
});

test('an empty value counts as not set, and a slash at the end of an address is nothing', () => {
  const config = readConfig({ ...REAL, PORT: '', PUBLIC_URL: 'https://line.example.no/' }, ROOT);
  expect(config.port).toBe(3000);
  expect(config.publicUrl).toBe('https://line.example.no');
});

test("the phone page is not served with Twilio's own API, unless it is asked for", () => {
  expect(readConfig(REAL, ROOT).phonePage).toBe(false);
  expect(readConfig({ ...REAL, RINGERUNDE_PHONE: 'on' }, ROOT).phonePage).toBe(true);
  // Nor with another server's: only the simulator switches it on.
  expect(readConfig({ ...TWILIO, TWILIO_API_URL: 'http://127.0.0.1:4010' }, ROOT).phonePage).toBe(false);
  expect(
    readConfig({ ...TWILIO, TWILIO_API_URL: 'https://api.twilio.com', PUBLIC_URL: 'https://x.no' }, ROOT).phonePage,
  ).toBe(false);
});

test("Twilio's API in another region is Twilio all the same", () => {
  const region = { ...REAL, TWILIO_API_URL: 'https://api.dublin.ie1.twilio.com' };
  expect(readConfig(region, ROOT).carrier).toMatchObject({ network: 'real', apiUrl: region.TWILIO_API_URL });
  expect(readConfig({ ...TWILIO, TWILIO_API_URL: 'http://127.0.0.1:4010' }, ROOT).carrier).toMatchObject({
    network: 'test server',
  });
});

test.each([
  'https://api.twilio.com:443',
  'https://api.twilio.com/2010-04-01',
  'https://API.Twilio.com./',
  'https://twilio.com',
  'https://api.dublin.ie1.twilio.com/2010-04-01/',
])('%s is the real network everywhere: the clock, the telephone, the page', (apiUrl) => {
  const config = readConfig({ ...REAL, TWILIO_API_URL: apiUrl }, ROOT);
  expect(isDemonstration(config)).toBe(false);
  expect(isSimulated(config)).toBe(false);
  expect(config.phonePage).toBe(false);
  expect(refused({ ...REAL, TWILIO_API_URL: apiUrl, RINGERUNDE_CLOCK: '2026-11-23T11:00:00Z' })).toHaveLength(1);
});

test.each([
  'http://127.0.0.1:4010/api',
  'https://nottwilio.com',
  'https://twilio.com.example.no',
  'https://x.no/twilio.com',
])('%s is a test server: the clock may be moved, no demo centre is made, and no page switched on', (apiUrl) => {
  const config = readConfig({ ...TWILIO, TWILIO_API_URL: apiUrl }, ROOT);
  expect(isDemonstration(config)).toBe(true);
  expect(isSimulated(config)).toBe(false);
  expect(config.phonePage).toBe(false);
});

const SMPP = { SMPP_URL: 'smpp://smsc.example.no', SMPP_SYSTEM_ID: 'ringerunde', SMPP_PASSWORD: 'f00ba4' };

test('a message centre is the real network: no demonstration, no page, no pretended clock', () => {
  const config = readConfig(SMPP, ROOT);
  expect(config.carrier).toEqual({
    kind: 'smpp',
    host: 'smsc.example.no',
    port: 2775,
    tls: false,
    systemId: 'ringerunde',
    password: 'f00ba4',
    systemType: '',
    longTexts: 'udh',
    calls: null,
  });
  expect([isDemonstration(config), isSimulated(config), config.phonePage]).toEqual([false, false, false]);
  expect(refused({ ...SMPP, RINGERUNDE_CLOCK: '2026-11-23T11:00:00Z' })).toHaveLength(1);
});

test('a message centre may be reached by TLS, at any port, and have calls beside it', () => {
  const tls = { ...SMPP, SMPP_URL: 'ssmpp://[2001:db8::1]/', SMPP_LONG_TEXTS: 'sar' };
  expect(readConfig(tls, ROOT).carrier).toMatchObject({ host: '2001:db8::1', port: 3550, tls: true, longTexts: 'sar' });
  expect(readConfig({ ...SMPP, SMPP_URL: 'smpp://10.0.0.1:8056' }, ROOT).carrier).toMatchObject({ port: 8056 });
  expect(readConfig({ ...SMPP, ...REAL }, ROOT).carrier).toMatchObject({ kind: 'smpp', calls: { kind: 'twilio' } });
});

describe('is refused, with what to set:', () => {
  const cases: [string, Record<string, string>, RegExp][] = [
    [
      'an account without its token',
      { TWILIO_ACCOUNT_SID: TWILIO.TWILIO_ACCOUNT_SID },
      /Set both TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/,
    ],
    ['an API address without an account', { TWILIO_API_URL: 'http://127.0.0.1:4010' }, /need TWILIO_ACCOUNT_SID/],
    ['a placeholder for a token', { ...REAL, TWILIO_AUTH_TOKEN: 'changeme' }, /placeholder/],
    [
      'a pretended clock on the real network',
      { ...REAL, RINGERUNDE_CLOCK: '2026-11-23T11:00:00Z' },
      /RINGERUNDE_CLOCK/,
    ],
    ['the real network without an address', TWILIO, /set PUBLIC_URL/],
    ['a port that is none', { PORT: 'three thousand' }, /PORT must be a number/],
    ['a port that is too high', { PORT: '70000' }, /0 to 65535/],
    ['an unknown database', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be/],
    ['a clock that is no instant', { RINGERUNDE_CLOCK: 'yesterday' }, /RINGERUNDE_CLOCK must be an instant/],
    ['an account that is none', { ...REAL, TWILIO_ACCOUNT_SID: 'my account' }, /TWILIO_ACCOUNT_SID must be/],
    ['a message centre without its account', { SMPP_URL: SMPP.SMPP_URL }, /SMPP_SYSTEM_ID and SMPP_PASSWORD together/],
    ['an account without its message centre', { SMPP_PASSWORD: 'x' }, /SMPP_URL, SMPP_SYSTEM_ID and SMPP_PASSWORD/],
    ['a way of sending without a message centre', { SMPP_LONG_TEXTS: 'sar' }, /need SMPP_URL/],
    ['a message centre by another protocol', { ...SMPP, SMPP_URL: 'https://smsc.example.no' }, /SMPP_URL must be smpp/],
    ['a password in an address', { ...SMPP, SMPP_URL: 'smpp://me:secret@smsc.example.no' }, /must not hold a name/],
    ['a path after a message centre', { ...SMPP, SMPP_URL: 'smpp://smsc.example.no/sms' }, /and nothing more/],
    ['a password that is too long for SMPP', { ...SMPP, SMPP_PASSWORD: 'ninechars' }, /8 letters at most/],
    ['a way of sending that is none', { ...SMPP, SMPP_LONG_TEXTS: 'cut' }, /one of udh, sar, payload/],
    [
      "two carriers' settings for texts",
      { ...SMPP, ...REAL, TWILIO_MESSAGING_SERVICE_SID: `MG${'0'.repeat(32)}` },
      /unset TWILIO_MESSAGING_SERVICE_SID/,
    ],
    ['a log level that is none', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  ];
  test.each(cases)('%s', (_name, env, sentence) => {
    expect(refused(env).join('\n')).toMatch(sentence);
  });

  test('everything at once, each with its own sentence', () => {
    expect(refused({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'y' }).length).toBe(3);
  });
});
