import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardOf } from '../../src/domain/assignments/offers.ts';
import { assignmentDeed, addToDo, addVolunteer, SENTINEL, staffDeeds } from '../support/people/assignments.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../support/app.ts';

const SECRETS = [SENTINEL.recipient, SENTINEL.address, '90 09 99 99', SENTINEL.phone, SENTINEL.details];
const NAMES = ['Kari', 'Ola', 'Solveig'] as const;

/** What people may write, to a question or out of the blue. */
const TEXTS = [
  'JA',
  'nei',
  'ja, men etter 15',
  'nei, jeg er syk',
  'angre',
  'kan ikke',
  'jeg trekker meg',
  'hvem gjelder det?',
  'hvor bor hun?',
  'adressen?',
  'mine oppdrag',
  'mine',
  '1',
  '2',
  '3',
  'mer',
  '1,5 t',
  'pause 2 uker',
  'tilbake',
  'bli frivillig',
  'aktivitet 4836',
  'mine data',
  'slett meg',
  'hjelp',
  'STOPP',
  'START',
  'engelsk',
  'nynorsk',
  'takk',
  'hei',
  '0',
  'xyzzy',
] as const;
const DEEDS = [...staffDeeds(NAMES), 'offer Kari,Ola,Solveig size=1'];

const numberOf = (name: string): string => PEOPLE[name] ?? '';

/** Sentences that tell a secret to a person who is not confirmed just then. */
async function leaks(app: TestApp, heard: readonly Heard[]): Promise<string[]> {
  const assignments = await app.store.db.selectFrom('assignment').select('id').execute();
  const boards = await Promise.all(assignments.map((a) => boardOf(app.store.db, a.id)));
  const people = await app.store.db.selectFrom('person').select(['id', 'number']).execute();
  const confirmed = new Set(
    boards
      .flat()
      .filter((o) => o.status === 'confirmed')
      .map((o) => o.person_id),
  );
  const allowed = new Set(people.filter((p) => confirmed.has(p.id)).map((p) => p.number));
  return heard
    .filter(({ to, body }) => !allowed.has(to) && SECRETS.some((secret) => body.includes(secret)))
    .map(({ to, body }) => `${to}: ${body}`);
}

/** All rows outside the table of secrets, and the messages to the confirmed volunteer. */
async function kept(app: TestApp): Promise<string> {
  const { db } = app.store;
  const tables = [
    'conversation',
    'arrival',
    'inbox_item',
    'callback',
    'offer',
    'assignment',
    'agenda',
    'audit',
    'volunteer',
  ] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

async function openHouse(): Promise<TestApp> {
  const app = await openTestApp();
  for (const name of NAMES) await addVolunteer(app, name);
  await addToDo(app, { description: 'Hun går med rullator.' });
  return app;
}

describe('the recipient is known to nobody but the one who is confirmed', () => {
  test('whatever a volunteer writes, wherever their offer stands', async () => {
    const standings = [
      'queued',
      'asked',
      'accepted',
      'noted',
      'declined',
      'turned_down',
      'withdrawn',
      'filled',
      'expired',
      'undelivered',
    ] as const;
    const found: string[] = [];
    let tried = 0;
    for (const status of standings) {
      for (const text of TEXTS) {
        const app = await openHouse();
        await app.after(() => assignmentDeed(app, 'offer', ['Kari,Ola']));
        await app.store.write((tx) => tx.updateTable('offer').set({ status }).execute());
        for (const answer of [text, '1', 'ja']) {
          const heard = await app.text(numberOf('Kari'), answer);
          found.push(...(await leaks(app, heard)));
          tried++;
        }
        if ((await kept(app)).includes(SENTINEL.recipient)) found.push(`kept after ${status}, ${text}`);
        await app.close();
      }
    }
    console.log(`${tried} texts from unconfirmed volunteers, ${found.length} of the answers told who it is for`);
    expect(found).toEqual([]);
  }, 240_000);

  test('whatever volunteers and staff do, in any order', async () => {
    const step = fc.oneof(
      fc.record({ who: fc.constantFrom(...NAMES), text: fc.constantFrom(...TEXTS) }),
      fc.record({ deed: fc.constantFrom(...DEEDS) }),
      fc.record({ hours: fc.integer({ min: 1, max: 30 }) }),
    );
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (script) => {
        const app = await openHouse();
        try {
          let hour = 12;
          await app.after(() => assignmentDeed(app, 'offer', ['Kari,Ola,Solveig']));
          for (const one of script) {
            steps++;
            const heard = await happen(app, one, () => (hour += 'hours' in one ? one.hours : 0));
            expect(await leaks(app, heard)).toEqual([]);
            await checkBoards(app);
          }
          expect(await kept(app)).not.toContain(SENTINEL.recipient);
        } finally {
          await app.close();
        }
      }),
      { numRuns: 60 },
    );
    console.log(`${steps} steps in random order, nothing told to anybody who is not confirmed`);
  }, 240_000);
});

type Step = { who: string; text: string } | { deed: string } | { hours: number };

async function happen(app: TestApp, step: Step, hoursOn: () => number): Promise<Heard[]> {
  if ('text' in step) return app.text(numberOf(step.who), step.text);
  if ('hours' in step) {
    const hours = hoursOn();
    const day = 23 + Math.floor(hours / 24);
    if (day > 30) return [];
    return app.goTo(`2026-11-${day}T${String(hours % 24).padStart(2, '0')}:00`);
  }
  const [verb = '', ...words] = step.deed.split(' ');
  return app.after(() => assignmentDeed(app, verb, words).catch(notPossible));
}

const notPossible = (error: unknown): undefined => {
  if (error instanceof Error && /not on the list/.test(error.message)) return undefined;
  throw error;
};

/** No assignment has more volunteers than places. */
async function checkBoards(app: TestApp): Promise<void> {
  for (const { id, needs } of await app.store.db.selectFrom('assignment').select(['id', 'needs']).execute()) {
    const board = await boardOf(app.store.db, id);
    expect(board.filter((o) => o.status === 'confirmed').length).toBeLessThanOrEqual(needs);
    expect(board.filter((o) => o.status === 'confirmed' || o.status === 'accepted').length).toBeLessThanOrEqual(needs);
  }
}
