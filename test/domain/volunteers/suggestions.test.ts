import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import type { Assignment, Offer, Person, Volunteer } from '../../../src/db/schema/index.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import {
  firstOf,
  rank,
  scoreOf,
  suggestVolunteers,
  type Suggestion,
} from '../../../src/domain/volunteers/suggestions.ts';
import { candidateFacts, type CandidateFacts } from '../../../src/domain/volunteers/candidate-facts.ts';
import { momentsOf, openCentre } from '../../support/people/centre.ts';
import { FaultPlan, withFaults } from '../../support/faults/faults.ts';
import {
  assignmentOf,
  factsOf,
  NOW,
  offerOf,
  personOf,
  plantVolunteers,
  volunteerOf,
} from '../../support/people/many-volunteers.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

describe.each(ENGINES)('suggestions on $engine', ({ open }) => {
  const withCentre = async (body: (world: World) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await openCentre(store);
      await body(worldOf(store));
    } finally {
      await store.close();
    }
  };

  test('the nearest who likes it comes first, and everybody is there with why', () =>
    withCentre(async ({ add, put, suggested }) => {
      await add('near', { interests: 'data; prat og kaffe', times: 'Tue 9-15' }, { lat: 58.4592, lon: 8.7609 });
      await add('far', { max_km: 20 }, { lat: 58.2962, lon: 6.6627 });
      await add('unknown', { times: 'Sat 9-15' });
      await add('new', { met_on: null }, { lat: 58.4592, lon: 8.7609 });
      const visit = await put();
      expect(await suggested(visit)).toEqual([
        {
          volunteerId: 'near',
          short: expect.stringMatching(/^F\d+$/) as string,
          name: 'near',
          score: 65,
          reasons: ['less than 1 km away', 'likes prat og kaffe', 'is free then'],
          gates: [],
          warnings: [],
        },
        {
          volunteerId: 'unknown',
          short: expect.stringMatching(/^F\d+$/) as string,
          name: 'unknown',
          score: -10,
          reasons: ['where they live is not known'],
          gates: [],
          warnings: ['times do not fit'],
        },
        {
          volunteerId: 'far',
          short: expect.stringMatching(/^F\d+$/) as string,
          name: 'far',
          score: -25,
          reasons: ['124 km away'],
          gates: [],
          warnings: ['further than they go'],
        },
        {
          volunteerId: 'new',
          short: expect.stringMatching(/^F\d+$/) as string,
          name: 'new',
          score: 30,
          reasons: ['less than 1 km away'],
          gates: ['not met'],
          warnings: [],
        },
      ]);
    }));

  test('languages and cars are gates where they are needed, and reasons for those who have them', () =>
    withCentre(async ({ add, put, one }) => {
      await add('olena', { languages: 'uk;nb', car: 1 });
      await add('ola', { languages: 'nb' });
      const visit = await put({ needs_languages: 'uk', needs_car: 1, lat: null, lon: null });
      expect(await one(visit, 'olena')).toMatchObject({ reasons: ['speaks Ukrainian', 'has a car'], gates: [] });
      expect(await one(visit, 'ola')).toMatchObject({ reasons: [], gates: ['no car', 'does not speak Ukrainian'] });
    }));

  test('how somebody was asked before', () =>
    withCentre(async ({ add, put, offer, one }) => {
      for (const id of ['kari', 'ola', 'per', 'liv']) await add(id);
      const visit = await put({ lat: null, lon: null });
      for (const [n, date] of ['2026-11-20', '2026-10-25', '2026-10-24', '2026-10-23'].entries()) {
        await put({ id: `old ${n}`, title: 'Annet', status: 'done', starts_at: '2026-11-22T11:00' });
        await offer(`old ${n}`, 'kari', { asked_at: `${date}T09:00:00.000Z`, code: 100 + n, status: 'expired' });
      }
      expect(await one(visit, 'kari')).toMatchObject({ reasons: ['asked twice this month'] });

      await offer('old 0', 'ola', answered('yes', '2026-09-01', 'turned_down', 100));
      await offer('old 1', 'ola', answered('no', '2026-09-02', 'declined', 101));
      expect(await one(visit, 'ola')).toMatchObject({ reasons: ['said no last time'] });
      await offer('old 2', 'ola', answered('note', '2026-09-03', 'turned_down', 102));
      expect(await one(visit, 'ola')).toMatchObject({ reasons: [] });

      await offer(visit.id, 'per', answered('no', '2026-11-20', 'declined', 100));
      await offer(visit.id, 'liv', { ...answered('yes', '2026-11-20', 'filled', 100) });
      expect(await one(visit, 'per')).toMatchObject({ gates: ['said no to this'] });
      expect(await one(visit, 'liv')).toMatchObject({
        gates: [],
        reasons: ['said yes to this before', 'asked once this month'],
      });
      expect(await one(visit, 'kari')).toMatchObject({ gates: [] });
      await offer(visit.id, 'kari', { asked_at: null, status: 'queued', code: 200 });
      expect(await one(visit, 'kari')).toMatchObject({ gates: ['already asked'] });
    }));

  test('the cap is the centre’s own', () =>
    withCentre(async ({ store, add, put, offer, one }) => {
      await add('kari');
      const visit = await put();
      await put({ id: 'old', title: 'Annet' });
      await offer('old', 'kari', { asked_at: NOW, status: 'expired' });
      expect((await one(visit, 'kari'))?.gates).toEqual([]);
      await store.write((tx) => tx.updateTable('centre').set({ asks_max: 1 }).execute());
      expect((await one(visit, 'kari'))?.gates).toEqual(['asked once in thirty days']);
    }));

  test.each([
    ['2026-12-01T11:30', 'confirmed', 'open', true],
    ['2026-12-01T10:00', 'accepted', 'open', false],
    ['2026-12-01T10:01', 'accepted', 'filled', true],
    ['2026-12-01T12:00', 'confirmed', 'open', false],
    ['2026-12-01T11:30', 'asked', 'open', false],
    ['2026-12-01T11:30', 'confirmed', 'cancelled', false],
  ] as const)('another at %s, %s and %s, is in the way: %s', (starts_at, status, of, inTheWay) =>
    withCentre(async ({ add, put, offer, one }) => {
      await add('kari');
      const visit = await put();
      await put({ id: 'other', starts_at, status: of });
      await offer('other', 'kari', { status, said: 'yes' });
      const warnings = inTheWay ? ['is on another assignment then'] : [];
      expect((await one(visit, 'kari'))?.warnings).toEqual(warnings);
    }),
  );

  test('who has helped, and who has helped here; whom it was for comes out nowhere', () =>
    withCentre(async ({ store, add, put, offer, one, suggested }) => {
      for (const id of ['kari', 'ola', 'per']) await add(id);
      const visit = await put({ lat: null, lon: null }, { recipient: 'Borghild Sentinel', address: 'Sentinelveien 9' });
      const past = { starts_at: '2026-11-02T11:00', status: 'done' as const };
      await put({ ...past, id: 'hers' }, { recipient: 'Borghild Sentinel', address: 'Sentinelveien 9' });
      await put({ ...past, id: 'his' }, { recipient: 'Arne', address: 'Sentinelveien 9' });
      const confirmed = { status: 'confirmed', said: 'yes', asked_at: '2026-09-01T09:00:00.000Z' } as const;
      await offer('hers', 'kari', confirmed);
      await offer('his', 'ola', confirmed);
      await store.write((tx) =>
        tx
          .insertInto('service_hours')
          .values([served('one', 'kari', 'hers'), served('two', 'kari', null), served('three', 'per', null)])
          .execute(),
      );
      expect((await one(visit, 'kari'))?.reasons).toEqual(['helped twice before', 'has helped here before']);
      expect((await one(visit, 'ola'))?.reasons).toEqual(['helped once before']);
      expect((await one(visit, 'per'))?.reasons).toEqual(['helped once before']);
      expect(JSON.stringify(await suggested(visit))).not.toMatch(/sentinel/i);
    }));

  test('what is cancelled or still to come has not helped, unless hours were noted for it', () =>
    withCentre(async ({ store, add, put, offer, one }) => {
      for (const id of ['kari', 'ola', 'per']) await add(id);
      const visit = await put({ lat: null, lon: null });
      await put({ id: 'cancelled', starts_at: '2026-11-02T11:00', status: 'cancelled' });
      await put({ id: 'coming', starts_at: '2026-12-24T11:00' });
      const confirmed = { status: 'confirmed', said: 'yes', asked_at: '2026-09-01T09:00:00.000Z' } as const;
      for (const id of ['kari', 'ola', 'per']) await offer('cancelled', id, confirmed);
      for (const id of ['kari', 'ola', 'per']) await offer('coming', id, confirmed);
      await store.write((tx) =>
        tx
          .insertInto('service_hours')
          .values([served('one', 'ola', 'cancelled'), served('two', 'per', 'visit')])
          .execute(),
      );
      expect((await one(visit, 'kari'))?.reasons).toEqual([]);
      expect((await one(visit, 'ola'))?.reasons).toEqual(['helped once before']);
      expect((await one(visit, 'per'))?.reasons).toEqual(['helped once before']);
    }));

  test('what is for nobody is known by its title and place', () =>
    withCentre(async ({ add, put, offer, one }) => {
      for (const id of ['kari', 'ola']) await add(id);
      const cafe = await put({ title: 'Kafévakt', lat: null, lon: null });
      const past = { starts_at: '2026-11-02T11:00', status: 'done' as const };
      await put({ ...past, id: 'same', title: 'Kafévakt' });
      await put({ ...past, id: 'else', title: 'Kafévakt', postcode: '4876' });
      await offer('same', 'kari', { status: 'confirmed', said: 'yes' });
      await offer('else', 'ola', { status: 'confirmed', said: 'yes' });
      expect((await one(cafe, 'kari'))?.reasons).toContain('has helped here before');
      expect((await one(cafe, 'ola'))?.reasons).not.toContain('has helped here before');
    }));

  test('who opted out is shown and gated; another centre’s volunteers are not there', () =>
    withCentre(async ({ store, add, put, suggested }) => {
      await add('kari', {}, { number: '+4790000077' });
      await add('ola');
      const line = { centreId: 'centre_arendal', number: '+4790000077', how: 'text' };
      await store.write((tx) => optOut(tx, momentsOf()(), line));
      const visit = await put();
      await store.write(async (tx) => {
        const centre = await tx.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
        await tx
          .insertInto('centre')
          .values({ ...centre, id: 'other', number: '+4745600009' })
          .execute();
        await tx.updateTable('volunteer').set({ centre_id: 'other' }).where('id', '=', 'ola').execute();
      });
      expect(await suggested(visit)).toMatchObject([{ volunteerId: 'kari', gates: ['opted out'] }]);
    }));

  test('the facts of some are those that they have among all', () =>
    withCentre(async ({ store }) => {
      const assignment = await plantVolunteers(store, 60);
      const all = await candidateFacts(store.db, { assignment, now: NOW });
      const volunteerIds = ['volunteer_3', 'volunteer_40'];
      const some = await candidateFacts(store.db, { assignment, now: NOW, volunteerIds });
      const byId = (a: CandidateFacts, b: CandidateFacts): number => (a.volunteer.id < b.volunteer.id ? -1 : 1);
      expect(some.toSorted(byId)).toEqual(all.filter((f) => volunteerIds.includes(f.volunteer.id)).toSorted(byId));
      expect(await candidateFacts(store.db, { assignment, now: NOW, volunteerIds: [] })).toEqual([]);
      expect(all).toHaveLength(60);
    }));
});

