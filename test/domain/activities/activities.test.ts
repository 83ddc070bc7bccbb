import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import {
  addActivity,
  cancelActivity,
  cancelOccurrence,
  confirmActivity,
  findDetails,
  listActivities,
  moveOccurrence,
  showActivity,
} from '../../../src/domain/activities/activities.ts';
import { mySignUps, signUp } from '../../../src/domain/activities/sign-ups.ts';
import { later, MINUTE_MS, toInstant } from '../../../src/domain/base/time.ts';
import { CENTRE_ID, momentsOf, NOON, openCentre, putActivities } from '../../support/people/centre.ts';
import { ENGINES } from '../../support/store.ts';

const TUESDAY = '2026-12-01T18:00';
const NEXT_TUESDAY = '2026-12-08T18:00';
const now = toInstant(NOON);

describe.each(ENGINES)('activities on $engine', ({ open }) => {
  const withCentre = async (body: (world: Awaited<ReturnType<typeof worldOf>>) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(await worldOf(store));
    } finally {
      await store.close();
    }
  };

  test('one occurrence is cancelled once, and everyone on its list is told', () =>
    withCentre(async ({ activityId, join, cancel, mine, details }) => {
      await join('kari', 2);
      await join('ola', 2);
      await join('solveig', 1, NEXT_TUESDAY);
      const { outcome, affected } = await cancel('2026-12-01');
      expect(outcome).toBe('cancelled');
      expect(affected).toEqual([
        {
          signUpId: expect.any(String) as string,
          personId: 'kari',
          persons: 2,
          title: 'Strikkekafé',
          startsAt: TUESDAY,
          startsUtc: '2026-12-01T17:00:00.000Z',
          venue: 'Biblioteket',
          status: 'signed_up',
        },
        expect.objectContaining({ personId: 'ola', status: 'waiting' }),
      ]);
      expect(await cancel('2026-12-01')).toEqual({ outcome: 'already cancelled', affected: [] });
      expect(await cancel(TUESDAY)).toEqual({ outcome: 'already cancelled', affected: [] });
      expect(await mine('kari')).toEqual([]);
      expect(await mine('solveig')).toHaveLength(1);
      expect(await details(TUESDAY)).toBeNull();
      expect(await details(NEXT_TUESDAY)).toMatchObject({ activityId, startsAt: NEXT_TUESDAY });
    }));

  test('a day on which there is nothing, and an activity that there is not', () =>
    withCentre(async ({ store, moment, cancel }) => {
      expect(await cancel('2026-12-02')).toEqual({ outcome: 'no such occurrence', affected: [] });
      expect(await cancel('tirsdag')).toEqual({ outcome: 'no such occurrence', affected: [] });
      const nowhere = { activityId: 'nowhere' };
      const nothing = { outcome: 'not found', affected: [] };
      expect(await store.write((tx) => cancelOccurrence(tx, moment(), { ...nowhere, on: TUESDAY }))).toEqual(nothing);
      expect(await store.write((tx) => cancelActivity(tx, moment(), nowhere))).toEqual(nothing);
      const move = { ...nowhere, occurrence: TUESDAY, newStartsAt: TUESDAY };
      expect(await store.write((tx) => moveOccurrence(tx, moment(), move))).toEqual(nothing);
      expect(await store.write((tx) => confirmActivity(tx, moment(), 'nowhere'))).toBe('not found');
      expect(await showActivity(store.db, 'nowhere', now)).toBeNull();
    }));

  test('an activity is cancelled for good, with all that is to come of it', () =>
    withCentre(async ({ store, moment, activityId, join, details, mine }) => {
      await join('kari', 1, NEXT_TUESDAY);
      await join('ola');
      const cancel = () => store.write((tx) => cancelActivity(tx, moment(), { activityId }));
      const { outcome, affected } = await cancel();
      expect({ outcome, told: affected.map((a) => a.personId) }).toEqual({
        outcome: 'cancelled',
        told: ['ola', 'kari'],
      });
      expect(await cancel()).toEqual({ outcome: 'already cancelled', affected: [] });
      expect(await details(TUESDAY)).toBeNull();
      expect(await mine('kari')).toEqual([]);
      expect(await listActivities(store.db, CENTRE_ID, { now })).toMatchObject([{ status: 'cancelled', nextAt: null }]);
    }));

  test('one occurrence is moved, by its name or by the day on which it now is, and moved again', () =>
    withCentre(async ({ join, move, cancel, details, mine }) => {
      await join('kari');
      expect(await move(TUESDAY, '2026-12-03T11:00')).toMatchObject({
        outcome: 'moved',
        affected: [{ startsAt: TUESDAY }],
      });
      expect(await move(TUESDAY, '2026-12-03T11:00')).toEqual({ outcome: 'already moved', affected: [] });
      expect(await details(TUESDAY)).toMatchObject({ startsAt: '2026-12-03T11:00', endsAt: '2026-12-03T13:00' });
      expect(await cancel('2026-12-01')).toMatchObject({ outcome: 'no such occurrence' });
      expect(await move('2026-12-03', '2026-12-04T11:00')).toMatchObject({
        outcome: 'moved',
        affected: [{ personId: 'kari', startsAt: '2026-12-03T11:00' }],
      });
      expect(await mine('kari')).toMatchObject([{ startsAt: '2026-12-04T11:00', occurrence: TUESDAY }]);
      expect(await cancel('2026-12-04')).toMatchObject({ outcome: 'cancelled', affected: [{ personId: 'kari' }] });
      expect(await move(TUESDAY, '2026-12-03T11:00')).toEqual({ outcome: 'already cancelled', affected: [] });
    }));

  test('nothing is moved to where it cannot be', () =>
    withCentre(async ({ move }) => {
      await expect(move(TUESDAY, '2026-11-01T11:00')).rejects.toThrow('is over');
      await expect(move(TUESDAY, 'torsdag')).rejects.toThrow('is not a time');
    }));

  test('the details of one occurrence, and how many places are left', () =>
    withCentre(async ({ store, activityId, join, details }) => {
      expect(await details(TUESDAY)).toMatchObject({ signUp: 'open', placesLeft: 3, km: null, stepFree: 'yes' });
      await join('kari', 2);
      expect(await details(TUESDAY)).toMatchObject({ signUp: 'open', placesLeft: 1 });
      await join('ola', 1);
      expect(await details(TUESDAY)).toMatchObject({ signUp: 'waiting list', placesLeft: 0 });
      expect(await details(NEXT_TUESDAY)).toMatchObject({ placesLeft: 3, freshness: 'confirmed' });
      const far = { activityId, occurrence: TUESDAY, now, lat: 58.5046, lon: 8.6465 };
      expect(await findDetails(store.db, far)).toMatchObject({ km: 8.3 });
      expect(await findDetails(store.db, { ...far, now: toInstant(TUESDAY) })).toMatchObject({ begun: true });
      expect(await findDetails(store.db, { ...far, now: later(toInstant(TUESDAY), 31 * MINUTE_MS) })).toBeNull();
      expect(await details('2026-12-02T18:00')).toBeNull();
    }));

  test('the list and one in full', () =>
    withCentre(async ({ store, moment, activityId, join, cancel, move }) => {
      await putActivities(store, moment(), [
        { title: 'Bingo', startsAt: '2026-11-01T12:00', repeats: null, confirmedAt: null, signUp: 0, capacity: 5 },
      ]);
      await join('kari', 2);
      await join('ola', 2);
      await cancel('2026-11-24');
      await move(NEXT_TUESDAY, '2026-12-09T18:00');
      expect(await listActivities(store.db, CENTRE_ID, { now })).toMatchObject([
        { title: 'Bingo', nextAt: null, freshness: 'never', signUp: false },
        { title: 'Strikkekafé', nextAt: toInstant(TUESDAY), freshness: 'confirmed', signUp: true },
      ]);
      const shown = await showActivity(store.db, activityId, now);
      expect(shown?.coming.slice(0, 2)).toEqual([
        { occurrence: TUESDAY, startsAt: toInstant(TUESDAY), moved: 0, signedUp: 2, waiting: 2, placesLeft: 1 },
        {
          occurrence: NEXT_TUESDAY,
          startsAt: toInstant('2026-12-09T18:00'),
          moved: 1,
          signedUp: 0,
          waiting: 0,
          placesLeft: 3,
        },
      ]);
      expect(shown?.changes).toHaveLength(2);
    }));

  test('who has confirmed an activity, and that a year has gone', () =>
    withCentre(async ({ store, moment, activityId }) => {
      const freshness = async (at: string) => (await showActivity(store.db, activityId, toInstant(at)))?.freshness;
      expect(await freshness('2027-11-25T12:00')).toBe('stale');
      expect(await store.write((tx) => confirmActivity(tx, moment('2027-01-01T12:00'), activityId))).toBe('confirmed');
      expect(await freshness('2027-11-25T12:00')).toBe('confirmed');
    }));

  test('one added by hand: the same again changes nothing, and a rule that is no rule is refused', () =>
    withCentre(async ({ store, moment }) => {
      const wish = { centreId: CENTRE_ID, title: 'Kor', startsAt: TUESDAY, repeats: 'FREQ=WEEKLY;BYDAY=TU' };
      const add = (change: object = {}) => store.write((tx) => addActivity(tx, moment(), { ...wish, ...change }));
      const { id, outcome } = await add();
      expect(outcome).toBe('imported');
      expect(await add()).toEqual({ outcome: 'unchanged', id });
      await expect(add({ repeats: 'hver tirsdag' })).rejects.toThrow('FREQ=WEEKLY;BYDAY=TU');
      await expect(add({ repeats: 'FREQ=HOURLY' })).rejects.toThrow('more often than once a day');
      await expect(add({ startsAt: 'tirsdag' })).rejects.toThrow('is not a time');
    }));
});

/** Strikkekafé on Tuesdays from 18 to 20 with three places. */
async function worldOf(store: Store) {
  const moment = momentsOf();
  await openCentre(store, ['kari', 'ola', 'solveig']);
  const [activityId = ''] = await putActivities(store, moment(), [
    {
      title: 'Strikkekafé',
      venue: 'Biblioteket',
      endsAt: '2026-09-01T20:00',
      lat: 58.4592,
      lon: 8.7609,
      stepFree: 1,
      capacity: 3,
      signUp: 1,
    },
  ]);
  return {
    store,
    moment,
    activityId,
    join: (personId: string, persons = 1, occurrence = TUESDAY) =>
      store.write((tx) => signUp(tx, moment(), { centreId: CENTRE_ID, activityId, occurrence, personId, persons })),
    cancel: (on: string) => store.write((tx) => cancelOccurrence(tx, moment(), { activityId, on })),
    move: (occurrence: string, newStartsAt: string) =>
      store.write((tx) => moveOccurrence(tx, moment(), { activityId, occurrence, newStartsAt })),
    mine: (personId: string) => mySignUps(store.db, { personId, now }),
    details: (occurrence: string) => findDetails(store.db, { activityId, occurrence, now }),
  };
}
