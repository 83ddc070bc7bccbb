import { sql } from 'kysely';
import type { Schema, Tx } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';

/** Replaces a removed name or number. */
export const REMOVED = '[slettet]';

/** A person whose traces are searched in texts by others, and in staff notes about others. */
export interface Traced {
  number: string;
  /** Searched only with two words or more: many people share a first name. */
  name: string | null;
}

/** Free text that is not the person's own, by table: the key column, and the columns to search. */
const SEARCHED: Readonly<Partial<Record<keyof Schema, { key: string; columns: readonly string[] }>>> = {
  arrival: { key: 'seq', columns: ['payload'] },
  outbox: { key: 'seq', columns: ['body'] },
  conversation: { key: 'id', columns: ['state'] },
  inbox_item: { key: 'id', columns: ['body'] },
  callback: { key: 'id', columns: ['reason', 'words', 'shown', 'outcome'] },
  volunteer: { key: 'id', columns: ['interests', 'notes', 'extra'] },
  assignment: { key: 'id', columns: ['title', 'description', 'ordered_by', 'ordered_contact', 'reason', 'untold'] },
  assignment_secret: { key: 'assignment_id', columns: ['recipient', 'address', 'phone', 'details'] },
  offer: { key: 'id', columns: ['note'] },
  broadcast_text: { key: 'id', columns: ['said', 'body'] },
  activity: {
    key: 'id',
    columns: ['title', 'description', 'organiser', 'venue', 'address', 'transport', 'url', 'extra'],
  },
};

/**
 * Replaces a name, and a number in any spelling, in all free text.
 * @returns the number of changed rows, by table
 */
export async function removeTraces(tx: Tx, traced: Traced): Promise<Record<string, number>> {
  const patterns = patternsOf(traced);
  const found: Record<string, number> = {};
  for (const [table, { key, columns }] of Object.entries(SEARCHED)) {
    const n = await removeFrom(tx, { table, key, columns, patterns });
    if (n > 0) found[table] = n;
  }
  return found;
}

interface Pattern {
  /** For the database: matches at least the rows that contain it. */
  like: string;
  exact: RegExp;
}

interface Searched {
  table: string;
  key: string;
  columns: readonly string[];
  patterns: readonly Pattern[];
}

async function removeFrom(tx: Tx, { table, key, columns, patterns }: Searched): Promise<number> {
  const anywhere = columns.flatMap((c) => patterns.map(({ like }) => sql`${sql.ref(c)} like ${like}`));
  const wanted = [key, ...columns].map((c) => sql.ref(c));
  const { rows } = await sql<Record<string, string | number | null>>`
    select ${sql.join(wanted)} from ${sql.table(table)} where ${sql.join(anywhere, sql` or `)}`.execute(tx);
  let held = 0;
  for (const row of rows) {
    const changed = columns
      .map((c) => [c, row[c], cleaned(row[c], patterns)] as const)
      .filter(([, before, after]) => before !== after);
    if (changed.length === 0) continue;
    held++;
    const sets = changed.map(([c, , after]) => sql`${sql.ref(c)} = ${after}`);
    await sql`update ${sql.table(table)} set ${sql.join(sets)} where ${sql.ref(key)} = ${row[key]}`.execute(tx);
  }
  return held;
}

function cleaned(text: string | number | null | undefined, patterns: readonly Pattern[]): string | number | null {
  if (typeof text !== 'string') return text ?? null;
  return patterns.reduce((clean, { exact }) => clean.replace(exact, REMOVED), text);
}

function patternsOf({ number, name }: Traced): Pattern[] {
  const patterns = [numberPattern(number)];
  const whole = (name ?? '').trim();
  if (/\s/.test(whole)) {
    const spellings = new Set([whole, normaliseName(whole), whole.toUpperCase(), whole.toLowerCase()]);
    for (const spelling of spellings) if (/\s/.test(spelling)) patterns.push(namePattern(spelling));
  }
  return patterns;
}

function namePattern(name: string): Pattern {
  const words = name.split(/\s+/);
  return {
    like: `%${words.map((w) => w.replace(/[%_\\]/g, '_')).join('%')}%`,
    exact: new RegExp(`(?<!\\p{L})${words.map(escaped).join('\\s+')}`, 'giu'),
  };
}

/** "+4790123456" as people write it: "90 12 34 56", "0047 901 23 456", "901-23-456". */
export function numberPattern(number: string): Pattern {
  const national = number.startsWith('+47') ? number.slice(3) : number.slice(1);
  const country = number.startsWith('+47') ? '(?:(?:\\+|00)?\\s?47[\\s.-]?)?' : '(?:\\+|00)?';
  const digits = Array.from(national).join('[\\s\\u00a0.()/-]{0,2}');
  return {
    like: `%${Array.from(national).join('%')}%`,
    exact: new RegExp(`(?<!\\d)${country}${digits}(?!\\d)`, 'gu'),
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
