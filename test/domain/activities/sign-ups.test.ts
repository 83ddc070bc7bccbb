import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CompiledQuery } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { cancelOccurrence, moveOccurrence } from '../../../src/domain/activities/activities.ts';
import { NEVER, remindAt } from '../../../src/domain/base/reminders.ts';
import {
  cancelSignUp,
  markReminded,
  mySignUps,
  remindersDue,
  signUp,
  type SignUpDone,
} from '../../../src/domain/activities/sign-ups.ts';
import { addDays, toInstant, toWall } from '../../../src/domain/base/time.ts';
import { CENTRE_ID, momentsOf, NOON, openCentre, putActivities } from '../../support/people/centre.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

const TUESDAY = '2026-12-01T18:00';
const PEOPLE = ['kari', 'ola', 'solveig', 'olena', 'nils', 'amina'];

describe.each(ENGINES)('sign-ups on $engine', ({ open }) => {
  /** Strikkekafé on Tuesdays at 18 with three places. */
  const withCentre = async (
    body: (world: Awaited<ReturnType<typeof worldOf>>) => Promise<void>,
    activity: { capacity?: number | null; signUp?: 0 | 1 } = {},
  ): Promise<void> => {
    const store = await open();
    try {
      await body(await worldOf(store, { capacity: 3, signUp: 1, ...activity }));
    } finally {
      await store.close();
    }
  };

  test('a place, another, and then the waiting list', () =>
    withCentre(async ({ join }) => {
      expect(await join('kari', 2)).toMatchObject({ outcome: 'signed up', persons: 2, placesLeft: 1 });
      expect(await join('ola')).toMatchObject({ outcome: 'signed up', placesLeft: 0 });
      expect(await join('solveig')).toMatchObject({ outcome: 'waiting list', placesLeft: 0 });
    }));

  test('the same again changes nothing; another number does, as far as there is room', () =>
    withCentre(async ({ join }) => {
      await join('kari');
      expect(await join('kari')).toMatchObject({ outcome: 'already signed up', persons: 1, placesLeft: 2 });
      expect(await join('kari', 2)).toMatchObject({ outcome: 'changed', persons: 2, placesLeft: 1 });
      await join('ola');
      expect(await join('kari', 3)).toMatchObject({ outcome: 'too many', persons: 2, placesLeft: 0 });
      expect(await join('kari', 10)).toMatchObject({ outcome: 'too many' });
    }));

  test('more than there are places at all is too many; so is nobody, and half a person', () =>
    withCentre(async ({ join }) => {
      for (const persons of [4, 0, -1, 1.5, NaN])
        expect(await join('kari', persons)).toMatchObject({ outcome: 'too many', id: null });
    }));

  test('who comes with fewer makes room for who waits', () =>
    withCentre(async ({ join, mine }) => {
      await join('kari', 3);
      await join('ola', 2);
      const { promoted, outcome, placesLeft } = await join('kari', 1);
      expect({ outcome, placesLeft, promoted: promoted.map((p) => p.personId) }).toEqual({
        outcome: 'changed',
        placesLeft: 0,
        promoted: ['ola'],
      });
      expect(await mine('ola')).toMatchObject([{ status: 'signed_up', persons: 2 }]);
    }));

  test('who waits with too many, and then comes with fewer, has a place', () =>
    withCentre(async ({ join }) => {
      await join('kari', 2);
      expect(await join('ola', 2)).toMatchObject({ outcome: 'waiting list' });
      expect(await join('ola', 2)).toMatchObject({ outcome: 'waiting list' });
      expect(await join('ola', 1)).toMatchObject({ outcome: 'signed up', placesLeft: 0 });
    }));

  test('those who wait move up in the order in which they came, as far as they fit', () =>
    withCentre(async ({ join, leave, mine }) => {
      await join('kari', 2);
      await join('ola');
      await join('solveig', 3);
      await join('olena');
      await join('nils');
      await join('amina');
      const { outcome, promoted } = await leave('kari');
      expect(outcome).toBe('cancelled');
      // Solveig's three do not fit into two places: Olena and Nils get them, and Solveig keeps her place in line;
      // nothing is left for Amina.
      expect(promoted.map(({ personId, startsAt, title }) => ({ personId, startsAt, title }))).toEqual([
        { personId: 'olena', startsAt: TUESDAY, title: 'Strikkekafé' },
        { personId: 'nils', startsAt: TUESDAY, title: 'Strikkekafé' },
      ]);
      expect(await mine('amina')).toMatchObject([{ status: 'waiting' }]);
      expect(await leave('kari')).toEqual({ outcome: 'already cancelled', promoted: [] });
      expect(await leave('nobody')).toEqual({ outcome: 'none', promoted: [] });
    }));

  test('who only waited makes no room', () =>
    withCentre(async ({ join, leave }) => {
      await join('kari', 3);
      await join('ola');
      await join('solveig');
      expect(await leave('ola')).toEqual({ outcome: 'cancelled', promoted: [] });
    }));

  test('who has left may come again', () =>
    withCentre(async ({ join, leave, mine }) => {
      await join('kari');
      await leave('kari');
      expect(await mine('kari')).toEqual([]);
      expect(await join('kari')).toMatchObject({ outcome: 'signed up' });
    }));

  test('where one just comes nobody is counted, and a reminder is kept unless it is not wanted', () =>
    withCentre(
      async ({ store, join, wish, moment, mine }) => {
        const unwanted = { ...wish('ola'), remind: false };
        expect(await store.write((tx) => signUp(tx, moment(), unwanted))).toMatchObject({
          outcome: 'no sign-up needed',
          id: null,
        });
        for (const person of PEOPLE)
          expect(await join(person, 9)).toMatchObject({ outcome: 'no sign-up needed', placesLeft: null });
        expect(await join('kari', 2)).toMatchObject({ outcome: 'no sign-up needed', persons: 2 });
        expect(await mine('kari')).toMatchObject([{ persons: 2, status: 'signed_up' }]);
      },
      { signUp: 0, capacity: 2 },
    ));

  test('over, cancelled, and never was', () =>
    withCentre(async ({ store, moment, activityId, join }) => {
      expect(await join('kari', 1, { at: TUESDAY })).toMatchObject({ outcome: 'over' });
      expect(await join('kari', 1, { occurrence: '2026-12-02T18:00' })).toMatchObject({ outcome: 'cancelled' });
      await store.write((tx) => cancelOccurrence(tx, moment(), { activityId, on: '2026-12-01' }));
      expect(await join('kari')).toMatchObject({ outcome: 'cancelled', id: null });
    }));

  test('mine, the soonest first, nine at most; what has begun is not among them', () =>
    withCentre(
      async ({ join, mine }) => {
        const tuesdays = Array.from({ length: 11 }, (_, week) => `${addDays('2026-11-24', 7 * week)}T18:00`);
        for (const occurrence of tuesdays.toReversed()) await join('kari', 1, { occurrence });
        expect((await mine('kari')).map((m) => m.startsAt)).toEqual(tuesdays.slice(0, 9));
        expect((await mine('kari', '2026-11-24T18:00'))[0]?.startsAt).toBe(TUESDAY);
      },
      { capacity: null },
    ));

  test('a reminder is due the day before at ten, for who has a place, and is claimed once', () =>
    withCentre(async ({ store, join, leave, due, claim }) => {
      await join('kari', 2);
      await join('ola');
      await join('solveig');
      expect(await due('2026-11-30T09:59')).toEqual([]);
      const [first, ...rest] = await due('2026-11-30T10:00');
      expect(first).toMatchObject({
        centreId: CENTRE_ID,
        centreNumber: '+4745600001',
        number: '+4790000000',
        language: 'nb',
        title: 'Strikkekafé',
        venue: 'Biblioteket',
        startsAt: TUESDAY,
        persons: 2,
      });
      expect(rest).toHaveLength(1);
      const id = first?.signUpId ?? '';
      expect(await claim(id, '2026-11-30T09:00')).toBe('not needed');
      const both = await Promise.all([claim(id, '2026-11-30T10:00'), claim(id, '2026-11-30T10:00')]);
      expect(both.toSorted()).toEqual(['marked', 'not needed']);
      expect((await due('2026-11-30T10:00')).map((d) => d.personId)).toEqual(['ola']);
      await leave('ola');
      // Solveig has moved up meanwhile, and signs up, so to speak, when it is already time.
      expect((await due('2026-11-30T10:00')).map((d) => d.personId)).toEqual(['solveig']);
      expect(await store.db.selectFrom('sign_up').select('id').execute()).toHaveLength(3);
    }));

  test('a reminder of what has begun is dropped, not sent', () =>
    withCentre(async ({ join, due, claim }) => {
      await join('kari');
      const [late] = await due(TUESDAY);
      expect(await claim(late?.signUpId ?? '', TUESDAY)).toBe('too late');
      expect(await claim(late?.signUpId ?? '', TUESDAY)).toBe('not needed');
      expect(await due('2026-12-24T12:00')).toEqual([]);
    }));

  test('what is moved is reminded of anew, at its new time', () =>
    withCentre(async ({ store, moment, activityId, join, due, claim, mine }) => {
      await join('kari');
      const [first] = await due('2026-11-30T10:00');
      await claim(first?.signUpId ?? '', '2026-11-30T10:00');
      const move = { activityId, occurrence: TUESDAY, newStartsAt: '2026-12-03T11:00' };
      const { outcome, affected } = await store.write((tx) => moveOccurrence(tx, moment('2026-11-30T12:00'), move));
      expect({ outcome, told: affected.map((a) => [a.personId, a.startsAt]) }).toEqual({
        outcome: 'moved',
        told: [['kari', TUESDAY]],
      });
      expect(await mine('kari')).toMatchObject([{ startsAt: '2026-12-03T11:00', occurrence: TUESDAY }]);
      expect(await due('2026-12-01T10:00')).toEqual([]);
      // An arrival noted for the old time finds that it is not due yet.
      expect(await claim(first?.signUpId ?? '', '2026-12-01T10:00')).toBe('not needed');
      expect(await due('2026-12-02T10:00')).toMatchObject([{ startsAt: '2026-12-03T11:00' }]);
      expect(await claim(first?.signUpId ?? '', '2026-12-02T10:00')).toBe('marked');
    }));
});

