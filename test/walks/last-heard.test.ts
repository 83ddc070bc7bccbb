import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancelAndNotify, moveAndNotify } from '../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../src/service/engine/scene.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../support/app.ts';

/** A knitting café on Thursday at eleven, which staff may move to another hour of that day. */
const OCCURRENCE = '2026-11-26T11:00';
const NAMES = ['Kari', 'Ola'] as const;
const TEXTS = ['AVBESTILL', 'mine', '1', '2', 'JA', 'nei', '3', 'hei'] as const;
const JOIN = ['strikk 4836', '1', '1', '1'] as const;

type Step =
  | { who: (typeof NAMES)[number]; texts: readonly string[] }
  | { moveTo: number }
  | { staff: 'cancel' }
  | { hours: number };

/** The hour at which a person believes to be expected; null for never. */
type Belief = number | null;

/** What one text makes of it; undefined where it says nothing about that Thursday. */
function beliefOf({ body }: Heard): Belief | undefined {
  if (/ikke påmeldt noe/.test(body)) return null;
  if (!/(?:26\.11|26\. november) kl\./.test(body)) return /meldt av [^,]*\.$/.test(body) ? null : undefined;
  if (/avlyst|meldt av/.test(body)) return null;
  const moved = /flyttet til [^\n]*?26\.11 kl\. (\d+)/.exec(body);
  const expected = /(?:er påmeldt|Husk)[^]*?(?:26\.11|26\. november) kl\. (\d+)/.exec(body);
  const hour = (moved ?? expected)?.[1];
  return hour === undefined ? undefined : Number(hour);
}

async function live(app: TestApp, script: readonly Step[]): Promise<{ beliefs: Map<string, Belief>; all: string[] }> {
  const { app: parts } = app.service;
  const { id: activityId } = await app.store.db
    .selectFrom('activity')
    .select('id')
    .where('title', 'like', 'Strikkekaf%')
    .executeTakeFirstOrThrow();
  const beliefs = new Map<string, Belief>();
  const all: string[] = [];
  const hear = (heard: readonly Heard[]): void => {
    for (const one of heard) {
      const belief = beliefOf(one);
      all.push(`${one.at} ${one.to} ${one.body}`);
      if (belief !== undefined) beliefs.set(one.to, belief);
    }
  };
  let hour = 12;
  for (const step of script) {
    if ('hours' in step) {
      hour += step.hours;
      const day = 23 + Math.floor(hour / 24);
      if (day < 26) hear(await app.goTo(`2026-11-${day}T${String(hour % 24).padStart(2, '0')}:00`));
    } else if ('texts' in step) {
      for (const text of step.texts) hear(await app.text(PEOPLE[step.who] ?? '', text));
    } else if ('moveTo' in step) {
      const to = { activityId, occurrence: OCCURRENCE, newStartsAt: `2026-11-26T${step.moveTo}:00` };
      hear(await app.after(() => writeTurn(parts, (turn) => moveAndNotify(turn, to))));
    } else {
      hear(await app.after(() => writeTurn(parts, (turn) => cancelAndNotify(turn, { activityId, on: OCCURRENCE }))));
    }
  }
  hear(await app.goTo('2026-11-26T10:00'));
  return { beliefs, all };
}

/** Persons who are expected at an hour that they do not know of, or believe in one at which they are not expected. */
async function mistaken(app: TestApp, beliefs: ReadonlyMap<string, Belief>): Promise<string[]> {
  const { db } = app.store;
  const rows = await db
    .selectFrom('sign_up')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .select(['person.number', 'sign_up.starts_utc'])
    .where('sign_up.status', '=', 'signed_up')
    .where('sign_up.occurrence', '=', OCCURRENCE)
    .execute();
  const rung = new Set((await db.selectFrom('callback').select('number').execute()).map((c) => c.number));
  return Object.values(PEOPLE).flatMap((number) => {
    const expected = rows.filter((row) => row.number === number).map((row) => Number(row.starts_utc.slice(11, 13)) + 1);
    const believed = beliefs.get(number) ?? null;
    if (rung.has(number) || (expected[0] ?? null) === believed) return [];
    return [`${number} is expected at ${expected.join() || 'no time'}, and believes ${believed ?? 'in none'}`];
  });
}

test('whoever is expected knows when, whatever they and staff do, and in what order', async () => {
  const who = fc.constantFrom(...NAMES);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ who, texts: fc.constant(JOIN) }),
    fc.record({ who, texts: fc.constantFrom(...TEXTS).map((text) => [text]) }),
    fc.record({ moveTo: fc.integer({ min: 11, max: 14 }) }),
    fc.record({ staff: fc.constant('cancel' as const) }),
    fc.record({ hours: fc.integer({ min: 1, max: 20 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (script) => {
      const app = await openTestApp();
      try {
        const { beliefs, all } = await live(app, [{ who: 'Kari', texts: JOIN }, ...script]);
        expect(await mistaken(app, beliefs), all.join('\n')).toEqual([]);
      } finally {
        await app.close();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
}, 600_000);
