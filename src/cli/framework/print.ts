import Table from 'cli-table3';
import type { Io } from './io.ts';
import { safe, safeJson, safeLines } from './escape.ts';

export type Cell = string | number | null;

/** Rows under a heading, without colours; every cell is made safe. Where there are none, the sentence that says so. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], none = 'Nothing.'): string {
  if (rows.length === 0) return none;
  const drawn = new Table({ head: [...head], style: { head: [], border: [] }, chars: NO_LINES_BETWEEN_ROWS });
  for (const row of rows) drawn.push(row.map((cell) => safe(String(cell ?? '-'))));
  return drawn.toString();
}

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** "name: value" lines for one thing; what is not known is left out. */
export function facts(rows: readonly (readonly [string, Cell])[]): string {
  const known = rows.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${safe(String(value))}`).join('\n');
}

/** A text cut to what fits in a table. */
export function short(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** What was said, one below the other: whose words, when, what became of them, and the words themselves. */
export function spoken(
  messages: readonly { at: string; direction: 'in' | 'out'; body: string; status: string }[],
): string {
  const said = messages.map(({ at, direction, body, status }) => {
    const words = body.split('\n').map((line) => `  ${safe(line)}`);
    return [`${direction === 'in' ? 'they' : 'we'}, ${at} (${safe(status)})`, ...words].join('\n');
  });
  return said.join('\n');
}

/** "1 person", "3 people". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** The answer as one JSON value. */
export const printJson = (io: Io, value: unknown): void => io.out(`${safeJson(value, 2)}\n`);

/** The answer for people. */
export const printText = (io: Io, text: string): void => io.out(`${safeLines(text)}\n`);

/** Something beside the answer: a sentence on standard error. */
export const printAside = (io: Io, text: string): void => io.err(`${safeLines(text)}\n`);
