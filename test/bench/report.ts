/** One line of the bench: both sides, their ratio, and whether it reaches its goal (docs/rules.md X3). */
export interface Result {
  line: number;
  what: string;
  unit?: string;
  ours?: number;
  against?: number;
  /** What `against` was. */
  other?: string;
  /** The median of the ratios of each pair of rounds, so not quite `ours / against`. */
  ratio?: number;
  goal?: string;
  verdict: 'ok' | 'missed' | 'no goal' | 'not measured yet' | 'failed';
  note?: string;
}

/** Whether a number keeps to a goal. */
export const atLeast = (value: number, least: number): 'ok' | 'missed' => (value >= least ? 'ok' : 'missed');
export const atMost = (value: number, most: number): 'ok' | 'missed' => (value <= most ? 'ok' : 'missed');

const HEADINGS = ['#', 'what', 'ours', 'against', 'ratio', 'goal', 'verdict'];

/** The results as people read them. */
export function tableOf(results: readonly Result[]): string {
  const rows = [HEADINGS, ...results.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  const notes = results.flatMap(({ line, note }) => (note === undefined ? [] : [`  ${line}: ${note}`]));
  return [...lines, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}

function cellsOf({ line, what, unit, ours, against, other, ratio, goal, verdict }: Result): string[] {
  const withUnit = (value: number | undefined): string =>
    value === undefined ? '' : `${shown(value)} ${unit ?? ''}`.trim();
  const side = against === undefined ? '' : `${withUnit(against)}${other === undefined ? '' : ` (${other})`}`;
  return [String(line), what, withUnit(ours), side, ratio === undefined ? '' : ratio.toFixed(2), goal ?? '', verdict];
}

/** Three figures are as many as such a measurement has. */
export const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