test('when somebody is reminded', () => {
  const reminded = (begins: string, signedUp: string): string => {
    const at = remindAt(toInstant(begins), toInstant(signedUp));
    return at === NEVER ? 'never' : toWall(at);
  };
  expect(reminded('2026-12-01T18:00', NOON)).toBe('2026-11-30T10:00');
  // Across the clock change the hour stays.
  expect(reminded('2026-10-25T18:00', '2026-10-01T12:00')).toBe('2026-10-24T10:00');
  expect(reminded('2026-12-01T18:00', '2026-11-30T10:00')).toBe('2026-12-01T16:00');
  expect(reminded('2026-12-01T18:00', '2026-12-01T13:00')).toBe('2026-12-01T16:00');
  expect(reminded('2026-12-01T18:00', '2026-12-01T13:01')).toBe('never');
});

describe('a SQLite file', () => {
  test('two services give the last place once, whoever asks first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringerunde-'));
    const file = join(folder, 'two.db');
    const store = await sqliteStore(file);
    const crowd = Array.from({ length: 60 }, (_, i) => `person ${i}`);
    await openCentre(store, crowd);
    const [activityId = ''] = await putActivities(store, momentsOf()(), [{ title: 'Tur', capacity: 31, signUp: 1 }]);

    const services = [crowd.slice(0, 30), crowd.slice(30)].map((people) => joining(file, activityId, people));
    await Promise.all(services.map((s) => s.ready));
    for (const service of services) service.go();
    const done = (await Promise.all(services.map((s) => s.done))).flat();

    const rows = await store.db.selectFrom('sign_up').select(['persons', 'status']).execute();
    const taken = (list: { persons: number; status: string }[]): number =>
      list.filter((r) => r.status === 'signed_up').reduce((sum, r) => sum + r.persons, 0);
    expect(rows).toHaveLength(60);
    expect(taken(rows)).toBe(31);
    expect(done.filter((d) => d.outcome === 'signed up').reduce((sum, d) => sum + d.persons, 0)).toBe(31);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test('what is due is read from its index, not from all that waits', async () => {
    const store = await sqliteStore();
    const asked = vi.spyOn(store.db, 'executeQuery');
    await remindersDue(store.db, toInstant(NOON), 10);
    const query = asked.mock.calls[0]?.[0] as CompiledQuery;
    const plan = await store.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]),
    );
    await store.close();
    expect(plan.rows[0]?.detail).toMatch(/sign_up USING INDEX sign_up_due/);
    expect(plan.rows.map((row) => row.detail).join()).not.toContain('TEMP B-TREE');
  });
});

