import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, Param } from '../../src/conversation/ask.ts';
import { toInstant } from '../../src/domain/base/time.ts';
import { changeCentre } from '../../src/domain/centres/centres.ts';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';
import { addVolunteer, assignmentDeed } from '../support/people/assignments.ts';
import { sqliteStore } from '../support/store.ts';
import { NO_PROMISES, PROMISES, PROMISING, type Claim } from './promises.ts';

const FOLDER = join(ROOT, 'locales', 'nb');

/** Every sentence in bokmål by its name, without the endings of plural and speech. */
const sentences = readdirSync(FOLDER).flatMap((file) =>
  Object.entries(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, string>).map(([key, text]) => ({
    key: `${file.replace('.json', '')}.${key.replace(/_(?:one|other)$/, '').replace(/_spoken$/, '')}`,
    text,
  })),
);
/** To staff, or between programs: none of them is a promise to a person. */
const TO_STAFF = /^(?:notice|staff|report|proof)\./;

describe('a sentence that promises', () => {
  test('says what must then exist, or why nothing must', () => {
    const unclaimed = sentences
      .filter(({ key, text }) => PROMISING.test(text) && !TO_STAFF.test(key))
      .filter(({ key }) => !(key in PROMISES) && !(key in NO_PROMISES))
      .map(({ key, text }) => `${key}: ${text}`);
    expect(unclaimed).toEqual([]);
  });

  test('is there', () => {
    const known = new Set(sentences.map(({ key }) => key));
    const gone = [...Object.keys(PROMISES), ...Object.keys(NO_PROMISES)].filter((key) => !known.has(key));
    expect(gone).toEqual([]);
  });
});

interface Promised {
  key: string;
  claim: Claim;
  /** Wall time until which it is promised; null where the sentence names none. */
  by: string | null;
}

/** The promises in some lines, also inside their parameters. */
function promisesIn(lines: readonly Line[]): Promised[] {
  return lines.flatMap(({ key, params = {} }): Promised[] => {
    const claim = PROMISES[key];
    const own = claim === undefined ? [] : [{ key, claim, by: timeOf(params['day']) }];
    const inside = Object.values(params).flatMap((param): Line[] => {
      if (typeof param !== 'object') return [];
      return param.as === 'line' ? [param.of] : param.as === 'lines' ? [...param.of] : [];
    });
    return [...own, ...promisesIn(inside)];
  });
}
const timeOf = (param: Param | undefined): string | null =>
  typeof param === 'object' && param.as === 'fullDay' ? param.of : null;

/** What was promised to a number by the messages after `since` and is not so; each with the words. */
async function broken(
  { store: { db } }: TestApp,
  number: string,
  since: number,
): Promise<{ broken: string[]; seen: string[] }> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('number', '=', number)
    .where('seq', '>', since)
    .where('said', 'is not', null)
    .execute();
  const found: string[] = [];
  const seen: string[] = [];
  for (const { said, body } of rows) {
    for (const promised of promisesIn(JSON.parse(said ?? '[]') as Line[])) {
      seen.push(promised.key);
      if (!(await holds({ db }, number, promised))) found.push(`${promised.key} (${promised.claim}): ${body}`);
    }
  }
  return { broken: found, seen };
}

async function holds({ db }: Pick<TestApp['store'], 'db'>, number: string, { claim, by }: Promised): Promise<boolean> {
  const person = await db.selectFrom('person').select('id').where('number', '=', number).executeTakeFirst();
  const id = person?.id ?? '';
  switch (claim) {
    case 'call': {
      const calls = await db
        .selectFrom('callback')
        .selectAll()
        .where('number', '=', number)
        .where('status', '=', 'open')
        .execute();
      return calls.some(({ due_at }) => by === null || due_at <= toInstant(by));
    }
    case 'answer':
      return (await db.selectFrom('inbox_item').select('id').where('number', '=', number).execute()).length > 0;
    case 'reminder': {
      const all = await db.selectFrom('sign_up').selectAll().where('person_id', '=', id).execute();
      return all.some((s) => s.reminded_at !== null || s.remind_at < s.starts_utc);
    }
    case 'place':
      return (
        (
          await db
            .selectFrom('sign_up')
            .select('id')
            .where('person_id', '=', id)
            .where('status', '=', 'waiting')
            .execute()
        ).length > 0
      );
    case 'decision':
      return (
        (
          await db
            .selectFrom('offer')
            .select('id')
            .where('person_id', '=', id)
            .where('status', 'in', ['accepted', 'noted'])
            .execute()
        ).length > 0
      );
    case 'staff': {
      const calls = await db.selectFrom('callback').select('id').where('number', '=', number).execute();
      const alerts = await db.selectFrom('staff_notice').select('about').where('kind', '=', 'crisis').execute();
      return calls.some((call) => alerts.some((alert) => alert.about === call.id));
    }
    case 'duty phone':
      return (
        (
          await db
            .selectFrom('outbox')
            .select('id')
            .where('about_kind', '=', 'need')
            .where('about_id', '=', id)
            .execute()
        ).length > 0
      );
    case 'sent now': {
      const texts = await db.selectFrom('outbox').selectAll().where('kind', '=', 'staff').execute();
      return texts.some((text) => text.not_before <= text.created_at);
    }
  }
}

