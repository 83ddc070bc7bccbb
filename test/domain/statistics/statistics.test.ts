import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { monthNamed, monthsUntil } from '../../../src/domain/statistics/month.ts';
import { assignmentsIn } from '../../../src/domain/statistics/assignments.ts';
import { reportOf } from '../../../src/domain/statistics/report.ts';
import { shown, shownParts, type Shown } from '../../../src/domain/statistics/suppress.ts';
import { addUnmetSearch } from '../../../src/domain/statistics/unmet.ts';
import { addToDoAt } from '../../support/people/assignments.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { ENGINES } from '../../support/store.ts';

const SMALL_MAX = 4;

/** Every way in which the hidden numbers can add up to what the total leaves for them. */
function solutions(parts: readonly Shown[], total: number): number[][] {
  const known = parts.reduce<number>((sum, p) => sum + (typeof p === 'number' ? p : 0), 0);
  const hidden = parts.filter((p) => typeof p === 'string');
  const fill = (i: number, left: number): number[][] => {
    if (i === hidden.length) return left === 0 ? [[]] : [];
    const [from, to] = hidden[i] === '<5' ? [1, SMALL_MAX] : [SMALL_MAX + 1, left];
    const ways: number[][] = [];
    for (let n = from; n <= Math.min(to, left); n++) for (const rest of fill(i + 1, left - n)) ways.push([n, ...rest]);
    return ways;
  };
  return fill(0, total - known);
}

describe('small numbers', () => {
  test('1 to 4 are hidden, nobody is nobody', () => {
    expect([0, 1, 4, 5, 6].map(shown)).toEqual([0, '<5', '<5', 5, 6]);
  });

  test.each<[number[], Shown[], Shown]>([
    [[20, 2], ['*', '<5'], 22],
    [[20, 2, 6], [20, '<5', '*'], 28],
    [[20, 2, 3, 0], [20, '<5', '<5', 0], 25],
    [[20, 1, 1], ['*', '<5', '<5'], 22],
    [[20, 4, 4, 9], [20, '<5', '<5', '*'], 37],
    [[3, 0], ['<5', 0], '<5'],
    [[7, 5], [7, 5], 12],
    [[1, 5], ['<5', '*'], '*'],
    [[], [], 0],
  ])('%j is shown as %j', (parts, expected, total) => {
    expect(shownParts(parts)).toEqual({ parts: expected, total });
  });

  test('no total tells a hidden number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 5 }), (parts) => {
        const { parts: seen, total } = shownParts(parts);
        expect(seen.every((p, i) => typeof p === 'string' || p === 0 || (p === parts[i] && p > SMALL_MAX))).toBe(true);
        if (typeof total === 'string') return;
        const hidden = parts.filter((_, i) => typeof seen[i] === 'string');
        if (hidden.length === 0) return;
        const ways = solutions(seen, Number(total));
        for (let i = 0; i < hidden.length; i++) {
          if ((hidden[i] ?? 0) <= SMALL_MAX) expect(new Set(ways.map((w) => w[i])).size).toBeGreaterThan(1);
        }
      }),
    );
  });
});

describe('months', () => {
  test('are by the clocks of Oslo', () => {
    expect(monthNamed('2026-10')).toMatchObject({ from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' });
    expect(['2026-13', '2026-1', 'nov', '1999-01'].map(monthNamed)).toEqual([null, null, null, null]);
  });
  test('twelve of them', () => {
    const november = monthNamed('2026-11');
    if (november === null) throw new Error('no month');
    const names = monthsUntil(november, 12).map((m) => m.name);
    expect([names[0], names.at(-1), names.length]).toEqual(['2025-12', '2026-11', 12]);
  });
});

describe.each(ENGINES)('the figures of a month on $engine', ({ open }) => {
  let store: Store;
  const moments = momentsOf();
  beforeEach(async () => {
    store = await open();
    await openCentre(store, ['a', 'b', 'c', 'd', 'e', 'f']);
  });
  afterEach(() => store.close());

  test('count what happened in it, and nothing else', async () => {
    const [id = ''] = await putActivities(store, moments(), [{ title: 'Strikk', category: 'craft_music' }]);
    await store.write(async (tx) => {
      for (const [i, peer] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
        const number = `+479000${String(i).padStart(4, '0')}`;
        const at = i === 5 ? '2026-10-31T12:00:00.000Z' : '2026-11-10T12:00:00.000Z';
        const text = {
          kind: 'text' as const,
          centre_id: CENTRE_ID,
          payload: '{}',
          state: 'done' as const,
          attempts: 0,
        };
        await tx
          .insertInto('arrival')
          .values({ ...text, id: `SM${i}`, peer: number, received_at: at })
          .execute();
        await tx
          .insertInto('sign_up')
          .values({
            id: `signup_${i}`,
            centre_id: CENTRE_ID,
            activity_id: id,
            occurrence: `2026-11-0${i + 1}T18:00`,
            person_id: peer,
            persons: 2,
            status: i === 5 ? 'cancelled' : 'signed_up',
            starts_utc: '2026-11-10T17:00:00.000Z',
            remind_at: at,
            reminded_at: null,
            created_at: at,
            changed_at: at,
          })
          .execute();
      }
      for (let n = 0; n < 6; n++)
        await addUnmetSearch(tx, moments(), { centreId: CENTRE_ID, area: 'Froland', category: 'course' });
      await addUnmetSearch(tx, moments(), { centreId: CENTRE_ID, area: 'Mykland', category: 'course' });
    });
    const month = monthNamed('2026-11');
    if (month === null) throw new Error('no month');
    const centre = await store.db.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
    const report = await reportOf(store.db, centre, month, moments().now);
    expect(report.people).toMatchObject({ reached: 5, byText: 5, byPhone: 0, optedOut: 0 });
    expect(report.texts.received).toBe(5);
    const craft = report.activities.lines.find((l) => l.of === 'craft_music');
    expect(craft?.numbers).toEqual({ activities: 1, times: 4, participants: 10 });
    expect(report.activities.lines).toHaveLength(9);
    expect(report.languages).toEqual({ lines: [{ of: 'nb', numbers: { people: 5 } }], total: { people: 5 } });
    expect(report.unmetSearches).toEqual({
      lines: [
        { area: 'Froland', category: 'course', n: '*' },
        { area: 'Mykland', category: 'course', n: '<5' },
      ],
      total: 7,
    });
    expect(report.trend.at(-1)).toEqual({ month: '2026-11', reached: 5 });
    expect(report.trend.at(-2)).toEqual({ month: '2026-10', reached: '<5' });
  });

  test('an assignment that is still to come is neither met nor unmet', async () => {
    const month = monthNamed('2026-11');
    if (month === null) throw new Error('no month');
    const now = '2026-11-23T11:00:00.000Z';
    await store.write(async (tx) => {
      for (const [title, startsAt] of [
        ['Over', '2026-11-20T11:00'],
        ['Coming', '2026-11-27T11:00'],
      ] as const)
        await addToDoAt(tx, moments(), { centreId: CENTRE_ID, title, startsAt });
    });
    const byKind = async (at: string): Promise<number> => {
      const { byKind: kinds } = await assignmentsIn(store.db, CENTRE_ID, month, at);
      return [...kinds.values()].reduce((n, k) => n + k.unmet, 0);
    };
    expect(await byKind(now)).toBe(1);
    expect(await byKind('2026-12-01T00:00:00.000Z')).toBe(2);
  });
});
