import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../../domain/base/refusal.ts';
import type { Sentences } from '../sentences/sentences.ts';
import { decode } from './decode.ts';

export const FILE_BYTES_MAX = 5 * 1024 * 1024;
export const ROWS_MAX = 20_000;
export const CELL_MAX = 64 * 1024;
/** Longer than any real row; limits the search for the end of a quote that is never closed. */
const RECORD_MAX = 256 * 1024;
/** Number of first lines among which the header may be. */
export const HEAD_LINES = 15;
/** Number of characters among which the first lines are. */
const HEAD_TEXT_MAX = 64 * 1024;
/** Day 0 of Excel on Windows; its 29 February 1900 never existed, so earlier dates are one day early. */
export const WINDOWS_DAY_ZERO = '1899-12-30';
/** Number of broken rows after which the file is refused. */
const BROKEN_MAX = 100;

/** A refused row, with the reason as a sentence. */
export interface Rejected {
  line: number;
  why: string;
}

/** A remark on a value that was read differently from the file, or left out. */
export interface ImportWarning {
  line: number;
  what: string;
}

/** A row of the file; `cells` is null when its quotes cannot be read. */
export interface TableLine {
  /** Its first line, counted from 1. */
  line: number;
  cells: string[] | null;
}

/** The lines of a file, and the remarks about reading it. */
export interface TableFile {
  lines: TableLine[];
  warnings: ImportWarning[];
  /** Day 0 of Excel's day numbers in this file. */
  dayZero: string;
}

export interface ReadOptions {
  say: Sentences;
  /** The sheet of a workbook; the first by default. */
  sheet?: string | undefined;
}

/**
 * The lines of a file: a workbook (.xlsx), or text as {@link decode} reads it, with comma, semicolon or tab, and with
 * quoted line breaks; without empty lines.
 * @throws Refusal for a file that is too large, empty, or not a table
 */
export async function readTable(bytes: Uint8Array, { say, sheet }: ReadOptions): Promise<TableFile> {
  checkSize(bytes, say);
  if (isOldWorkbook(bytes)) throw new Refusal(say.oldWorkbook());
  if (!isZip(bytes)) {
    if (sheet !== undefined) throw new Refusal(say.sheetOfText());
    return readText(bytes, say);
  }
  // Loading the library for workbooks takes time, and most files are text.
  const { readWorkbook } = await import('./workbook.ts');
  const { rows, said, dayZero } = await readWorkbook(bytes, { say, sheet });
  const lines = rows.map((cells, i) => ({ line: i + 1, cells }));
  return { lines: checked(lines, say), warnings: said.map((what) => ({ line: 1, what })), dayZero };
}

/** The lines of a text file. */
export function readText(bytes: Uint8Array, say: Sentences): TableFile {
  checkSize(bytes, say);
  const { text: decoded, said } = decode(bytes, say);
  const text = decoded.replace(/\r\n?/g, '\n');
  const [first = ''] = text.trimStart().split('\n', 1);
  if (first.length > RECORD_MAX) throw new Refusal(say.longHeader());
  const separator = /^"?sep=([,;\t])"?$/i.exec(first)?.[1];
  const lines = split(text, separator ?? delimiterOf(text), say);
  const content = separator === undefined ? lines : lines.slice(1);
  return { lines: checked(content, say), warnings: said.map((what) => ({ line: 1, what })), dayZero: WINDOWS_DAY_ZERO };
}

function checkSize(bytes: Uint8Array, say: Sentences): void {
  if (bytes.length > FILE_BYTES_MAX) throw new Refusal(say.tooLarge(FILE_BYTES_MAX / 1024 / 1024));
}

function checked(lines: readonly TableLine[], say: Sentences): TableLine[] {
  const content = lines.filter((l) => l.cells?.some((c) => c.trim() !== '') ?? true);
  if (content.length === 0) throw new Refusal(say.empty());
  if (content.length > ROWS_MAX + 1) throw new Refusal(say.tooManyRows(content.length, ROWS_MAX));
  return content;
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
/** Whether it is the compound file that Excel wrote before 2007. */
const isOldWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11;

/** The most frequent separator in the first lines; a title above the header has none. */
function delimiterOf(text: string): string {
  // Quoted cells go first: one of them may hold line ends, so a cut by lines would leave half of it.
  const head = text
    .slice(0, HEAD_TEXT_MAX)
    .replace(/"[^"]*"/g, '')
    .split('\n', HEAD_LINES);
  const most = (mark: string): number => Math.max(...head.map((line) => line.split(mark).length));
  return ['\t', ';', ','].reduce((best, mark) => (most(mark) > most(best) ? mark : best), ',');
}

/** Thrown to stop at a row that has run over into the next ones. */
class RunOver extends Error {}

/** A row with wrong quotes is lost alone: reading goes on at the line after it. */
function split(text: string, delimiter: string, say: Sentences): TableLine[] {
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
    if (cells === null && ++broken > BROKEN_MAX) throw new Refusal(say.tooManyQuotes(BROKEN_MAX));
    from = next + 1;
    line += done.lines + 1;
  }
  return found;
}

/** Reads a line by itself, in which quotes may occur anywhere ('Kafé "Nord"'); null for one with an open quote. */
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
