import type { Carrier } from '../../../src/carriers/base/carrier.ts';

/**
 * A carrier that takes everything at once; or one that refuses the account, so that after the first message the sender rests
 * and what is measured is the turn alone.
 */
export function createBenchCarrier(carries: boolean): Carrier {
  let sids = 0;
  return {
    name: 'bench',
    send: () =>
      Promise.resolve(
        carries
          ? { outcome: 'accepted', sid: `SMout${++sids}`, status: 'queued' }
          : { outcome: 'halted', code: 'bench' },
      ),
  };
}
