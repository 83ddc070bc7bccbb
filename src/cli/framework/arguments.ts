import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { theCentre } from '../../domain/centres/centres.ts';
import { masked, numberIn } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { SHORT_LETTERS, type ShortKind } from '../../domain/staff/short-ids.ts';
import { findNamed, type NamedRow, type Naming } from '../../domain/staff/named-rows.ts';
import type { Centre, Db } from '../../db/schema/index.ts';
import { text } from './run.ts';
import type { Invocation, CommandContext } from './command.ts';

/** The centre of a command. */
export const centreGiven = (context: CommandContext): Promise<Centre> =>
  theCentre(context.store.db, context.invocation.centre);

/** The centre of a list; null for all centres. */
export async function centreAsked(context: CommandContext): Promise<string | null> {
  return context.invocation.centre === undefined ? null : (await centreGiven(context)).id;
}

/** The name of each kind of row, and the command that lists them. */
const CALLED: Readonly<Record<ShortKind, { one: string; where: string; many: string; list: string }>> = {
  activity: { one: 'activity', where: '', many: 'activities', list: 'activities list --all' },
  volunteer: { one: 'volunteer', where: '', many: 'volunteers', list: 'volunteers list --all' },
  assignment: { one: 'assignment', where: '', many: 'assignments', list: 'assignments list --all' },
  broadcast: { one: 'broadcast', where: '', many: 'broadcasts', list: 'broadcast list' },
  callback: { one: 'callback', where: '', many: 'callbacks', list: 'callbacks list --all' },
  association: { one: 'association', where: '', many: 'associations', list: 'associations list --all' },
  proposal: { one: 'proposal', where: '', many: 'proposals', list: 'proposals list --all' },
  inbox_item: { one: 'message', where: ' in the inbox', many: 'messages in the inbox', list: 'inbox list --all' },
};

/**
 * The row that the first argument of a command names, or the one that another text names. With `--centre`, rows of
 * another centre do not exist.
 * @throws Refusal that says why no row matches, and which rows the user may have meant
 */
export async function rowGiven(context: CommandContext, kind: ShortKind, named?: string): Promise<NamedRow> {
  const centreId = await centreAsked(context);
  return rowNamed(context.store.db, { kind, named: named ?? context.invocation.args[0] ?? '', centreId });
}

/** The same, in a transaction or at a centre that the command knows already. */
export async function rowNamed(db: Db, naming: Naming): Promise<NamedRow> {
  const { kind, named, centreId } = naming;
  const { one, where, list } = CALLED[kind];
  const found = await findNamed(db, naming);
  switch (found.outcome) {
    case 'found':
      return found.row;
    case 'ambiguous': {
      const several = new Set(found.candidates.map((c) => c.centreId)).size > 1;
      const how = several ? 'Say which with --centre.' : 'Say which by its short id.';
      throw new Refusal(`"${named}" may be ${candidates(found.candidates, centreId)}. ${how}`);
    }
    case 'other kind':
      throw new Refusal(
        `There is no ${one} ${named}${where}: ${SHORT_LETTERS[found.kind]} is the letter of ${CALLED[found.kind].many}. See: ringerunde ${list}`,
      );
    case 'unknown': {
      const meant = found.candidates.length === 0 ? '' : ` Perhaps ${candidates(found.candidates, centreId)}?`;
      throw new Refusal(`There is no ${one} ${named}${where}.${meant} See: ringerunde ${list}`);
    }
  }
}

/** "A12 (Strikkekafé) or A14 (Strikking)". Ids of several centres have the centre beside them. */
function candidates(rows: readonly NamedRow[], centreId: string | null): string {
  const centres = new Set(rows.map((row) => row.centreId)).size;
  const shown = rows.map(({ short, title, centreId: centre }) => {
    const at = centreId === null && centres > 1 ? [`at ${centre}`] : [];
    const about = [...(title === '' ? [] : [title]), ...at].join(', ');
    return about === '' ? short : `${short} (${about})`;
  });
  return new Intl.ListFormat('en', { type: 'disjunction', style: 'short' }).format(shown);
}

/** Converts a telephone number, as typed, to E.164. */
export function numberGiven(written: string): string {
  const number = numberIn(written);
  if (number === null) throw new Refusal(`"${written}" is no telephone number. Write it as +4791234567.`);
  return number;
}

/** The value of an option; refuses a missing one. */
export function needed(invocation: Invocation, option: string, example: string): string {
  const value = text(invocation.options[option])?.trim();
  if (value !== undefined && value !== '') return value;
  throw new Refusal(`This needs ${example}`);
}

/** A number for a table: shortened without `--vis`. */
export const numberShown = (invocation: Invocation, number: string): string =>
  invocation.options['vis'] === true ? number : masked(number);

/** Whether whole numbers are about to be shown: the audit log records such a look. */
export const showsNumbers = (invocation: Invocation): boolean => invocation.json || invocation.options['vis'] === true;

/** A hint below a table of shortened numbers. */
export const visHint = (invocation: Invocation, rows: readonly unknown[]): string =>
  rows.length === 0 || invocation.options['vis'] === true ? '' : '\nNumbers are shortened; --vis shows them.';

/**
 * A language that has sentences.
 * @throws Refusal that lists those languages
 */
export async function writtenLanguage(invocation: Invocation, code: string): Promise<string> {
  // Loading these modules takes time, and few commands need them.
  const { writtenLanguages } = await import('../../channels/words.ts');
  const languages = writtenLanguages(join(invocation.io.root, 'locales'));
  if (languages.includes(code)) return code;
  throw new Refusal(`Nothing is written in ${code}. Choose one of: ${languages.join(', ')}.`);
}

/** The bytes of a file that the user names; devices and pipes are refused. */
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
