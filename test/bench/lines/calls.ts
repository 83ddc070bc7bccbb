import { join } from 'node:path';
import { closedLoop } from '../load.ts';
import { median, pairs, quantile } from '../measure.ts';
import { atMost, shown, type Result } from '../report.ts';
import { withSides } from '../side.ts';
import { createCallPlay, createPlay } from '../texts.ts';
import { makeFolder } from '../workplace.ts';

const CONNECTIONS = 50;
const ROUNDS = 5;
const ROUND_MS = 1000;
const WARM_UP_MS = 3000;
/** A call without a sound for longer than this is ended. */
const FIRST_WORDS_MAX_MS = 50;

/** Line 5: the first TwiML of a call, each a whole turn that is on disk, against express that echoes. */
export function measureCalls(): Promise<Result[]> {
  const folder = makeFolder();
  return withSides(
    [['service', { file: join(folder, 'calls.db'), carries: false }], ['echo']],
    async (service, echo) => {
      if (!service || !echo) return [];
      const [ours, theirs] = [
        { port: await service.ask<number>('port'), person: createCallPlay() },
        { port: await echo.ask<number>('port'), person: createPlay() },
      ];
      const cpuUs: number[] = [];
      const p50Ms: number[] = [];
      const p99 = async (side: typeof ours, forMs: number): Promise<number> => {
        const before = await service.ask<number>('cpu');
        const { answerMs } = await closedLoop({ ...side, connections: CONNECTIONS, forMs });
        if (side === ours) cpuUs.push(((await service.ask<number>('cpu')) - before) / answerMs.length);
        if (side === ours) p50Ms.push(quantile(answerMs, 0.5));
        return quantile(answerMs, 0.99);
      };
      for (const side of [ours, theirs]) await p99(side, WARM_UP_MS);
      // Those of the warm-up do not count.
      for (const list of [cpuUs, p50Ms]) list.length = 0;
      const seen = { ours: [] as number[], theirs: [] as number[] };
      for (let round = 0; round < ROUNDS; round++) {
        seen.ours.push(await p99(ours, ROUND_MS));
        seen.theirs.push(await p99(theirs, ROUND_MS));
      }
      const tail = pairs(seen.ours, seen.theirs);
      const within = median(seen.ours) <= FIRST_WORDS_MAX_MS ? 'within' : 'over';
      return [
        {
          line: 5,
          what: 'first TwiML of a call, p99 at 50 calls',
          unit: 'ms',
          ...tail,
          other: 'express 5: form, signature, echo',
          goal: '<= 3',
          verdict: atMost(tail.ratio, 3),
          note:
            `${shown(median(seen.ours))} ms: ${within} the ${FIRST_WORDS_MAX_MS} ms after which a caller wonders; ` +
            `p50 ${shown(median(p50Ms))} ms, ${Math.round(median(cpuUs))} us of CPU a call`,
        },
      ];
    },
  );
}
