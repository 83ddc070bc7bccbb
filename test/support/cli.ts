import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { EXAMPLE_COMMANDS } from '../../src/cli/_example/commands.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runCli } from '../../src/cli/framework/program.ts';
import { ROOT } from './languages.ts';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** The single JSON value on standard output. */
  json<T = unknown>(): T;
}

export interface Desk {
  folder: string;
  file: string;
  env: Record<string, string>;
  run(...argv: string[]): Promise<Ran>;
  /** Runs a command with standard input. */
  feed(input: string, ...argv: string[]): Promise<Ran>;
}

/** Every command, and the template from which new ones are made. */
export const ALL_COMMANDS = [...COMMANDS, ...EXAMPLE_COMMANDS];

/** Monday at noon in Oslo. */
const NOON = '2026-11-23T11:00:00Z';

/** A command line with its own database, and without a person at the keyboard. */
export function openContext(env: Record<string, string> = {}): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return deskOf(folder, env);
}

function deskOf(folder: string, env: Record<string, string>): Desk {
  const file = join(folder, 'line.db');
  // Wide, so that a test finds a sentence in one piece.
  const wide = { COLUMNS: '160' };
  const own = { DATABASE_URL: `sqlite:${file}`, RINGERUNDE_SENTENCES: join(folder, 'sentences') };
  const all = { ...wide, ...own, RINGERUNDE_CLOCK: NOON, LOG_LEVEL: 'silent', ...env };
  const feed = (input: string, ...argv: string[]): Promise<Ran> => runWith(all, input, argv);
  return { folder, file, env: all, feed, run: (...argv) => feed('', ...argv) };
}

async function runWith(env: Record<string, string>, input: string, argv: string[]): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const code = await runCli(
    argv,
    {
      out: (text) => {
        stdout += text;
      },
      err: (text) => {
        stderr += text;
      },
      input: Readable.from([input]),
      env,
      interactive: false,
      login: 'tester',
      root: ROOT,
      stopAsked: () => Promise.resolve('SIGTERM'),
    },
    ALL_COMMANDS,
  );
  return { code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T };
}

export const CENTRE = [
  'centre',
  'add',
  '--name',
  'Frivilligsentralen Arendal',
  '--number',
  '+4759440000',
  '--postcode',
  '4836',
];

/** A context with the centre of Arendal. */
export async function openArendal(env: Record<string, string> = {}): Promise<Desk> {
  const context = openContext(env);
  const isUsual = Object.keys(env).every((name) => !['DATABASE_URL', 'RINGERUNDE_CLOCK'].includes(name));
  if (isUsual) {
    const template = await (arendal ??= arendalFile());
    // A database goes with the key of its audit log.
    for (const end of ['', '.audit-key']) copyFileSync(`${template}${end}`, `${context.file}${end}`);
  } else await makeArendal(context);
  return context;
}

let arendal: Promise<string> | undefined;

async function arendalFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-cli-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'line.db');
  await makeArendal(deskOf(folder, {}));
  if (existsSync(`${file}-wal`)) throw new Error('The database was left open.');
  return file;
}

async function makeArendal(context: Desk): Promise<void> {
  const { code, stderr } = await context.run(...CENTRE);
  if (code !== 0) throw new Error(stderr);
}

/** Adds an activity on Tuesdays at 18 that people sign up for; answers its id. */
export async function addKnitting(context: Desk): Promise<string> {
  const what = ['--title', 'Strikkekafé', '--category', 'craft_music', '--sign-up'];
  const when = ['--starts', '2026-12-01T18:00', '--repeats', 'FREQ=WEEKLY;BYDAY=TU'];
  const where = ['--postcode', '4836', '--venue', 'Biblioteket'];
  const added = await context.run('activities', 'add', ...what, ...when, ...where, '--json');
  return added.json<{ id: string }>().id;
}
