import { pairs, quantile, type Pairs } from '../measure.ts';
import type { Side } from '../side.ts';

/** The p50 of the same deed at two sides in alternation, in microseconds. */
export async function inTurn(
  deed: string,
  sides: readonly [ours: Side | undefined, against: Side | undefined],
  how: { rounds: number; times: number },
): Promise<Pairs> {
  const p50s: [number[], number[]] = [[], []];
  // The first round warms up.
  for (let round = 0; round <= how.rounds; round++) {
    for (const [i, side] of sides.entries()) {
      const took = (await side?.ask<number[]>(deed, how.times)) ?? [];
      if (round > 0) p50s[i]?.push(quantile(took, 0.5) * 1000);
    }
  }
  return pairs(...p50s);
}
