import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { carrierOf, carrierProblems, carrierVariables, networkOf, type CarrierConfig } from './carriers/index.ts';

/** All settings from the environment, read once and checked. */
export interface Config {
  port: number;
  host: string;
  /** Without a final slash. The carrier signs this address, so the signature check needs it. */
  publicUrl: string;
  databaseUrl: string;
  /** The carrier of texts and calls. */
  carrier: CarrierConfig;
  /** The instant at which a demonstration clock starts; null for the real clock. */
  clockStart: string | null;
  logLevel: string;
  /** True when the service shows the phone in the browser. */
  phonePage: boolean;
  /** True when other machines and the public address may open the phone, and not only this machine. */
  phonePageOpen: boolean;
  /** The folder of the centres' own recordings: `<centre>/<language>/<sentence>.mp3`. */
  recordings: string;
  /** The folder of corrected sentences (`locale take`): `<language>.json`. */
  sentences: string;
  /** The file of the key that signs the head of the audit log; null for a database in memory. */
  auditKey: string | null;
  /** The file of the key that seals backups (age format); null for backups that are not sealed. */
  backupKey: string | null;
  /** Where the service puts a backup every night; null for nowhere. */
  backupFolder: string | null;
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
  ...carrierVariables,
  RINGERUNDE_CLOCK: z.iso
    .datetime({ offset: true, error: 'RINGERUNDE_CLOCK must be an instant such as 2026-11-23T11:00:00Z.' })
    .optional(),
  RINGERUNDE_PHONE: z.enum(['on', 'off'], { error: 'RINGERUNDE_PHONE must be on or off.' }).optional(),
  RINGERUNDE_PHONE_OPEN: z.enum(['on', 'off'], { error: 'RINGERUNDE_PHONE_OPEN must be on or off.' }).optional(),
  RINGERUNDE_AUDIT_KEY: z.string().optional(),
  RINGERUNDE_BACKUP_KEY: z.string().optional(),
  RINGERUNDE_BACKUP_FOLDER: z.string().optional(),
  RINGERUNDE_RECORDINGS: z.string().optional(),
  RINGERUNDE_SENTENCES: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});
type Environment = z.infer<typeof environment>;

/**
 * Reads the environment. An empty value counts as not set.
 * @param root the folder that holds package.json; the default database is in its `data/`
 * @throws ConfigError that lists all wrong or contradicting settings
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
  const problems = carrierProblems(e);
  if (e.RINGERUNDE_CLOCK !== undefined && networkOf(carrierOf(e)) === 'real') {
    problems.push(
      'RINGERUNDE_CLOCK is for demonstrations and tests. Unset it, or set TWILIO_API_URL to a test server and no SMPP_URL.',
    );
  }
  if (e.RINGERUNDE_PHONE_OPEN === 'on') problems.push(...phoneProblems(e));
  return problems;
}

/** Any person on the network could write in the name of any other. */
function phoneProblems(e: Environment): string[] {
  if (networkOf(carrierOf(e)) !== 'simulator') {
    return ['RINGERUNDE_PHONE_OPEN would let everybody text in the name of others. Unset it where a carrier is set.'];
  }
  return e.RINGERUNDE_PHONE === 'on' ? [] : ['RINGERUNDE_PHONE_OPEN=on needs RINGERUNDE_PHONE=on.'];
}

function configOf(e: Environment, root: string): Config {
  const carrier = carrierOf(e);
  return {
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    databaseUrl: databaseUrl(e.DATABASE_URL, root),
    carrier,
    clockStart: e.RINGERUNDE_CLOCK ?? null,
    logLevel: e.LOG_LEVEL,
    phonePage: e.RINGERUNDE_PHONE === undefined ? isSimulated({ carrier }) : e.RINGERUNDE_PHONE === 'on',
    phonePageOpen: e.RINGERUNDE_PHONE_OPEN === 'on',
    recordings: resolve(e.RINGERUNDE_RECORDINGS ?? join(root, 'data', 'recordings')),
    sentences: resolve(e.RINGERUNDE_SENTENCES ?? join(root, 'data', 'sentences')),
    auditKey: auditKey(e, root),
    backupKey: e.RINGERUNDE_BACKUP_KEY === undefined ? null : resolve(e.RINGERUNDE_BACKUP_KEY),
    backupFolder: e.RINGERUNDE_BACKUP_FOLDER === undefined ? null : resolve(e.RINGERUNDE_BACKUP_FOLDER),
  };
}

/** Whether no real telephone is reached. Only then may the clock be moved, and telephones be simulated. */
export const isDemonstration = ({ carrier }: Pick<Config, 'carrier'>): boolean => networkOf(carrier) !== 'real';

/** Whether nothing leaves this machine at all. Only then does an empty database get the demo centres. */
export const isSimulated = ({ carrier }: Pick<Config, 'carrier'>): boolean => networkOf(carrier) === 'simulator';

function auditKey(e: Environment, root: string): string | null {
  if (e.RINGERUNDE_AUDIT_KEY !== undefined) return resolve(e.RINGERUNDE_AUDIT_KEY);
  const url = databaseUrl(e.DATABASE_URL, root);
  if (!url.startsWith('sqlite:')) return join(root, 'data', 'audit-key');
  return url === 'sqlite::memory:' ? null : `${url.slice('sqlite:'.length)}.audit-key`;
}

function databaseUrl(given: string | undefined, root: string): string {
  if (given === undefined) return `sqlite:${join(root, 'data', 'ringerunde.db')}`;
  if (!given.startsWith('sqlite:')) return given;
  const file = given.slice('sqlite:'.length);
  return file === ':memory:' || isAbsolute(file) ? given : `sqlite:${resolve(file)}`;
}
