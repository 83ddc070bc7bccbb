import { CommanderError } from 'commander';
import { isDemonstration, readConfig, type Config } from '../../config.ts';
import type { Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { CommandWords, Options, Invocation, CommandContext } from './command.ts';
import { openAuditKey } from '../../domain/centres/audit-key-file.ts';
import type { SaysWhen } from '../../understanding/days/said-date.ts';
import type { Io } from './io.ts';
import { printAside, printJson, printText } from './print.ts';

/** Runs a command and prints its answer. Returns the exit code. */
export async function runCommand(given: {
  words: CommandWords;
  args: readonly string[];
  options: Options;
  io: Io;
}): Promise<number> {
  const { io, args, options } = given;
  const json = options['json'] === true;
  const invocation: Invocation = {
    io,
    args,
    options,
    json,
    centre: text(options['centre']),
    staff: text(options['as'])?.trim() || io.login,
  };
  try {
    const { run } = await given.words.load();
    const answer = await run({ ...invocation, options: await withDates(given.words, invocation) });
    if (typeof answer === 'number') return answer;
    if (json) printJson(io, answer.json);
    else printText(io, answer.text);
    return answer.code ?? 0;
  } catch (error) {
    return failed(invocation, error);
  }
}

/** Converts options with days and times to ISO. Without such an option the clock is not read. */
async function withDates({ options: words = [] }: CommandWords, invocation: Invocation): Promise<Options> {
  const said = words
    .map(({ flags, says, orNone }) => ({ name: nameOf(flags), flags, says, orNone }))
    .filter(({ name, says, orNone }) => {
      const value = text(invocation.options[name]);
      return (
        says !== undefined && value !== undefined && !(orNone === true && value === 'none') && !isPlain(value, says)
      );
    });
  if (said.length === 0) return invocation.options;
  const { readDay, readInstant } = await import('../../understanding/days/said-date.ts');
  const read = (value: string, says: SaysWhen | undefined, now: string): string | null =>
    says === 'instant' ? readInstant(value, now) : readDay(value, now, { past: says === 'past day' });
  for (const { name, flags, says, orNone } of said) {
    const value = text(invocation.options[name]) ?? '';
    if (read(value, says, ANY_DAY) !== null) continue;
    const such =
      says === 'instant'
        ? 'a date and time such as 2026-12-01T18:00 or "torsdag kl 18"'
        : 'a date such as 2026-12-01, 1.12.2026 or "torsdag"';
    const none = orNone === true ? ', or none' : '';
    throw new CommanderError(
      2,
      'ringerunde.noDate',
      `option '${flags}' argument '${value}' is invalid. It must be ${such}${none}.`,
    );
  }
  const now = await withContext(invocation, ({ moment }) => Promise.resolve(moment().now));
  const { toWall } = await import('../../domain/base/time.ts');
  const wall = toWall(now);
  const dates = said.map(({ name, says }) => [name, read(text(invocation.options[name]) ?? '', says, wall) ?? '']);
  return { ...invocation.options, ...Object.fromEntries(dates) };
}

/** Any day serves to see whether a text can be read at all. */
const ANY_DAY = '2026-01-05T12:00';
/** "--answer-by <time>" under commander's name for its value. */
const nameOf = (flags: string): string =>
  (/--([a-z-]+)/.exec(flags)?.[1] ?? '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function isPlain(value: string, says: SaysWhen): boolean {
  const [date = '', clock] = value.split('T');
  const isDate =
    /^\d{4}-\d\d-\d\d$/.test(date) &&
    !Number.isNaN(Date.parse(`${date}T00:00Z`)) &&
    new Date(`${date}T00:00Z`).toISOString().startsWith(date);
  if (says !== 'instant') return isDate && clock === undefined;
  return isDate && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(clock ?? '');
}

/** An option that holds text. */
export const text = (value: Options[string]): string | undefined => (typeof value === 'string' ? value : undefined);

/** An option that may be repeated. */
export const texts = (value: Options[string]): string[] =>
  Array.isArray(value) ? (value as readonly string[]).map(String) : [];

function failed({ io, json }: Invocation, error: unknown): number {
  tellFailure(io, { json, said: false }, sentenceFor(error));
  if (['debug', 'trace'].includes(io.env['LOG_LEVEL'] ?? '') && error instanceof Error) {
    printAside(io, error.stack ?? '');
  }
  // A wrong use that only the command itself detects has its own exit code.
  return error instanceof CommanderError ? error.exitCode : 1;
}

/** Wrong usage: a change without anything to change. */
export const nothingSaid = (example: string): CommanderError =>
  new CommanderError(2, 'ringerunde.nothingSaid', `Say what to change: ringerunde ${example}`);

/** The code of an error, or of its cause. */
function codeOf(error: Error): string {
  if ('code' in error) return String(error.code);
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}

/** The failure in a sentence for the user; the driver's own message for an unknown one. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) return 'The database is busy with something long. Try again in a moment.';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
    return 'The disk is full. Make room, and try again.';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return 'The disk does not take what is written, or does not give it back. Is it full, or broken?';
  if (code === 'EACCES' || code === 'EPERM' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY')
    return `${error.message}. Check who may read and write there.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'The database does not answer. Check DATABASE_URL, and that PostgreSQL runs.';
  return error.message === '' ? `It failed: ${error.name}.` : error.message;
}

/** Says why a command failed: a sentence on standard error for people, one JSON value for scripts. */
export function tellFailure(io: Io, how: { json: boolean; said: boolean }, sentence: string): void {
  if (!how.said) printAside(io, sentence);
  if (how.json) printJson(io, { error: sentence });
}

/** The environment, read and checked. */
export const configOf = (invocation: Invocation): Config => readConfig(invocation.io.env, invocation.io.root);

/**
 * Opens the database, runs the work and closes the database. A new database is migrated; one of an older version is
 * left to `ringerunde migrate`.
 */
export async function withContext<T>(
  invocation: Invocation,
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const context = await openContext(invocation, configOf(invocation));
  try {
    return await work(context);
  } finally {
    await context.store.close();
  }
}

/** Opens the database and sets the clock; the caller closes the store. */
export async function openContext(invocation: Invocation, config: Config): Promise<CommandContext> {
  const { openStore } = await import('../../db/open.ts');
  const { createClock, keptAhead, randomIds } = await import('../../service/app/clock.ts');
  const store = await openStore(config.databaseUrl);
  try {
    await makeReady(store);
    await openAuditKey(store, config.auditKey);
    const ahead = isDemonstration(config) ? await keptAhead(store.db) : 0;
    const clock = createClock(config.clockStart, ahead);
    const moment = (): Moment => ({ now: clock.now().toISOString(), ids: randomIds });
    return { invocation, config, store, clock, ids: randomIds, moment };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function makeReady(store: Store): Promise<void> {
  const { isMigrated, migrate } = await import('../../db/open.ts');
  if (await isMigrated(store)) return;
  const tables = await store.db.introspection.getTables();
  if (tables.some((t) => t.name === 'centre')) {
    throw new Error('The database is from an older Ringerunde. Run: ringerunde migrate');
  }
  try {
    await migrate(store);
    const { ensurePlaces } = await import('../../feeds/register.ts');
    await ensurePlaces(store);
  } catch (error) {
    // Two commands may meet an empty database at the same moment; the second one finds it migrated.
    if (!(await isMigrated(store))) throw error;
  }
}
