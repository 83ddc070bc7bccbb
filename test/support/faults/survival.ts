import { FaultPlan } from './faults.ts';
import { createRandom } from '../../world/base/random.ts';
import { figure } from './figures.ts';
import { createWorld, live, type Deed, type Prepare, type World } from './world.ts';

/** A scenario with a fault at any point, and the outcome to expect. */
export interface Trial {
  steps: readonly ([from: string, body: string] | Deed)[];
  prepare?: Prepare;
  /** How much fewer points a normal run takes; every point is taken by FAULTS=all. */
  fewer?: number;
  /**
   * The messages that people got and the rows in the database, without values that may differ (ids, times, attempts).
   */
  outcomeOf: (world: World) => Promise<object>;
}

/**
 * All points take minutes: a normal run takes a sample, from a random start that is printed; FAULTS=all takes every
 * point.
 */
const STEP = process.env['FAULTS'] === 'all' ? 1 : 12;
const OFFSET = STEP === 1 ? 1 : 1 + Math.floor(Math.random() * STEP);

async function play(
  trial: Trial,
  mode: 'crash' | 'error' | 'count',
  at = 0,
  again = 0,
): Promise<{ outcome: object; plan: FaultPlan; second: FaultPlan }> {
  const world = await createWorld(trial.steps, trial.prepare);
  const plan = new FaultPlan(mode, at);
  await live(world, plan);
  const second = new FaultPlan('crash', again);
  if (again > 0) await live(world, second);
  if (mode !== 'count') await live(world, new FaultPlan('count'));
  const outcome = await trial.outcomeOf(world);
  world.drop();
  return { outcome, plan, second };
}

/**
 * Injects a fault at every point, or at a sample of them.
 * @returns the points that changed the outcome, and a line for the report
 */
export async function survive(
  trial: Trial,
  mode: 'crash' | 'error',
): Promise<{ lost: { at: string; outcome: object }[]; reference: object; report: string }> {
  const reference = await play(trial, 'count');
  const counted = await points(trial, mode);
  const lost: { at: string; outcome: object }[] = [];
  let tried = 0;
  const step = STEP === 1 ? 1 : STEP * (trial.fewer ?? 1);
  for (let at = OFFSET; at <= counted; at += step) {
    tried++;
    const { outcome, plan } = await play(trial, mode, at);
    if (JSON.stringify(outcome) !== JSON.stringify(reference.outcome))
      lost.push({ at: `${at} ${plan.trace[at - 1] ?? ''}`, outcome });
  }
  figure(mode === 'crash' ? 1 : 3, { tried, survived: tried - lost.length });
  const report = `${mode}: ${tried - lost.length} of ${tried} points survived (of ${counted}, from ${OFFSET} in steps of ${step})`;
  return { lost, reference: reference.outcome, report };
}

async function points(trial: Trial, mode: 'crash' | 'error'): Promise<number> {
  const plan = new FaultPlan(mode === 'error' ? 'error' : 'count', 0);
  const world = await createWorld(trial.steps, trial.prepare);
  await live(world, plan);
  world.drop();
  return plan.points;
}

/**
 * Crashes twice: at a point of the first life, and at a point of the life that recovers from it. Pairs are drawn from a
 * seed, which is printed; a second point after the end of the recovery does not count.
 */
export async function survivePairs(
  trial: Trial,
  { pairs, seed }: { pairs: number; seed: number },
): Promise<{ lost: { at: string; outcome: object }[]; reference: object; report: string }> {
  const reference = await play(trial, 'count');
  const random = createRandom(seed);
  const lost: { at: string; outcome: object }[] = [];
  let tried = 0;
  for (let drawn = 0; tried < pairs && drawn < 4 * pairs; drawn++) {
    const [at, again] = [random.int(1, reference.plan.points), random.int(1, reference.plan.points)];
    const { outcome, plan, second } = await play(trial, 'crash', at, again);
    if (!second.fired) continue;
    tried++;
    if (JSON.stringify(outcome) === JSON.stringify(reference.outcome)) continue;
    lost.push({ at: `${at} ${plan.trace[at - 1] ?? ''}, then ${again} ${second.trace[again - 1] ?? ''}`, outcome });
  }
  figure(2, { tried, survived: tried - lost.length });
  const report = `twice: ${tried - lost.length} of ${tried} pairs of crashes survived (seed ${seed})`;
  return { lost, reference: reference.outcome, report };
}
