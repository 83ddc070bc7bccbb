/** What stands in a report in place of a number that could tell of somebody: fewer than five, or hidden to protect another. */
export type Hidden = '<5' | '*';
export type Shown = number | Hidden;

/** Below this a number of people tells of people. */
const SMALL = 5;

/** One number by itself. Nobody is nobody: 0 stays. */
export const shown = (n: number): Shown => (n > 0 && n < SMALL ? '<5' : n);

/**
 * The parts of a total, and the total, so that nobody can work out a small part: numbers from 1 to 4 are hidden, and where
 * the total would give one away, the next smallest is hidden too.
 */
export function shownParts(parts: readonly number[]): { parts: Shown[]; total: Shown } {
  const total = parts.reduce((sum, n) => sum + n, 0);
  if (shown(total) === '<5') return { parts: parts.map(shown), total: '<5' };
  const hidden = new Set(parts.flatMap((n, i) => (shown(n) === '<5' ? [i] : [])));
  const bySize = parts
    .map((n, i) => ({ n, i }))
    .filter(({ n, i }) => n > 0 && !hidden.has(i))
    .toSorted((a, b) => a.n - b.n || a.i - b.i);
  while (hidden.size > 0 && isTold(parts, hidden)) {
    const next = bySize.shift();
    if (next === undefined) break;
    hidden.add(next.i);
  }
  return { parts: parts.map((n, i) => (hidden.has(i) ? (n < SMALL ? '<5' : '*') : n)), total };
}

/** Whether the total less what is shown tells a hidden number: one alone, or all at their least or their most. */
function isTold(parts: readonly number[], hidden: ReadonlySet<number>): boolean {
  const values = [...hidden].map((i) => parts[i] ?? 0);
  const sum = values.reduce((a, b) => a + b, 0);
  if (values.length === 1) return true;
  if (values.some((n) => n >= SMALL)) return false;
  return sum === values.length || sum === values.length * (SMALL - 1);
}
