import { afterAll, describe, expect, test } from 'vitest';
import { lastResort } from '../../src/channels/phone.ts';
import { openStore } from '../../src/db/open.ts';
import { Crash } from '../support/faults/faults.ts';
import { CENTRE, PEOPLE } from '../support/app.ts';
import { survive, type Trial } from '../support/faults/survival.ts';
import type { Deed, World } from '../support/faults/world.ts';

const { Kari = '' } = PEOPLE;
const AT_CENTRE = { staff_phone: '+4745600002', voice_number: null, number: CENTRE };
const AGAIN_MAX = 5;

/** One step of a call. The network asks again until it gets an answer; one that says "wait, and ask again" is followed. */
const step =
  (n: number, digits: string): Deed =>
  async (service) => {
    for (let again = 0; again < AGAIN_MAX; again++) {
      const twiml = await service.receiveCall({
        sid: 'CA1',
        step: n,
        from: Kari,
        to: CENTRE,
        outgoingId: null,
        digits,
        speech: '',
        confidence: null,
        dialled: null,
        recording: null,
        answeredBy: null,
      });
      // The answer of a dying process does not arrive.
      if ([AT_CENTRE, null].some((centre) => twiml === lastResort(centre))) throw new Crash(0);
      if (!twiml.includes('<Pause')) return;
    }
  };

const hangUp: Deed = (service) => service.receiveCallStatus('CA1', 'completed');

async function outcomeOf(world: World): Promise<object> {
  const store = await openStore(`sqlite:${world.file}`);
  const { db } = store;
  const outcome = {
    heard: world.sent.map((m) => `${m.to} ${m.body}`).toSorted(),
    answers: await db
      .selectFrom('arrival')
      .select(['id', 'state', 'answer'])
      .where('kind', '=', 'call')
      .orderBy('id')
      .execute(),
    calls: await db.selectFrom('call').select(['phase', 'step', 'silences', 'misses', 'proof']).execute(),
    signUps: await db.selectFrom('sign_up').select(['persons', 'status', 'occurrence']).execute(),
    conversations: await db.selectFrom('conversation').select(['flow', 'status', 'call_id']).orderBy('flow').execute(),
    outbox: await db.selectFrom('outbox').select(['kind', 'state']).execute(),
    callbacks: await db.selectFrom('callback').select(['reason', 'status']).execute(),
  };
  await store.close();
  return outcome;
}

/** A call that finds something and signs up: every step, its answer, the receipt and the end come by. */
const trial: Trial = {
  steps: [step(0, ''), step(1, '1'), step(2, '4836'), step(3, '2'), step(4, '1'), step(5, '1'), hangUp],
  outcomeOf,
};

describe('whatever fails in a call, nothing is lost and nothing doubled', () => {
  const reports: string[] = [];
  afterAll(() => console.log(reports.join('\n')));

  test.each(['crash', 'error'] as const)(
    'a %s at every point of a call’s steps',
    async (mode) => {
      const { lost, reference, report } = await survive(trial, mode);
      reports.push(report);
      expect(JSON.stringify(reference)).toContain('Du er påmeldt Strikkekafé');
      if (lost[0] !== undefined) expect(lost[0].outcome, lost[0].at).toEqual(reference);
      expect(lost).toEqual([]);
    },
    1_200_000,
  );
});
