/** The value below which a share of the list lies. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('nothing was measured');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Rounds of two sides in turn: whatever else the machine does meanwhile hits both. */
export interface Pairs {
  ours: number;
  against: number;
  ratio: number;
}

/** The medians of both sides, and of the ratios pair by pair. */
export function pairs(ours: readonly number[], against: readonly number[]): Pairs {
  const ratios = ours.map((value, i) => value / (against[i] ?? Number.NaN));
  return { ours: median(ours), against: median(against), ratio: median(ratios) };
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
