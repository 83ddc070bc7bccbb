import { FaultPlan } from './faults.ts';
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
): Promise<{ outcome: object; plan: FaultPlan }> {
  const world = await createWorld(trial.steps, trial.prepare);
  const plan = new FaultPlan(mode, at);
  await live(world, plan);
  if (mode !== 'count') await live(world, new FaultPlan('count'));
  const outcome = await trial.outcomeOf(world);
  world.drop();
  return { outcome, plan };
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
