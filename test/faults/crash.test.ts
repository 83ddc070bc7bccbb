import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/db/open.ts';
import { PEOPLE } from '../support/app.ts';
import { survive, type Trial } from '../support/faults/survival.ts';
import type { World } from '../support/faults/world.ts';

const { Kari = '', Ola = '' } = PEOPLE;
/** A sign-up, a text that is not understood, and STOPP: together they receive, take turns, send and report. */
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
    // The receipt for STOPP is never repeated when its fate is unknown (docs/rules.md P4): once at most.
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

const trial: Trial = { steps: TEXTS, outcomeOf };

describe('whatever fails, nothing is lost and nothing doubled', () => {
  const reports: string[] = [];
  afterAll(() => console.log(reports.join('\n')));

  test.each(['crash', 'error'] as const)(
    'a %s at every point of receiving, turning, sending and reporting',
    async (mode) => {
      const { lost, reference, report } = await survive(trial, mode);
      reports.push(report);
      if (lost[0] !== undefined) expect(lost[0].outcome, lost[0].at).toEqual(reference);
      expect(lost).toEqual([]);
    },
    1_200_000,
  );
});
