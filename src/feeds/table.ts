import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../domain/base/refusal.ts';

export const FILE_BYTES_MAX = 5 * 1024 * 1024;
export const ROWS_MAX = 20_000;
export const CELL_MAX = 64 * 1024;
/** What no row comes near; keeps a quote that is never closed from being read to the end of the file each time. */
const RECORD_MAX = 256 * 1024;
/** How many broken rows are looked past before the file is given up. */
const BROKEN_MAX = 100;

/** A row that was not taken, and why, in a sentence. */
export interface Rejected {
  line: number;
  why: string;
}

/** A row as it stands in the file; `cells` is null where its quotes cannot be made out. */
export interface TableLine {
  /** Where it begins, counted from 1. */
  line: number;
  cells: string[] | null;
}

export interface TableRow {
  line: number;
  /** By the names that we have for them. */
  cells: Readonly<Record<string, string>>;
  /** The columns that we do not know, by the names in the file. */
  extra: Readonly<Record<string, string>>;
}

/** The columns of a kind of file: our name, and what else it may be called. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/**
 * The lines of a file that somebody brings: UTF-8 with or without BOM, UTF-16 with one, or Windows-1252; comma, semicolon or tab; quoted
 * line breaks; empty lines left out.
 * @throws Refusal when it is too large, empty, or no text
 */
export function readLines(bytes: Uint8Array): TableLine[] {
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  const [first = ''] = text.trimStart().split('\n', 1);
  if (first.length > RECORD_MAX) throw new Refusal('The first line is too long to be a header.');
  const separator = /^"?sep=([,;\t])"?$/i.exec(first)?.[1];
  const lines = split(text, separator ?? delimiterOf(first)).filter(
    (l) => l.cells?.some((c) => c.trim() !== '') ?? true,
  );
  const content = separator === undefined ? lines : lines.slice(1);
  if (content.length === 0) throw new Refusal('The file is empty.');
  if (content.length > ROWS_MAX + 1)
    throw new Refusal(`The file has ${content.length} rows, and ${ROWS_MAX} is the most. Split it into several files.`);
  return content;
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > FILE_BYTES_MAX)
    throw new Refusal(`The file is larger than ${FILE_BYTES_MAX / 1024 / 1024} MB. Split it into several files.`);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new Refusal('This is a workbook, not a CSV file. In Excel, choose Save as and "CSV UTF-8".');
  if (bytes.includes(0)) throw new Refusal('This is no text file. Save it as CSV first.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (mark: string): number => bare.split(mark).length;
  return ['\t', ';', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** Thrown to stop at a row that has run over into the next ones. */
class RunOver extends Error {}

/** A row whose quotes are wrong costs that row only: reading goes on at the line after it. */
function split(text: string, delimiter: string): TableLine[] {
  const bytes = Buffer.from(text);
  const found: TableLine[] = [];
  let [from, line, width, broken] = [0, 1, 0, 0];
  while (from < bytes.length) {
    const done = { bytes: 0, lines: 0 };
    try {
      parse(bytes.subarray(from), {
        delimiter,
        relax_column_count: true,
        max_record_size: RECORD_MAX,
        on_record: (cells: string[], info) => {
          width ||= cells.length;
          if (cells.length !== width && info.lines - done.lines > 1) throw new RunOver();
          found.push({ line: line + done.lines, cells });
          Object.assign(done, { bytes: info.bytes, lines: info.lines });
          return null;
        },
      });
      return found;
    } catch (error) {
      if (!(error instanceof RunOver || error instanceof CsvError)) throw error;
    }
    const next = (bytes.indexOf('\n', from + done.bytes) + 1 || bytes.length + 1) - 1;
    const cells = alone(bytes.subarray(from + done.bytes, next), delimiter);
    found.push({ line: line + done.lines, cells });
    if (cells === null && ++broken > BROKEN_MAX)
      throw new Refusal(
        `More than ${BROKEN_MAX} rows have a quotation mark that is not closed. Save the file as CSV anew.`,
      );
    from = next + 1;
    line += done.lines + 1;
  }
  return found;
}

/** A line by itself, where quotes may stand anywhere ('Kafé "Nord"'); null where one is left open. */
function alone(bytes: Buffer, delimiter: string): string[] | null {
  try {
    const [cells] = parse(bytes, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_MAX,
    });
    return cells ?? [];
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/**
 * Gives the cells of lines with a header their names. Cells that a spreadsheet would have taken for a formula lose the mark
 * that {@link ./write-table.ts} puts in front of them.
 * @throws Refusal when a column that is needed is missing, or one stands there twice
 */
export function tableOf(
  lines: readonly TableLine[],
  columns: Columns,
  needed: readonly string[],
): { rows: TableRow[]; rejected: Rejected[]; named: ReadonlySet<string> } {
  const header = lines[0]?.cells ?? [];
  const names = header.map((cell) => canonical(cell, columns));
  const known = names.filter((name) => name !== null);
  const twice = known.find((name, i) => known.indexOf(name) !== i);
  if (twice !== undefined) throw new Refusal(`Two columns are ${twice}. Take one of them away.`);
  const missing = needed.filter((name) => !known.includes(name));
  if (missing.length > 0)
    throw new Refusal(
      `The first line must name the columns, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not among them. Known columns: ${Object.keys(columns).join(', ')}.`,
    );

  const rows: TableRow[] = [];
  const rejected: Rejected[] = [];
  for (const { line, cells } of lines.slice(1)) {
    const why = whyNot(cells, header.length);
    if (why !== null) rejected.push({ line, why });
    else rows.push({ line, ...nameCells(cells ?? [], names, header) });
  }
  return { rows, rejected, named: new Set(known) };
}

/** Why a row cannot be read at all; null when it can. */
export function whyNot(cells: readonly string[] | null, width: number): string | null {
  if (cells === null) return 'A quotation mark is opened and not closed.';
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    return `The row has ${cells.length} cells, and the header has ${width}. Is a quotation mark missing around a text with a comma?`;
  if (cells.some((cell) => Buffer.byteLength(cell) > CELL_MAX)) return `A cell is longer than ${CELL_MAX / 1024} kB.`;
  return null;
}

function nameCells(cells: readonly string[], names: readonly (string | null)[], header: readonly string[]) {
  const known: Record<string, string> = {};
  const extra: [string, string][] = [];
  for (const [i, name] of names.entries()) {
    const cell = (cells[i] ?? '').replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');
    const title = header[i]?.trim() ?? '';
    if (name !== null) known[name] = cell;
    else if (title !== '' && cell.trim() !== '') extra.push([title, cell.trim()]);
  }
  // Not by assignment: a column may be called __proto__.
  return { cells: known, extra: Object.fromEntries(extra) };
}

function canonical(title: string, columns: Columns): string | null {
  const name = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  for (const [column, others] of Object.entries(columns)) if (column === name || others.includes(name)) return column;
  return null;
}
