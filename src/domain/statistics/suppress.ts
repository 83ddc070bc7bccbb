/** Replaces a number in a report that could reveal a person: fewer than five, or hidden to protect another number. */
export type Hidden = '<5' | '*';
export type Shown = number | Hidden;

/** A smaller count could identify people. */
const SMALL = 5;

/** A single number. 0 stays: it identifies no person. */
export const shown = (n: number): Shown => (n > 0 && n < SMALL ? '<5' : n);

/**
 * The parts of a total and the total, such that a reader cannot compute a small part: hides numbers from 1 to 4, and if
 * the total would reveal one, also the next smallest number, or else the total.
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
 * True when the sum of the hidden numbers reveals a small one. A reader knows that each is from 1 to 4, or 5 or more; a
 * number is revealed when only one value is possible.
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
