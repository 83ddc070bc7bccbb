import { withOffset } from '../base/time.ts';

/** A row of the export, with the names that the reader sees. */
export type Row = Record<string, string | number | null>;

/**
 * The treatment of a column in the access export: shown under a name, as it is, as a time, or without information about
 * others; or left out, with the reason.
 */
export type Column = ShownColumn | { leftOut: string };

export interface ShownColumn {
  as: string;
  put: 'as it is' | 'instant' | 'cleaned' | 'words of a payload';
}

export const as = (name: string): ShownColumn => ({ as: name, put: 'as it is' });
export const instant = (name: string): ShownColumn => ({ as: name, put: 'instant' });
export const cleaned = (name: string): ShownColumn => ({ as: name, put: 'cleaned' });
export const words = (name: string): ShownColumn => ({ as: name, put: 'words of a payload' });

/** Columns that are left out for the same reason. */
export const leftOut = <const Name extends string>(why: string, ...columns: Name[]): Record<Name, Column> =>
  Object.fromEntries(columns.map((column) => [column, { leftOut: why }])) as Record<Name, Column>;

/**
 * The shown columns of a row, under their names in the export.
 * @param row contains every shown column by its name in the table; throws when one was not read
 * @param clean removes information about others from a text
 */
export function rowOf(
  columns: Readonly<Record<string, Column>>,
  row: Readonly<Row>,
  clean: (text: string) => string,
): Row {
  const out: Row = {};
  for (const [name, column] of Object.entries(columns)) {
    if ('leftOut' in column) continue;
    const value = row[name];
    if (value === undefined) throw new Error(`The export did not read the column ${name}.`);
    out[column.as] = typeof value === 'string' ? textOf(column.put, value, clean) : value;
  }
  return out;
}

function textOf(put: ShownColumn['put'], value: string, clean: (text: string) => string): string {
  if (put === 'instant') return withOffset(value);
  if (put === 'cleaned') return clean(value);
  return put === 'words of a payload' ? wordsOf(value) : value;
}

/** The written or spoken words, or the pressed keys, in the payload of an arrival. */
export function wordsOf(payload: string): string {
  const { body, speech, digits } = JSON.parse(payload) as { body?: string; speech?: string; digits?: string };
  return body ?? [speech, digits].filter((part) => part !== undefined && part !== '').join(' ');
}
