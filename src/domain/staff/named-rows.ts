import type { Db } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { numberIn } from '../base/phone-numbers.ts';
import { readShortId, shortId, type ShortKind } from './short-ids.ts';

/** A row that staff can name. */
export interface NamedRow {
  id: string;
  centreId: string;
  short: string;
  /** Its title or name; empty when it has none. */
  title: string;
}

export type NamedOutcome =
  | { outcome: 'found'; row: NamedRow }
  | { outcome: 'ambiguous'; candidates: NamedRow[] }
  /** `candidates` are rows that a part of the name fits. */
  | { outcome: 'unknown'; candidates: NamedRow[] }
  /** The short id is of another kind. */
  | { outcome: 'other kind'; kind: ShortKind };

export interface Naming {
  kind: ShortKind;
  /** The typed text. */
  named: string;
  /** Null for every centre. */
  centreId: string | null;
}

/** Most rows that are suggested. */
const SUGGESTED_MAX = 5;

/**
 * Finds the row that a text names: by its id, a unique beginning of it, its short id in either case, its telephone number,
 * or its whole title or name in either case. A row of another centre than the given one is unknown. Where a number or a
 * title fits several rows, one that is not closed goes before those that are.
 */
export async function findNamed(db: Db, { kind, named, centreId }: Naming): Promise<NamedOutcome> {
  const wanted = named.trim();
  const rows = (await LOADERS[kind](db)).filter((row) => centreId === null || row.centre_id === centreId);
  const shown = (row: Loaded): NamedRow => shownAs(kind, row);
  const same = rows.find((row) => row.id === wanted);
  if (same !== undefined) return { outcome: 'found', row: shown(same) };

  const read = readShortId(wanted);
  if (read !== null && read.kind !== kind) return { outcome: 'other kind', kind: read.kind };
  const fitting = read === null ? fit(rows, wanted) : rows.filter((row) => row.short_no === read.number);
  const live = fitting.filter((row) => row.live);
  const [first, second] = live.length > 0 ? live : fitting;
  if (first === undefined) return { outcome: 'unknown', candidates: suggested(rows, wanted).map(shown) };
  if (second === undefined) return { outcome: 'found', row: shown(first) };
  return { outcome: 'ambiguous', candidates: (live.length > 0 ? live : fitting).slice(0, SUGGESTED_MAX).map(shown) };
}

interface Loaded {
  id: string;
  centre_id: string;
  short_no: number;
  title: string | null;
  /** Another name of it. */
  name: string | null;
  number: string | null;
  /** Not closed, cancelled or left. */
  live: boolean;
}

const shownAs = (kind: ShortKind, { id, centre_id, short_no, title }: Loaded): NamedRow => ({
  id,
  centreId: centre_id,
  short: shortId(kind, short_no),
  title: title ?? '',
});

/** Rows whose number, whole title or name, or beginning of the id is the text; the first of these that fits any. */
function fit(rows: readonly Loaded[], wanted: string): Loaded[] {
  const number = numberIn(wanted);
  const byNumber = number === null ? [] : rows.filter((row) => row.number === number);
  if (byNumber.length > 0) return byNumber;
  const folded = normaliseName(wanted);
  const byName = folded === '' ? [] : rows.filter((row) => namesOf(row).includes(folded));
  if (byName.length > 0) return byName;
  // The part before "_" is the same for every row of a kind.
  return /^[a-z]+_./.test(wanted) ? rows.filter((row) => row.id.startsWith(wanted)) : [];
}

const namesOf = ({ title, name }: Loaded): string[] =>
  [title, name].flatMap((one) => (one === null ? [] : [normaliseName(one)]));

/** Rows each of whose words begins as a word of the text does, those that are not closed first. */
function suggested(rows: readonly Loaded[], wanted: string): Loaded[] {
  const words = normaliseName(wanted)
    .split(' ')
    .filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const fits = (name: string): boolean =>
    words.every((word) =>
      name.split(' ').some((own) => own.startsWith(word) || (own.length > 3 && word.startsWith(own))),
    );
  const found = rows.filter((row) => namesOf(row).some(fits));
  return [...found.filter((row) => row.live), ...found.filter((row) => !row.live)].slice(0, SUGGESTED_MAX);
}

