import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROMISES } from './claims.ts';
import { step } from './steps.ts';
import { story } from './stories.ts';
import { walkThrough } from './walk.ts';
import { openWorld, setting } from './world.ts';

const RUNS = Number(process.env['RUNS'] ?? 70);
/** In so many walks nearly every sentence that promises is said; some need a fault, or twenty texts in a row. */
const WHOLE = 1000;
const UNSAID_MAX = 10;

/** Stories and single steps, one after the other. */
const script = fc
  .array(fc.oneof({ weight: 2, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: story }), {
    minLength: 2,
    maxLength: 8,
  })
  .map((all) => all.flat());

test('what the line says is so, by text and by phone, whatever people do, and when', async () => {
  const said = new Map<string, number>();
  const begun = new Set<string>();
  const walks = { all: 0, withCalls: 0 };
  await fc.assert(
    fc.asyncProperty(setting, script, async (where, steps) => {
      const world = await openWorld(where);
      try {
        const { broken, promised, log, flows: came } = await walkThrough(world, steps);
        walks.all++;
        if (world.calls > 0) walks.withCalls++;
        for (const { key } of promised) said.set(key, (said.get(key) ?? 0) + 1);
        for (const flow of came) begun.add(flow);
        expect(broken, [JSON.stringify(where), ...log].join('\n')).toEqual([]);
      } finally {
        await world.close();
      }
    }),
    // The log of the walk shows more than a shorter walk, which would take minutes to find.
    { numRuns: RUNS, endOnFailure: true },
  );
  const unsaid = Object.keys(PROMISES).filter((key) => !said.has(key));
  const total = [...said.values()].reduce((sum, n) => sum + n, 0);
  console.log(
    `${Object.keys(PROMISES).length} sentences promise; ${walks.all} walks, ${walks.withCalls} with calls; ` +
      `${total} promises of ${said.size} sentences; not said: ${unsaid.join(', ')}; flows with a question: ${begun.size}`,
  );
  if (RUNS >= WHOLE) expect(unsaid.length).toBeLessThan(UNSAID_MAX);
}, 3_600_000);
