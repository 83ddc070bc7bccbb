import type { Shown } from '../../../domain/statistics/suppress.ts';

/** A plot's numbers with their names. */
interface Plotted {
  title: string;
  /** The description for readers who cannot see the plot. */
  description: string;
  points: readonly { name: string; value: Shown }[];
}

const WIDTH = 640;
const NAME_WIDTH = 230;
const BAR_HEIGHT = 18;
const BAR_GAP = 8;
const VALUE_WIDTH = 48;
const LINE_HEIGHT = 200;
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 16, 14, 34] as const;
/** "2026-11" as a mark below the line. */
const monthMark = (name: string): string => name.slice(2).replace('-', '/');

/** Horizontal bars, each with its number; a hidden number has a hatched stub without a length of its own. */
export function bars({ title, description, points }: Plotted): string {
  const most = Math.max(1, ...points.map(({ value }) => numberOf(value)));
  const room = WIDTH - NAME_WIDTH - VALUE_WIDTH;
  const height = points.length * (BAR_HEIGHT + BAR_GAP) + BAR_GAP;
  const rows = points.map(({ name, value }, i) => {
    const y = BAR_GAP + i * (BAR_HEIGHT + BAR_GAP);
    const hidden = typeof value === 'string';
    const width = hidden ? 10 : Math.round((value / most) * room * 10) / 10;
    const middle = y + BAR_HEIGHT / 2;
    return [
      text({ x: NAME_WIDTH - 10, y: middle, anchor: 'end', of: clipped(name) }),
      `<rect x="${NAME_WIDTH}" y="${y}" width="${width}" height="${BAR_HEIGHT}" rx="2" class="${hidden ? 'hidden' : 'bar'}"/>`,
      text({ x: NAME_WIDTH + width + 8, y: middle, anchor: 'start', of: String(value), className: 'value' }),
    ].join('');
  });
  const axis = `<line x1="${NAME_WIDTH}" x2="${NAME_WIDTH}" y1="0" y2="${height}" class="axis"/>`;
  return svg({ title, description, height, inside: `${axis}${rows.join('')}` });
}

/** A line over the months, with a gap at each hidden number. */
export function line({ title, description, points }: Plotted): string {
  const most = niceMost(Math.max(1, ...points.map(({ value }) => numberOf(value))));
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length - 1);
  const x = (i: number): number => Math.round((LEFT + i * step) * 10) / 10;
  const y = (n: number): number => Math.round((TOP + (1 - n / most) * (LINE_HEIGHT - TOP - BOTTOM)) * 10) / 10;
  const grid = [0, most / 2, most].map(
    (n) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(n)}" y2="${y(n)}" class="${n === 0 ? 'axis' : 'grid'}"/>` +
      text({ x: LEFT - 8, y: y(n), anchor: 'end', of: String(n) }),
  );
  const marks = points.map(({ name }, i) =>
    text({ x: x(i), y: LINE_HEIGHT - BOTTOM + 18, anchor: 'middle', of: monthMark(name) }),
  );
  const dots = points.map(({ value }, i) =>
    typeof value === 'string'
      ? text({ x: x(i), y: y(0) - 10, anchor: 'middle', of: value, className: 'value' })
      : `<circle cx="${x(i)}" cy="${y(value)}" r="3.5" class="dot"/>`,
  );
  const runs = unbroken(points.map(({ value }) => value)).map(
    (run) => `<polyline points="${run.map(([i, n]) => `${x(i)},${y(n)}`).join(' ')}" class="line"/>`,
  );
  return svg({ title, description, height: LINE_HEIGHT, inside: [...grid, ...marks, ...runs, ...dots].join('') });
}

/** The parts of a line between hidden numbers. */
function unbroken(values: readonly Shown[]): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (typeof value === 'string') runs.push([]);
    else runs.at(-1)?.push([i, value]);
  }
  return runs.filter((run) => run.length > 1);
}

/** A round even number, so that its half is a whole number. */
function niceMost(most: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1) * 2;
  return Math.ceil(most / unit) * unit;
}

const numberOf = (value: Shown): number => (typeof value === 'string' ? 0 : value);
const NAME_MAX = 36;
const clipped = (name: string): string => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name);

interface Text {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  of: string;
  className?: string;
}

const text = ({ x, y, anchor, of, className }: Text): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" dominant-baseline="central"${
    className === undefined ? '' : ` class="${className}"`
  }>${escaped(of)}</text>`;

let plots = 0;

function svg({
  title,
  description,
  height,
  inside,
}: {
  title: string;
  description: string;
  height: number;
  inside: string;
}): string {
  const id = `plot-${++plots}`;
  return (
    `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">` +
    `<title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>${inside}</svg>`
  );
}

/** Escapes a text for HTML, attributes included. */
export const escaped = (raw: string): string =>
  raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