const isIn = <T extends string>(value: T, ...list: T[]): boolean => list.includes(value);

/** Reads the rows of a kind. A few thousand at most: the text is compared without case, which SQLite cannot do. */
const LOADERS: Readonly<Record<ShortKind, (db: Db) => Promise<Loaded[]>>> = {
  activity: async (db) =>
    (
      await db
        .selectFrom('activity')
        .select(['id', 'centre_id', 'short_no', 'title', 'organiser_phone as number', 'status'])
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, name: null, live: row.status === 'active' })),
  volunteer: async (db) =>
    (
      await db
        .selectFrom('volunteer')
        .innerJoin('person', 'person.id', 'volunteer.person_id')
        .select(['volunteer.id', 'volunteer.centre_id', 'short_no', 'person.name as title', 'number', 'left_on'])
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, name: null, live: row.left_on === null })),
  assignment: async (db) =>
    (
      await db
        .selectFrom('assignment')
        .select(['id', 'centre_id', 'short_no', 'title', 'status'])
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, name: null, number: null, live: isIn(row.status, 'open', 'filled') })),
  broadcast: async (db) =>
    (await db.selectFrom('broadcast').select(['id', 'centre_id', 'short_no']).orderBy('short_no').execute()).map(
      (row) => ({ ...row, title: null, name: null, number: null, live: true }),
    ),
  callback: async (db) =>
    (
      await db
        .selectFrom('callback')
        .leftJoin('person', 'person.id', 'callback.person_id')
        .select(['callback.id', 'callback.centre_id', 'short_no', 'reason as title', 'person.name', 'callback.number'])
        .select('status')
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, live: row.status === 'open' })),
  inbox_item: async (db) =>
    (
      await db
        .selectFrom('inbox_item')
        .leftJoin('person', 'person.id', 'inbox_item.person_id')
        .select(['inbox_item.id', 'inbox_item.centre_id', 'short_no', 'reason as title', 'person.name'])
        .select(['inbox_item.number', 'status'])
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, live: row.status === 'open' })),
  association: async (db) =>
    (
      await db
        .selectFrom('association')
        .select(['id', 'centre_id', 'short_no', 'name as title', 'orgnr as name', 'status'])
        .orderBy('short_no')
        .execute()
    ).map((row) => ({ ...row, number: null, live: row.status === 'active' })),
  proposal: async (db) =>
    (
      await db.selectFrom('proposal').select(['id', 'centre_id', 'short_no', 'status']).orderBy('short_no').execute()
    ).map((row) => ({ ...row, title: null, name: null, number: null, live: row.status === 'waiting' })),
};

/** The short id of a row, in the transaction that made it. */
export async function shortIdOf(db: Db, kind: ShortKind, id: string): Promise<string> {
  const { short_no } = await db.selectFrom(kind).select('short_no').where('id', '=', id).executeTakeFirstOrThrow();
  return shortId(kind, short_no);
}

/** Ids in one statement. */
const BATCH = 500;

const LONG_ID = /\b(activity|volunteer|assignment|broadcast|callback|inbox|association|proposal)_[\w-]+/g;

/** A function that writes short ids into a text in place of long ones; the texts that it will be given are named first. */
export async function shortNames(db: Db, texts: readonly string[]): Promise<(text: string) => string> {
  const ids = new Map<ShortKind, Set<string>>();
  for (const [id, word] of texts.flatMap((text) => [...text.matchAll(LONG_ID)])) {
    const kind = word === 'inbox' ? 'inbox_item' : (word as ShortKind);
    ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  }
  const short = new Map<string, string>();
  for (const [kind, wanted] of ids)
    for (let from = 0; from < wanted.size; from += BATCH) {
      const batch = [...wanted].slice(from, from + BATCH);
      const rows = await db.selectFrom(kind).select(['id', 'short_no']).where('id', 'in', batch).execute();
      for (const row of rows) short.set(row.id, shortId(kind, row.short_no));
    }
  return (text) => text.replace(LONG_ID, (id) => short.get(id) ?? id);
}
