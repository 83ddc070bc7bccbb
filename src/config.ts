import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

/** All settings from the environment, read once and checked. */
export interface Config {
  port: number;
  host: string;
  /** Without a final slash. The carrier signs this address, so the signature check needs it. */
  publicUrl: string;
  databaseUrl: string;
  twilio: TwilioConfig | null;
  /** The instant at which a demonstration clock starts; null for the real clock. */
  clockStart: string | null;
  logLevel: string;
  /** True when the service shows the phone in the browser. */
  phonePage: boolean;
  /** The folder of the centres' own recordings: `<centre>/<language>/<sentence>.mp3`. */
  recordings: string;
}

export interface TwilioConfig {
  accountSid: string;
  authToken: string;
  /** A second token, valid for signatures while the first is replaced. */
  oldAuthToken: string | null;
  /** The address of Twilio's REST API; null for the default. */
  apiUrl: string | null;
  /** `twilio` in any region, where messages really leave; or another server, for tests. */
  network: 'twilio' | 'test server';
  messagingServiceSid: string | null;
}

/** Invalid settings: each line says what to set. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const PLACEHOLDER = /^(x+|changeme|your[_-]?.*|todo|secret|token)$/i;

const environment = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number, for example 3000.' })
    .int()
    .min(0, 'PORT must be 0 to 65535.')
    .max(65535, 'PORT must be 0 to 65535.')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'PUBLIC_URL must be the address that Twilio calls, such as https://line.example.no.',
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'DATABASE_URL must be sqlite:<file> or postgres://user:password@host/database.',
    )
    .optional(),
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
  RINGERUNDE_CLOCK: z.iso
    .datetime({ offset: true, error: 'RINGERUNDE_CLOCK must be an instant such as 2026-11-23T11:00:00Z.' })
    .optional(),
  RINGERUNDE_PHONE: z.enum(['on', 'off'], { error: 'RINGERUNDE_PHONE must be on or off.' }).optional(),
  RINGERUNDE_RECORDINGS: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});
type Environment = z.infer<typeof environment>;

/**
 * Reads the environment. An empty value counts as not set.
 * @param root the folder of package.json; the default database is in its `data/`
 * @throws ConfigError that lists all invalid and contradictory settings
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message));
  const problems = contradictions(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return configOf(parsed.data, root);
}

function contradictions(e: Environment): string[] {
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
  const real = credentials === 2 && twiliosOwn(e.TWILIO_API_URL);
  if (real && e.RINGERUNDE_CLOCK !== undefined) {
    problems.push(
      'RINGERUNDE_CLOCK is for demonstrations and tests. Unset it, or set TWILIO_API_URL to a test server.',
    );
  }
  if (real && !(e.PUBLIC_URL ?? '').startsWith('https://')) {
    problems.push('With Twilio, set PUBLIC_URL to the https:// address under which Twilio reaches this service.');
  }
  return problems;
}

/** True for Twilio's own API: no address, or one of Twilio's. */
const twiliosOwn = (apiUrl: string | undefined): boolean =>
  apiUrl === undefined || /(^|\.)twilio\.com$/.test(new URL(apiUrl).hostname);

function configOf(e: Environment, root: string): Config {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = e;
  const twilio: TwilioConfig | null =
    accountSid === undefined || authToken === undefined
      ? null
      : {
          accountSid,
          authToken,
          oldAuthToken: e.TWILIO_OLD_AUTH_TOKEN ?? null,
          apiUrl: e.TWILIO_API_URL?.replace(/\/+$/, '') ?? null,
          network: twiliosOwn(e.TWILIO_API_URL) ? 'twilio' : 'test server',
          messagingServiceSid: e.TWILIO_MESSAGING_SERVICE_SID ?? null,
        };
  const onTheNetwork = twilio?.network === 'twilio';
  return {
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    databaseUrl: databaseUrl(e.DATABASE_URL, root),
    twilio,
    clockStart: e.RINGERUNDE_CLOCK ?? null,
    logLevel: e.LOG_LEVEL,
    phonePage: e.RINGERUNDE_PHONE === undefined ? !onTheNetwork : e.RINGERUNDE_PHONE === 'on',
    recordings: resolve(e.RINGERUNDE_RECORDINGS ?? join(root, 'data', 'recordings')),
  };
}

function databaseUrl(given: string | undefined, root: string): string {
  if (given === undefined) return `sqlite:${join(root, 'data', 'ringerunde.db')}`;
  if (!given.startsWith('sqlite:')) return given;
  const file = given.slice('sqlite:'.length);
  return file === ':memory:' || isAbsolute(file) ? given : `sqlite:${resolve(file)}`;
}
