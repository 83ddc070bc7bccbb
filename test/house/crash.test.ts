import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/db/open.ts';
import { FaultPlan } from '../support/faults.ts';
import { PEOPLE } from '../support/house.ts';
import { createWorld, live, type World } from '../support/world.ts';

const { Kari = '', Ola = '' } = PEOPLE;
/** A sign-up, a text that nobody understands, and STOPP: receiving, turning, sending and reporting all come by. */
const TEXTS: [string, string][] = [
  [Kari, 'strikk 4836'],
  [Ola, 'xyzzy'],
  [Kari, '1'],
  [Kari, 'vi er to'],
  [Ola, 'STOPP'],
];

/** What the people got and what the database holds in the end, without what may differ (ids, times, attempts). */
async function outcomeOf(world: World): Promise<object> {
  const store = await openStore(`sqlite:${world.file}`);
  const { db } = store;
  const outcome = {
    // The receipt for STOPP is never repeated when its fate is unknown (promises.md 4.3): once at most.
    heard: world.sent
      .filter((m) => m.to !== Ola || !m.body.includes('START'))
      .map((m) => `${m.to} ${m.body}`)
      .toSorted(),
    receipts:
      world.sent.filter((m) => m.to === Ola && m.body.includes('START')).length <= 1 ? 'one at most' : 'too many',
    people: await db.selectFrom('person').select(['number', 'place_name', 'language']).orderBy('number').execute(),
    signUps: await db.selectFrom('sign_up').select(['persons', 'status', 'occurrence']).execute(),
    conversations: await db
      .selectFrom('conversation')
      .select(['flow', 'status'])
      .orderBy('flow')
      .orderBy('status')
      .execute(),
    inbox: await db.selectFrom('inbox_item').select(['number', 'reason', 'body']).orderBy('body').execute(),
    optedOut: (await db.selectFrom('opt_out').select('how').execute()).length,
    arrivals: await db.selectFrom('arrival').select(['id', 'state']).where('kind', '=', 'text').orderBy('id').execute(),
    outbox: await db
      .selectFrom('outbox')
      .select(['kind', 'state'])
      .where('kind', '<>', 'stop_receipt')
      .orderBy('kind')
      .orderBy('state')
      .execute(),
  };
  await store.close();
  return outcome;
}

async function play(mode: 'crash' | 'error' | 'count', at = 0): Promise<{ outcome: object; plan: FaultPlan }> {
  const world = await createWorld(TEXTS);
  const plan = new FaultPlan(mode, at);
  await live(world, plan);
  if (mode !== 'count') await live(world, new FaultPlan('count'));
  const outcome = await outcomeOf(world);
  world.drop();
  return { outcome, plan };
}

/**
 * All points take minutes: an ordinary run takes every so many-th, from a start that differs from run to run and is printed;
 * with FAULTS=all each one is taken.
 */
const STEP = process.env['FAULTS'] === 'all' ? 1 : 12;
const OFFSET = STEP === 1 ? 1 : 1 + Math.floor(Math.random() * STEP);

describe('whatever fails, nothing is lost and nothing doubled', () => {
  const report: string[] = [];
  afterAll(() => console.log(report.join('\n')));

  test.each(['crash', 'error'] as const)(
    'a %s at every point of receiving, turning, sending and reporting',
    async (mode) => {
      const reference = await play('count');
      const counted = new FaultPlan(mode === 'error' ? 'error' : 'count', 0);
      const world = await createWorld(TEXTS);
      await live(world, counted);
      world.drop();
      const lost: string[] = [];
      let tried = 0;
      for (let at = OFFSET; at <= counted.points; at += STEP) {
        tried++;
        const { outcome, plan } = await play(mode, at);
        if (JSON.stringify(outcome) !== JSON.stringify(reference.outcome)) {
          lost.push(`${at} ${plan.trace[at - 1] ?? ''}`);
          if (lost.length === 1) expect(outcome, lost[0]).toEqual(reference.outcome);
        }
      }
      report.push(
        `${mode}: ${tried - lost.length} of ${tried} points survived (of ${counted.points}, from ${OFFSET} in steps of ${STEP})`,
      );
      expect(lost).toEqual([]);
    },
    1_200_000,
  );
});
