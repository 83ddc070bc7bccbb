import { basename } from 'node:path';
import type { Store } from '../../db/open.ts';
import type { Centre } from '../../db/schema/index.ts';
import { dryRun } from '../../db/write.ts';
import { ensurePlaces } from '../../feeds/register.ts';
import { en, sentencesIn, type Sentences } from '../../feeds/sentences/sentences.ts';
import { audit } from './audit.ts';
import { count, table, wrap } from './print.ts';
import { text } from './run.ts';
import type { CommandContext, CommandResult, Invocation } from './command.ts';

export interface Imported {
  imported: number;
  updated: number;
  unchanged: number;
  rejected: readonly { line: number; why: string }[];
  warnings: readonly { line: number; what: string }[];
  skipped?: number;
  format?: string;
  /** Number of persons who are told. */
  told?: number;
  dryRun?: boolean;
}

const SHOWN_MAX = 50;

/**
 * The result of an import: the number of rows taken, why others were refused, and which values were read differently
 * from the file. An import without a single row has failed.
 */
export function imported(done: Imported): CommandResult {
  const { rejected, warnings, skipped = 0, told = 0 } = done;
  const taken = done.imported + done.updated + done.unchanged + skipped;
  const lines = [headline(done)];
  if (told > 0) lines.push(`${count(told, 'person', 'people')} ${done.dryRun === true ? 'would be told' : 'told'}.`);
  if (skipped > 0) lines.push(`${count(skipped, 'row')} skipped: names and numbers that are not in use any more.`);
  if (taken === 0 && rejected.length === 0) lines.push(en.noRows());
  lines.push(
    ...list(
      'why it was rejected',
      rejected.map((r) => [r.line, r.why]),
    ),
  );
  lines.push(
    ...list(
      'what to look at',
      warnings.map((w) => [w.line, w.what]),
    ),
  );
  return { json: done, text: lines.join('\n'), code: taken === 0 ? 1 : 0 };
}

function headline({ imported: added, updated, unchanged, rejected, dryRun }: Imported): string {
  const same = unchanged > 0 ? `, ${unchanged} unchanged` : '';
  return dryRun === true
    ? `${added} would be taken in, ${updated} updated${same}, ${count(rejected.length, 'row')} rejected.`
    : `${added} imported, ${updated} updated${same}, ${count(rejected.length, 'row')} rejected.`;
}

function list(title: string, rows: readonly [number, string][]): string[] {
  if (rows.length === 0) return [];
  const shown = [table({ env: {} }, ['line', wrap(title)], rows.slice(0, SHOWN_MAX))];
  return rows.length > SHOWN_MAX ? [...shown, `And ${rows.length - SHOWN_MAX} more: --json lists them all.`] : shown;
}

/** The options for reading a centre's file: its language, and the chosen sheet. */
export function readingFor(
  { options }: Invocation,
  centre: Pick<Centre, 'language'> | undefined,
): { say: Sentences; language: string; sheet: string | undefined } {
  const language = centre?.language ?? 'en';
  return { say: sentencesIn(language), language, sheet: text(options['sheet']) };
}

/** A store whose writes are rolled back, for showing what an import would do. */
export const tried = (store: Store): Store => ({ ...store, write: (work) => dryRun(store, work) });

/** Loads the places first, because people's postcodes cannot be read without them. */
export const withPlaces = async ({ store }: CommandContext): Promise<void> => void (await ensurePlaces(store));

/** Writes an import to the audit log. */
export function auditImport(
  context: CommandContext,
  what: { verb: string; centre?: string; done: Imported },
): Promise<void> {
  const { imported: added, updated, rejected } = what.done;
  const where = what.centre === undefined ? {} : { centre: what.centre };
  return context.store.write((tx) =>
    audit(context, tx, {
      verb: what.verb,
      object: basename(context.invocation.args[0] ?? ''),
      detail: { ...where, imported: added, updated, rejected: rejected.length },
    }),
  );
}