const NAMES = ['Kari', 'Ola', 'Solveig'] as const;
const TEXTS = [
  'hei',
  'AKTIVITET',
  '4836',
  'strikk 4836',
  '1',
  '1',
  '1',
  '2',
  '3',
  'ja',
  'nei',
  'ja nei',
  'MINE',
  'RING',
  '0',
  'cancel',
  'AVBESTILL',
  'jeg vil ikke leve lenger',
  'orker ikke mer',
  'I took all my pills',
  'nie chcę już żyć',
  'er det noen der',
  'jeg er så ensom',
  'eg har ingen å snakke med',
  'мені так самотньо',
  'jeg slutter som frivillig',
  'ANGRE',
  'bli frivillig',
  'blir litt forsinket',
  'står i kø',
  'mandager passer ikke for meg',
  'hun hadde falt',
  'kan ikke likevel',
  'asdf qwer',
  'hva koster det?',
  'har dere heis?',
  'po polsku proszę',
  'engelsk',
  'pause til januar',
  'mor trenger følge til legen',
  'feil nummer',
  'START',
  'привіт',
  'hvorfor ikke',
] as const;
const HOURS = ['2026-11-23T10:00', '2026-11-25T20:00', '2026-11-26T09:30', '2026-11-28T22:00'] as const;

interface Setting {
  at: (typeof HOURS)[number];
  emergency: boolean;
  staff: 'mobile' | 'landline' | 'none';
}

async function open({ at, emergency, staff }: Setting): Promise<TestApp> {
  const app = await openTestApp({ store: await sqliteStore(), clock: testClock(at) });
  await app.store.write((tx) =>
    changeCentre(tx, {
      id: 'arendal',
      emergencyPhone: emergency ? '+4790000099' : '',
      ...(staff === 'mobile' ? {} : { staffPhone: staff === 'landline' ? '+4737000001' : '' }),
    }),
  );
  await addVolunteer(app, 'Kari');
  await app.after(() => assignmentDeed(app, 'assignment', ['Følge', 'til', 'lege', '2026-11-30T11:00']));
  if (at < '2026-11-28') await app.after(() => assignmentDeed(app, 'offer', ['Kari']));
  return app;
}

const RUNS = Number(process.env['RUNS'] ?? 40);

test('what the line says by text is so, whatever is written, and when', async () => {
  const setting: fc.Arbitrary<Setting> = fc.record({
    at: fc.constantFrom(...HOURS),
    emergency: fc.boolean(),
    staff: fc.constantFrom('mobile' as const, 'landline' as const, 'none' as const),
  });
  const step = fc.record({ who: fc.constantFrom(...NAMES), text: fc.constantFrom(...TEXTS) });
  const said = new Map<string, number>();
  let walks = 0;
  await fc.assert(
    fc.asyncProperty(setting, fc.array(step, { minLength: 4, maxLength: 14 }), async (where, script) => {
      const app = await open(where);
      walks++;
      try {
        const lines: string[] = [JSON.stringify(where)];
        for (const { who, text } of script) {
          const number = PEOPLE[who] ?? '';
          const last = await app.store.db
            .selectFrom('outbox')
            .select((e) => e.fn.max<number>('seq').as('n'))
            .executeTakeFirst();
          const heard = await app.text(number, text);
          lines.push(`${who}> ${text}`, ...heard.map((h) => `${h.to}< ${h.body}`));
          const { broken: found, seen } = await broken(app, number, Number(last?.n ?? 0));
          for (const key of seen) said.set(key, (said.get(key) ?? 0) + 1);
          expect(found, lines.join('\n')).toEqual([]);
        }
      } finally {
        await app.close();
      }
    }),
    { numRuns: RUNS },
  );
  const told = [...said].toSorted((a, b) => b[1] - a[1]).map(([key, n]) => `${key} ${n}`);
  console.log(
    `${Object.keys(PROMISES).length} sentences promise; ${walks} walks; ${said.size} of them were said: ${told.join(', ')}`,
  );
}, 1_200_000);
