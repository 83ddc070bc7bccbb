/** What stands in a report in place of a number that could tell of somebody: fewer than five, or hidden to protect another. */
export type Hidden = '<5' | '*';
export type Shown = number | Hidden;

/** Below this a number of people tells of people. */
const SMALL = 5;

/** One number by itself. Nobody is nobody: 0 stays. */
export const shown = (n: number): Shown => (n > 0 && n < SMALL ? '<5' : n);

/**
 * The parts of a total, and the total, so that nobody can work out a small part: numbers from 1 to 4 are hidden, and where
 * the total would give one away, the next smallest is hidden too, or else the total.
 */
export function shownParts(parts: readonly number[]): { parts: Shown[]; total: Shown } {
  const total = parts.reduce((sum, n) => sum + n, 0);
  if (shown(total) === '<5') return { parts: parts.map(shown), total: '<5' };
  const hidden = parts.filter((n) => shown(n) === '<5');
  const others = parts.flatMap((n, i) => (n >= SMALL ? [{ n, i }] : [])).toSorted((a, b) => a.n - b.n || a.i - b.i);
  const also = new Set<number>();
  while (isTold([...hidden, ...[...also].map((i) => parts[i] ?? 0)])) {
    const next = others.shift();
    if (next === undefined) break;
    also.add(next.i);
  }
  const told = isTold([...hidden, ...[...also].map((i) => parts[i] ?? 0)]);
  return {
    parts: parts.map((n, i) => (also.has(i) ? '*' : shown(n))),
    total: told ? '*' : total,
  };
}

/**
 * Whether the sum of what is hidden tells a small number among it. A reader knows of each that it is from 1 to 4, or 5 or
 * more: it is told when only one value is left for it.
 */
function isTold(values: readonly number[]): boolean {
  const sum = values.reduce((a, b) => a + b, 0);
  const bounds = values.map((n) => (n < SMALL ? { least: 1, most: SMALL - 1 } : { least: SMALL, most: Infinity }));
  const leasts = bounds.reduce((a, b) => a + b.least, 0);
  const mosts = bounds.reduce((a, b) => a + b.most, 0);
  return bounds.some(({ least, most }) => {
    if (least === SMALL) return false;
    const from = Math.max(least, mosts === Infinity ? least : sum - (mosts - most));
    const to = Math.min(most, sum - (leasts - least));
    return from >= to;
  });
}
