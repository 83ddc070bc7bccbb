import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ring, type Caller } from '../support/provider/caller.ts';
import { addToDo, addVolunteer, assignmentDeed } from '../support/people/assignments.ts';
import { openTestApp, PEOPLE, type TestApp } from '../support/app.ts';

const { Kari = '' } = PEOPLE;

type Step = { keys: string } | { say: string } | 'silence';
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ keys: fc.constantFrom('1', '2', '3', '4', '5', '7', '8', '9', '*', '4836', '12345', '99') }),
  fc.record({
    say: fc.constantFrom('strikking', 'ja', 'nei', 'mine', 'fire åtte tre seks', 'ring meg', 'xyzzy', 'engelsk'),
  }),
  fc.constant('silence' as const),
);

const isOn = (caller: Caller): boolean => caller.waits?.name === 'Gather';
const isHuman = (caller: Caller): boolean => caller.waits?.name === 'Dial' || caller.waits?.name === 'Record';

async function take(caller: Caller, one: Step): Promise<void> {
  if (one === 'silence') return caller.silence();
  return 'keys' in one ? caller.keys(one.keys) : caller.say(one.say);
}

/** Plays a call until it is over or the script is, then presses 0; answers "over", "a human", or what was heard instead. */
async function pressesZero(caller: Caller, script: readonly Step[]): Promise<string> {
  for (const one of script) {
    if (!isOn(caller)) break;
    await take(caller, one);
  }
  if (isHuman(caller)) return 'a human';
  if (!isOn(caller)) return 'over';
  const before = caller.heard.join(' ');
  await caller.keys('0');
  return isHuman(caller) ? 'a human' : `after "${before}": ${caller.heard.join(' ')}`;
}

async function openHouse(): Promise<TestApp> {
  const app = await openTestApp();
  await addVolunteer(app, 'Kari');
  await addToDo(app);
  return app;
}

test.each(['rings us', 'is rung'] as const)(
  '0 leads to a human from wherever a call has come to, whoever %s',
  async (who) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 9 }), async (script) => {
        const app = await openHouse();
        try {
          if (who === 'is rung') {
            const prefers = { prefers: 'call' } as const;
            await app.store.db.updateTable('person').set(prefers).where('number', '=', Kari).execute();
          }
          await app.after(() => assignmentDeed(app, 'offer', ['Kari']));
          const rung = app.rung.at(-1);
          if ((rung !== undefined) !== (who === 'is rung')) throw new Error('nobody was rung');
          const caller =
            rung === undefined
              ? await ring(app.service, Kari, { sid: 'CA1' })
              : await ring(app.service, Kari, { sid: rung.sid, outgoingId: rung.id });
          expect(await pressesZero(caller, script)).toMatch(/^(?:over|a human)$/);
        } finally {
          await app.close();
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 60) },
    );
  },
  600_000,
);

test('0 leads to a human from wherever a text conversation has come to', async () => {
  const texts = [
    'aktivitet 4836',
    'strikk',
    '1',
    '2',
    '3',
    'mer',
    'ja',
    'nei',
    'mine',
    'mine data',
    'slett meg',
    'hei',
  ];
  const more = ['abonner', 'bli frivillig', 'pause', 'kan ikke', 'engelsk', 'hjelp', 'avbestill', 'xyzzy', '4836'];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...texts, ...more), { maxLength: 9 }), async (script) => {
      const app = await openHouse();
      try {
        await app.after(() => assignmentDeed(app, 'offer', ['Kari']));
        for (const text of script) await app.text(Kari, text);
        // What asked for a human already is another matter.
        await app.store.db.deleteFrom('callback').execute();
        const answer = await app.text(Kari, '0');
        const toRing = await app.store.db.selectFrom('callback').select('number').execute();
        expect(toRing, `${script.join(' > ')} > 0: ${answer.map((a) => a.body).join(' ')}`).toEqual([{ number: Kari }]);
      } finally {
        await app.close();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
}, 600_000);
