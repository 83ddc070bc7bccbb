import { Refusal } from '../../domain/base/refusal.ts';
import type { Sentences } from '../sentences/sentences.ts';
import { CELL_MAX, HEAD_LINES, type Rejected, type TableLine, type ImportWarning } from './lines.ts';

export interface TableRow {
  line: number;
  /** Cells by our names of their columns. */
  cells: Readonly<Record<string, string>>;
  /** Cells of unknown columns, by the names in the file. */
  extra: Readonly<Record<string, string>>;
}

/** The columns of a kind of file: our name, and the other names that files use. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** A kind of table. */
export interface TableKind {
  columns: Columns;
  /** Columns that such a table must have; of a list, one is enough. */
  needed: readonly (string | readonly string[])[];
  /** Columns that may occur several times, with the separator for joining their cells. */
  joined?: Readonly<Record<string, string>>;
  /** A column whose title may extend over the untitled one to its right. */
  spread?: string;
  /** Columns that come first among several with one name. */
  preferred?: RegExp;
}

export interface Table {
  rows: TableRow[];
  rejected: Rejected[];
  warnings: ImportWarning[];
}

/**
 * Names the cells of lines with a header. The header is the first line with the needed columns, because a title and its
 * date may come above it. Rows of totals, and a header repeated on the next page, are left out. Cells that a
 * spreadsheet would take for a formula lose the mark that {@link ../write-table.ts} puts in front of them.
 * @throws Refusal for a needed column that is missing, or a column that occurs twice
 */
export function tableOf(lines: readonly TableLine[], kind: TableKind, say: Sentences): Table {
  const at = headerAt(lines, kind);
  const header = lines[at]?.cells ?? [];
  const names = namesOf(header, kind);
  check(names, kind, say);
  const warnings: ImportWarning[] = at === 0 ? [] : [{ line: lines[at]?.line ?? 1, what: say.skippedAbove(at) }];
  const rows: TableRow[] = [];
  const rejected: Rejected[] = [];
  const untitled = new Set<number>();
  const order = orderOf(header, kind);
  for (const { line, cells } of lines.slice(at + 1)) {
    const why = whyNot(cells, header.length, say);
    if (why !== null) rejected.push({ line, why });
    else if (cells === null || isSameAs(cells, header)) continue;
    else if (isTotal(cells)) warnings.push({ line, what: say.skippedTotal() });
    else {
      rows.push({ line, ...nameCells(cells, { names, header, order, kind }) });
      for (const [i, cell] of cells.entries())
        if (names[i] === null && (header[i] ?? '').trim() === '' && cell.trim() !== '') untitled.add(i);
    }
  }
  for (const i of untitled) warnings.push({ line: lines[at]?.line ?? 1, what: say.untitled(letterOf(i)) });
  return { rows, rejected, warnings };
}

/** The first line that has all needed columns; else the first line. */
function headerAt(lines: readonly TableLine[], kind: TableKind): number {
  const fits = lines
    .slice(0, HEAD_LINES)
    .findIndex(({ cells }) => cells !== null && missingOf(namesOf(cells, kind), kind).length === 0);
  if (fits >= 0) return fits;
  const known = lines
    .slice(0, HEAD_LINES)
    .map(({ cells }) => namesOf(cells ?? [], kind).filter((n) => n !== null).length);
  return Math.max(0, known.indexOf(Math.max(...known)));
}

function namesOf(header: readonly string[], { columns, spread }: TableKind): (string | null)[] {
  const names = header.map((cell) => canonical(cell, columns));
  return names.map((name, i) =>
    name === null && spread !== undefined && names[i - 1] === spread && header[i]?.trim() === '' ? spread : name,
  );
}

function missingOf(names: readonly (string | null)[], { needed }: TableKind): string[] {
  return needed
    .map((one) => (typeof one === 'string' ? [one] : one))
    .filter((either) => !either.some((name) => names.includes(name)))
    .map(([first = '']) => first);
}

function check(names: readonly (string | null)[], kind: TableKind, say: Sentences): void {
  const may = new Set([...Object.keys(kind.joined ?? {}), kind.spread ?? '']);
  const twice = names.find((name, i) => name !== null && !may.has(name) && names.indexOf(name) !== i);
  if (twice !== undefined && twice !== null) throw new Refusal(say.columnTwice(say.column(twice)));
  const missing = missingOf(names, kind);
  const known = Object.keys(kind.columns).map(say.column).join(', ');
  if (missing.length > 0) throw new Refusal(say.columnsMissing(missing.map(say.column), known));
}

/** The columns, preferred ones first. */
function orderOf(header: readonly string[], { preferred }: TableKind): number[] {
  const all = header.map((_, i) => i);
  return preferred === undefined
    ? all
    : all.toSorted(
        (a, b) => Number(preferred.test(header[b] ?? '')) - Number(preferred.test(header[a] ?? '')) || a - b,
      );
}

/** Why a row cannot be read at all; null for a readable row. */
export function whyNot(cells: readonly string[] | null, width: number, say: Sentences): string | null {
  if (cells === null) return say.quoteOpen();
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return say.tooManyCells(cells.length, width);
  if (cells.some((cell) => Buffer.byteLength(cell) > CELL_MAX)) return say.longCell(CELL_MAX / 1024);
  const broken = cells.find((cell) => cell.includes('\ufffd'));
  return broken === undefined ? null : say.lostLetter(broken.trim().slice(0, 40));
}

const isSameAs = (cells: readonly string[], header: readonly string[]): boolean =>
  header.every((title, i) => title.trim().toLowerCase() === (cells[i] ?? '').trim().toLowerCase());

/** "Sum;;45", "Antall medlemmer: 45": few cells, with figures only after the first. */
function isTotal(cells: readonly string[]): boolean {
  const [first = '', ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    /^(?:sum|totalt?|i alt|til saman|tilsammen|antall|antal|number of|count)(?![\p{L}])/iu.test(first) &&
    others.length <= 3 &&
    others.every((cell) => /^[\d\s.,:%-]{1,10}(?:kr)?$/.test(cell))
  );
}

/** The letter of a column in a spreadsheet: 0 is A, 26 is AA. */
const letterOf = (i: number): string =>
  (i >= 26 ? letterOf(Math.floor(i / 26) - 1) : '') + String.fromCharCode(65 + (i % 26));

interface Naming {
  names: readonly (string | null)[];
  header: readonly string[];
  order: readonly number[];
  kind: TableKind;
}

function nameCells(cells: readonly string[], { names, header, order, kind }: Naming) {
  const known: Record<string, string> = {};
  const extra: [string, string][] = [];
  for (const i of order) {
    const name = names[i] ?? null;
    const cell = (cells[i] ?? '').replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');
    const title = header[i]?.trim() ?? '';
    if (name === null) {
      if (title !== '' && cell.trim() !== '') extra.push([title, cell.trim()]);
      continue;
    }
    const before = known[name] ?? '';
    const between = name === kind.spread ? ' ' : (kind.joined?.[name] ?? ' ');
    known[name] = before.trim() === '' ? cell : cell.trim() === '' ? before : `${before}${between}${cell}`;
  }
  // Not by assignment, because a column may be called __proto__.
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
