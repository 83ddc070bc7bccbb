import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancelAndNotify, moveAndNotify } from '../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../src/service/engine/scene.ts';
import { addToDo, addVolunteer, assignmentDeed, staffDeeds } from '../support/people/assignments.ts';
import { openTestApp, PEOPLE, type TestApp } from '../support/app.ts';

const { Kari = '' } = PEOPLE;
const JOIN = ['strikk 4836', '1', '1', '1'] as const;
const OCCURRENCE = '2026-11-26T11:00';

type Step = { deed: string } | { moveTo: number } | { staff: 'cancel' } | { hours: number } | { ola: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ deed: fc.constantFrom('offer Kari,Ola size=2', ...staffDeeds(['Kari', 'Ola'])) }),
  fc.record({ moveTo: fc.integer({ min: 11, max: 14 }) }),
  fc.record({ staff: fc.constant('cancel' as const) }),
  fc.record({ hours: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ ola: fc.constantFrom('JA', 'NEI', 'KAN IKKE', 'strikk 4836', '1', 'AVBESTILL') }),
);

function player(app: TestApp): (one: Step) => Promise<void> {
  const { app: parts } = app.service;
  let hour = 12;
  return async (one) => {
    const row = await app.store.db
      .selectFrom('activity')
      .select('id')
      .where('title', 'like', 'Strikk%')
      .executeTakeFirst();
    const activityId = row?.id ?? '';
    if ('deed' in one) {
      const [verb = '', ...words] = one.deed.split(' ');
      await app.after(() => assignmentDeed(app, verb, words).catch(() => {}));
    } else if ('moveTo' in one) {
      const to = { activityId, occurrence: OCCURRENCE, newStartsAt: `2026-11-26T${one.moveTo}:00` };
      await app.after(() => writeTurn(parts, (turn) => moveAndNotify(turn, to)).catch(() => {}));
    } else if ('staff' in one) {
      await app.after(() => writeTurn(parts, (turn) => cancelAndNotify(turn, { activityId, on: OCCURRENCE })));
    } else if ('ola' in one) {
      await app.text(PEOPLE['Ola'] ?? '', one.ola);
    } else {
      hour += one.hours;
      await app.goTo(`2026-11-${Math.min(30, 23 + Math.floor(hour / 24))}T${String(hour % 24).padStart(2, '0')}:00`);
    }
  };
}

test.each(['texted', 'rung'] as const)(
  'whoever has said STOPP, and was %s before, hears nothing more',
  async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 7 }), fc.array(step, { maxLength: 7 }), async (before, after) => {
        const app = await openTestApp();
        try {
          for (const name of ['Kari', 'Ola']) await addVolunteer(app, name);
          await addToDo(app);
          for (const text of JOIN) await app.text(Kari, text);
          if (way === 'rung')
            await app.store.db.updateTable('person').set({ prefers: 'call' }).where('number', '=', Kari).execute();
          const play = player(app);
          for (const one of before) await play(one);
          await app.text(Kari, 'STOPP');
          const sent = async () =>
            (
              await app.store.db
                .selectFrom('outbox')
                .select('id')
                .where('number', '=', Kari)
                .where('sent_at', 'is not', null)
                .execute()
            ).length;
          const [texts, calls] = [await sent(), app.rung.filter(({ to }) => to === Kari).length];
          for (const one of after) await play(one);
          await play({ hours: 24 });
          expect([await sent(), app.rung.filter(({ to }) => to === Kari).length]).toEqual([texts, calls]);
        } finally {
          await app.close();
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 50) },
    );
  },
  600_000,
);
