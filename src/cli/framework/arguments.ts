import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { theCentre } from '../../domain/centres/centres.ts';
import { masked, numberIn } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import type { Centre } from '../../db/schema/index.ts';
import { text } from './run.ts';
import type { Invocation, CommandContext } from './command.ts';

/** The centre that a command is for. */
export const centreGiven = (context: CommandContext): Promise<Centre> =>
  theCentre(context.store.db, context.invocation.centre);

/** The centre that a list is about; null for all of them. */
export async function centreAsked(context: CommandContext): Promise<string | null> {
  return context.invocation.centre === undefined ? null : (await centreGiven(context)).id;
}

/** A telephone number as people write it, in E.164. */
export function numberGiven(written: string): string {
  const number = numberIn(written);
  if (number === null) throw new Refusal(`"${written}" is no telephone number. Write it as +4791234567.`);
  return number;
}

/** What an option says; refused where it is needed and missing. */
export function needed(invocation: Invocation, option: string, example: string): string {
  const value = text(invocation.options[option])?.trim();
  if (value !== undefined && value !== '') return value;
  throw new Refusal(`This needs ${example}`);
}

/** A number for a table: shortened unless `--vis` was said. */
export const numberShown = (invocation: Invocation, number: string): string =>
  invocation.options['vis'] === true ? number : masked(number);

/** Whether whole numbers are about to be shown: a look that the audit log notes. */
export const showsNumbers = (invocation: Invocation): boolean => invocation.json || invocation.options['vis'] === true;

/** A hint below a table of shortened numbers. */
export const visHint = (invocation: Invocation, rows: readonly unknown[]): string =>
  rows.length === 0 || invocation.options['vis'] === true ? '' : '\nNumbers are shortened; --vis shows them.';

/**
 * A language that there are sentences in.
 * @throws Refusal that says which there are
 */
export async function writtenLanguage(invocation: Invocation, code: string): Promise<string> {
  // What it needs takes time to load, and few commands ask.
  const { writtenLanguages } = await import('../../channels/words.ts');
  const languages = writtenLanguages(join(invocation.io.root, 'locales'));
  if (languages.includes(code)) return code;
  throw new Refusal(`Nothing is written in ${code}. Choose one of: ${languages.join(', ')}.`);
}

/** The bytes of a file that somebody brings. Devices and pipes are no files. */
export function fileGiven(path: string): Uint8Array {
  const file = resolve(path);
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Refusal(missing ? `There is no file ${file}.` : `${file} cannot be read.`);
  }
  try {
    if (!fstatSync(fd).isFile()) throw new Refusal(`${file} is no file.`);
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}