test('a thousand volunteers take no more queries than one', async () => {
  const queries = async (count: number): Promise<number> => {
    const plan = new FaultPlan('count');
    const store = await sqliteStore(':memory:', { wrap: withFaults(plan) });
    await openCentre(store);
    const assignment = await plantVolunteers(store, count);
    const before = plan.points;
    await suggestVolunteers(store.db, { assignment, now: NOW });
    const passed = plan.points - before;
    await store.close();
    return passed;
  };
  const few = await queries(2);
  expect(few).toBeGreaterThan(5);
  expect(await queries(1000)).toBe(few);
});

describe('the order', () => {
  const factsArb: fc.Arbitrary<CandidateFacts> = fc
    .record({
      id: fc.integer({ min: 0, max: 99_999 }).map((n) => `v${n}`),
      optedOut: fc.boolean(),
      asks: fc.integer({ min: 0, max: 5 }),
      lastAskedAt: fc.constantFrom(null, '2026-11-01T09:00:00.000Z', '2026-10-01T09:00:00.000Z'),
      lastSaid: fc.constantFrom(null, 'yes' as const, 'no' as const),
      offer: fc.constantFrom(
        null,
        { status: 'declined', said: 'no' } as const,
        { status: 'filled', said: 'yes' } as const,
        { status: 'expired', said: null } as const,
      ),
      busy: fc.boolean(),
      free: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
      km: fc.constantFrom(null, 0.2, 3.7, 29.5, 140),
      interest: fc.constantFrom(null, 'tur'),
      helped: fc.integer({ min: 0, max: 9 }),
      helpedHere: fc.boolean(),
      car: fc.constantFrom(0, 1),
      max_km: fc.constantFrom(null, 5),
      met_on: fc.constantFrom(null, '2026-01-01', '2026-02-02'),
    })
    .map(({ id, car, max_km, met_on, ...some }) => factsOf(some, { id, car, max_km, met_on }));
  const manyArb = fc.uniqueArray(factsArb, { selector: (f) => f.volunteer.id, minLength: 1, maxLength: 25 });
  const idsOf = (all: readonly CandidateFacts[]): string[] => rank(all).map((r) => r.facts.volunteer.id);

  test('does not depend on the order in which they come', () => {
    fc.assert(
      fc.property(
        manyArb.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(idsOf(shuffled)).toEqual(idsOf(all));
        },
      ),
    );
  });

  test('never has one who may not be asked before one who may', () => {
    fc.assert(
      fc.property(manyArb, (all) => {
        const gated = rank(all).map((r) => r.gates.length > 0);
        expect(gated).toEqual(gated.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  test.each<[string, (f: CandidateFacts) => CandidateFacts]>([
    ['likes it', (f) => ({ ...f, interest: 'tur' })],
    ['is free then', (f) => ({ ...f, free: 'yes' })],
    ['lives next door', (f) => ({ ...f, km: 0 })],
    ['has helped once more', (f) => ({ ...f, helped: f.helped + 1 })],
    ['has helped here', (f) => ({ ...f, helpedHere: true })],
    ['has a car', (f) => ({ ...f, volunteer: { ...f.volunteer, car: 1 } })],
    ['is on nothing else', (f) => ({ ...f, busy: false })],
    ['was asked less often', (f) => ({ ...f, asks: Math.max(0, f.asks - 1) })],
    ['did not say no last time', (f) => ({ ...f, lastSaid: null })],
  ])('who %s never stands further down for it', (_what, better) => {
    fc.assert(
      fc.property(manyArb, fc.nat(), (all, n) => {
        const at = n % all.length;
        const id = all[at]?.volunteer.id ?? '';
        const improved = all.map((f, i) => (i === at ? better(f) : f));
        expect(idsOf(improved).indexOf(id)).toBeLessThanOrEqual(idsOf(all).indexOf(id));
      }),
    );
  });

  test('of equals has the one first who was asked longest ago, or never', () => {
    const facts = (id: string, lastAskedAt: string | null): CandidateFacts => factsOf({ lastAskedAt }, { id });
    const all = [facts('a', '2026-11-01T09:00:00.000Z'), facts('b', '2026-05-01T09:00:00.000Z'), facts('c', null)];
    expect(idsOf(all)).toEqual(['c', 'b', 'a']);
  });

  test('points are whole', () => {
    fc.assert(fc.property(factsArb, (facts) => Number.isInteger(scoreOf(facts))));
  });
});

test('a limit is for those who may be asked, and for those who may not', () => {
  const ones = ['', '', '', 'left', 'left', 'left'].map((gate, n) => ({ n, gates: gate === '' ? [] : ['left'] }));
  expect(firstOf(ones, 2).map((o) => o.n)).toEqual([0, 1, 3, 4]);
  expect(firstOf(ones)).toHaveLength(6);
  expect(firstOf(ones.slice(0, 3), 2).map((o) => o.n)).toEqual([0, 1]);
  expect(firstOf(ones.slice(3), 2).map((o) => o.n)).toEqual([3, 4]);
  expect(firstOf([], 2)).toEqual([]);
});

interface World {
  store: Store;
  add: (id: string, volunteer?: Partial<Volunteer>, person?: Partial<Person>) => Promise<void>;
  put: (some?: Partial<Assignment>, secret?: { recipient: string; address: string }) => Promise<Assignment>;
  offer: (assignmentId: string, volunteerId: string, some?: Partial<Offer>) => Promise<void>;
  suggested: (assignment: Assignment) => Promise<Suggestion[]>;
  one: (assignment: Assignment, volunteerId: string) => Promise<Suggestion | undefined>;
}

function worldOf(store: Store): World {
  let people = 0;
  const suggested = (assignment: Assignment): Promise<Suggestion[]> =>
    suggestVolunteers(store.db, { assignment, now: NOW });
  return {
    store,
    suggested,
    one: async (assignment, volunteerId) => (await suggested(assignment)).find((s) => s.volunteerId === volunteerId),
    add: (id, volunteer = {}, person = {}) =>
      store.write(async (tx) => {
        const number = `+47900000${String(10 + people++)}`;
        await tx
          .insertInto('person')
          .values(personOf({ id: `person of ${id}`, number, name: id, ...person }))
          .execute();
        await tx
          .insertInto('volunteer')
          .values(volunteerOf({ id, ...volunteer }))
          .execute();
      }),
    put: (some = {}, secret = { recipient: '', address: '' }) =>
      store.write(async (tx) => {
        const assignment = assignmentOf(some);
        await tx.insertInto('assignment').values(assignment).execute();
        const assignment_id = assignment.id;
        await tx
          .insertInto('assignment_secret')
          .values({ assignment_id, phone: '', details: '', ...secret })
          .execute();
        return assignment;
      }),
    offer: (assignment_id, volunteer_id, some = {}) =>
      store.write(async (tx) => {
        await tx
          .insertInto('offer')
          .values(offerOf({ assignment_id, volunteer_id, code: 500 + people++, ...some }))
          .execute();
      }),
  };
}

const answered = (said: Offer['said'], date: string, status: Offer['status'], code: number): Partial<Offer> => ({
  said,
  status,
  code,
  asked_at: `${date}T09:00:00.000Z`,
  answered_at: `${date}T10:00:00.000Z`,
});

const served = (id: string, volunteer_id: string, assignment_id: string | null) => ({
  id,
  centre_id: 'centre_arendal',
  volunteer_id,
  assignment_id,
  served_on: '2026-10-01',
  minutes: 90,
  kind: 'visit',
  reported_by: 'Anne',
  created_at: NOW,
});