function joining(file: string, activityId: string, people: string[]) {
  const script = new URL('../../support/faults/join-all.ts', import.meta.url).pathname;
  const args = ['--import', 'tsx', script, `sqlite:${file}`, activityId, TUESDAY, ...people];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ready = lines.next();
  return {
    ready,
    go: () => child.stdin.write('go\n'),
    done: ready.then(() => lines.next()).then(({ value }) => JSON.parse(value as string) as SignUpDone[]),
  };
}

async function worldOf(store: Store, activity: { capacity: number | null; signUp: 0 | 1 }) {
  const moment = momentsOf();
  await openCentre(store, PEOPLE);
  const [activityId = ''] = await putActivities(store, moment(), [
    { title: 'Strikkekafé', venue: 'Biblioteket', endsAt: '2026-09-01T20:00', ...activity },
  ]);
  const wish = (personId: string, persons = 1, occurrence = TUESDAY) => ({
    centreId: CENTRE_ID,
    activityId,
    occurrence,
    personId,
    persons,
  });
  return {
    store,
    moment,
    activityId,
    wish,
    join: (person: string, persons = 1, { occurrence = TUESDAY, at = NOON } = {}) =>
      store.write((tx) => signUp(tx, moment(at), wish(person, persons, occurrence))),
    leave: (personId: string) => store.write((tx) => cancelSignUp(tx, moment(), { activityId, personId })),
    mine: (personId: string, at = NOON) => mySignUps(store.db, { personId, now: toInstant(at) }),
    due: (at: string) => remindersDue(store.db, toInstant(at), 100),
    claim: (id: string, at: string) => store.write((tx) => markReminded(tx, moment(at), id)),
  };
}
