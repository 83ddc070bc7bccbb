import { matchActivities } from '../domain/activities/same-activity.ts';
import { upsertActivity, type NewActivity } from '../domain/activities/write-activities.ts';
import { writeInBatches, type Db, type Moment, type Progress, type Store, type Tx } from '../domain/base/batches.ts';
import { placeRegister } from '../domain/places/places.ts';
import { toWall } from '../domain/base/time.ts';
import { activityTable } from './activity-columns.ts';
import { readActivity } from './activity-row.ts';
import { en, type Sentences } from './sentences/sentences.ts';
import { tableOf } from './table/header.ts';
import { readTable, type Rejected, type ImportWarning } from './table/lines.ts';

export interface ActivityOptions {
  centre: { id: string; postcode: string | null };
  /** A date: the file may then count days from it ("+3d 18:00") and have the columns of a demo. */
  relativeTo?: string;
  /** The day from which the next weekday is searched for a row without a date. */
  today?: string;
  /** English by default. */
  say?: Sentences;
  /** The language of the category names. */
  language?: string;
  /** The sheet of a workbook; the first by default. */
  sheet?: string | undefined;
}

/** The contents of a file: the valid rows, and the remarks about the others. */
export interface ActivitiesRead {
  rows: NewActivity[];
  rejected: Rejected[];
  warnings: ImportWarning[];
}

const BATCH_ROWS = 50;

/**
 * Reads a file of activities without writing: docs/rules.md X1.
 * @throws Refusal for another kind of file
 */
export async function readActivities(db: Db, bytes: Uint8Array, options: ActivityOptions): Promise<ActivitiesRead> {
  const { centre, relativeTo, say = en, language = 'en', sheet, today } = options;
  const file = await readTable(bytes, { say, sheet });
  const table = tableOf(file.lines, activityTable(relativeTo !== undefined), say);
  const context = {
    centre,
    relativeTo: relativeTo ?? null,
    places: await placeRegister(db),
    say,
    language,
    dayZero: file.dayZero,
    ...(today === undefined ? {} : { today }),
  };
  const rows: NewActivity[] = [];
  const rejected = [...table.rejected];
  const warnings = [...file.warnings, ...table.warnings];
  const lineOf = new Map<string, number>();
  for (const row of table.rows) {
    const read = readActivity(row, context);
    if ('why' in read) {
      rejected.push({ line: row.line, why: read.why });
      continue;
    }
    const importKey = keyAmong(lineOf, read.activity);
    const before = lineOf.get(importKey);
    if (before !== undefined) {
      rejected.push({ line: row.line, why: say.sameActivity(before) });
      continue;
    }
    lineOf.set(importKey, row.line);
    rows.push({ ...read.activity, importKey });
    warnings.push(...read.said.map((what) => ({ line: row.line, what })));
  }
  return { rows, rejected: rejected.toSorted(byLine), warnings: warnings.toSorted(byLine) };
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;

/**
 * The same activity at the same hour on Mondays and on Wednesdays is two; the later one in the file gets its rule in
 * the key.
 */
function keyAmong(taken: ReadonlyMap<string, number>, { importKey = '', repeats }: NewActivity): string {
  return taken.has(importKey) && repeats ? `${importKey}|${repeats}` : importKey;
}

export type ImportOutcome = 'imported' | 'updated' | 'unchanged';
/** Stores one row; `id` is that of the matching activity. */
export type KeepActivity = (
  tx: Tx,
  moment: Moment,
  row: NewActivity,
) => Promise<{ outcome: ImportOutcome; told?: number }>;

export interface ActivitiesImported {
  imported: number;
  updated: number;
  unchanged: number;
  /** Number of persons who are told of a change. */
  told: number;
  rejected: Rejected[];
  warnings: ImportWarning[];
}

/**
 * Reads a file of activities and stores them, a few at a time. The same file again changes nothing; a row that differs
 * in one aspect from a stored activity changes that activity.
 * @param keep stores a row; the default tells no person about changes
 */
export async function importActivities(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  { progress, keep = upsertActivity, ...options }: ActivityOptions & { progress?: Progress; keep?: KeepActivity },
): Promise<ActivitiesImported> {
  const now = toWall(moment.now);
  const { rows, rejected, warnings } = await readActivities(store.db, bytes, { today: now.slice(0, 10), ...options });
  const known = await store.db.selectFrom('activity').selectAll().where('centre_id', '=', options.centre.id).execute();
  const ids = matchActivities(rows, known, now);
  const whole = rows.map((row, i) => ({ ...row, id: ids[i] ?? null }));
  const kept = await writeInBatches(store, moment, whole, {
    size: BATCH_ROWS,
    progress,
    write: async (tx, at, batch) => {
      const outcomes: { outcome: ImportOutcome; told?: number }[] = [];
      for (const row of batch) outcomes.push(await keep(tx, at, row));
      return outcomes;
    },
  });
  const all = kept.flat();
  const count = (word: ImportOutcome): number => all.filter(({ outcome }) => outcome === word).length;
  const told = all.reduce((sum, one) => sum + (one.told ?? 0), 0);
  return {
    imported: count('imported'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    told,
    rejected,
    warnings,
  };
}
