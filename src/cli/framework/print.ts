import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../domain/base/time.ts';
import Table from 'cli-table3';
import { toWall } from '../../domain/base/time.ts';
import type { Io } from './io.ts';
import { safe, safeJson, safeLines } from './escape.ts';

export type Cell = string | number | null;

/** The name of a column; `wrap` lets the table make the column narrower, and write its cells on several lines. */
export type Heading = string | { readonly wrap: string };

export const wrap = (name: string): Heading => ({ wrap: name });

/**
 * Draws rows under a heading, without colours, and no wider than the terminal; every cell is made safe. Only the
 * columns that may wrap become narrower, as long as that is enough. Without rows, it returns the given sentence.
 */
export function table(
  io: Pick<Io, 'env'>,
  head: readonly Heading[],
  rows: readonly (readonly Cell[])[],
  none = 'Nothing.',
): string {
  if (rows.length === 0) return none;
  const names = head.map((h) => (typeof h === 'string' ? h : h.wrap));
  const cells = rows.map((row) => names.map((_, i) => safe(String(row[i] ?? '-'))));
  const natural = names.map((name, i) => Math.max(letters(name), ...cells.map((row) => letters(row[i] ?? ''))));
  const widths = fitted(natural, head, terminalWidth(io) - BORDER * names.length - 1);
  const drawn = new Table({
    head: names,
    colWidths: widths.map((width) => width + PADDING),
    wordWrap: true,
    style: { head: [], border: [] },
    chars: NO_LINES_BETWEEN_ROWS,
  });
  drawn.push(...cells);
  return drawn.toString();
}

const letters = (text: string): number => text.length;

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
const PADDING = 2;
/** A column takes its padding and one line beside it. */
const BORDER = PADDING + 1;
/** No column becomes narrower than this. */
const NARROWEST = 6;

/** Takes the missing width from the widest column that may wrap, repeatedly; then from any column but the first. */
function fitted(natural: readonly number[], head: readonly Heading[], room: number): number[] {
  const widths = [...natural];
  const wraps = widths.flatMap((_, i) => (typeof head[i] === 'string' ? [] : [i]));
  const others = widths.flatMap((_, i) => (i === 0 || wraps.includes(i) ? [] : [i]));
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  for (const group of [wraps, others])
    for (; over > 0; over--) {
      const widest = group.reduce((best, i) => ((widths[i] ?? 0) > (widths[best] ?? 0) ? i : best), group[0] ?? -1);
      if ((widths[widest] ?? 0) <= NARROWEST) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  return widths;
}

const USUAL_WIDTH = 80;

/** Width of the terminal in characters: `COLUMNS`, the terminal's own answer, or 80. */
function terminalWidth({ env }: Pick<Io, 'env'>): number {
  const said = Number(env['COLUMNS']);
  return Number.isInteger(said) && said > 0 ? said : (process.stdout.columns ?? USUAL_WIDTH);
}

/** The wall time of an instant, as tables show it: "2026-12-01 18:00". */
export const wall = (instant: string | null): string | null =>
  instant === null ? null : toWall(new Date(instant).toISOString()).replace('T', ' ');

/** "name: value" lines about one thing, without empty values. */
export function facts(rows: readonly (readonly [string, Cell])[]): string {
  const known = rows.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${safe(String(value))}`).join('\n');
}

/** Cuts a text to the width of a table cell. */
export function short(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** Messages one below the other: direction, time, state and words. */
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

/** The answer as text. */
export const printText = (io: Io, text: string): void => io.out(`${safeLines(text)}\n`);

/** A sentence on standard error, beside the answer. */
export const printAside = (io: Io, text: string): void => io.err(`${safeLines(text)}\n`);

/** How long ago, or how long until, in the largest unit that says enough: "3 d", "5 h", "20 min". */
export function age(from: Instant, to: Instant): string {
  const ms = Math.abs(Date.parse(to) - Date.parse(from));
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} d`;
  if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / MINUTE_MS)} min`;
}
