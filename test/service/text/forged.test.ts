import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';

// A text may show any number as its sender; its answer goes to the owner of that number (docs/rules.md L4).

const { Kari = '' } = PEOPLE;
const STAFF = '+4745600002';
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

const bodyAfter = async (said: string): Promise<string> =>
  (await app.text(Kari, said)).filter(({ to }) => to === Kari).at(-1)?.body ?? '';
const codeIn = (body: string): string => /Svar (\d{4})\b/.exec(body)?.[1] ?? '';
const isToBeErased = async (): Promise<boolean> =>
  (await app.store.db.selectFrom('agenda').select('key').where('work', '=', 'erase').execute()).length > 0;

test.each(['ja', 'JA!', '1', 'ok', 'slett meg', 'ja, slett meg', '1234', '0000', '48 21'])(
  'SLETT MEG and then "%s" erases nobody',
  async (guess) => {
    expect(codeIn(await bodyAfter('SLETT MEG'))).toMatch(/^\d{4}$/);
    await app.text(Kari, guess);
    expect(await isToBeErased()).toBe(false);
    await app.goTo('2026-11-23T15:00');
    expect(await app.store.db.selectFrom('person').select('id').where('number', '=', Kari).execute()).toHaveLength(1);
  },
);

test.each([
  ['SLETT MEG', (code: string) => code],
  ['slett meg', (code: string) => `SLETT ${code}`],
  ['erase me', (code: string) => `${code.slice(0, 2)} ${code.slice(2)}`],
  ['slett alt om meg', (code: string) => `Slett meg ${code}.`],
])('%s and the code from our own text erases after an hour, with a row in the audit log', async (word, how) => {
  await app.text(Kari, 'hei');
  const asked = await bodyAfter(word);
  const code = /\b\d{4}\b/.exec(asked)?.[0] ?? '';
  await app.text(Kari, how(code));
  await app.goTo('2026-11-23T12:55');
  expect(await app.store.db.selectFrom('person').select('id').where('number', '=', Kari).execute()).toHaveLength(1);
  await app.goTo('2026-11-23T13:05');
  expect(await app.store.db.selectFrom('person').select('id').where('number', '=', Kari).execute()).toEqual([]);
  const [row] = await app.store.db.selectFrom('audit').selectAll().execute();
  expect(row).toMatchObject({ verb: 'people erase', staff: 'the line' });
  expect(row?.detail).toContain('"left":0');
});

test.each(['ANGRE', 'angrer', 'undo', 'Jeg angrer'])('"%s" within the hour keeps everything', async (word) => {
  await app.text(Kari, codeIn(await bodyAfter('SLETT MEG')));
  expect(await isToBeErased()).toBe(true);
  await app.goTo('2026-11-23T12:59');
  await app.text(Kari, word);
  await app.goTo('2026-11-23T15:00');
  expect(await isToBeErased()).toBe(false);
  expect(await app.store.db.selectFrom('person').select('id').where('number', '=', Kari).execute()).toHaveLength(1);
});

test('wrong codes end after three, lock after five, and staff hear of it once; the lock heals after an hour', async () => {
  const code = codeIn(await bodyAfter('SLETT MEG'));
  const wrong = code === '1111' ? '2222' : '1111';
  expect(await bodyAfter(wrong)).toMatch(/ikke riktig/);
  await app.text(Kari, wrong);
  expect(await bodyAfter(wrong)).toMatch(/feil flere ganger/);
  expect(await bodyAfter(code)).not.toMatch(/om en time/);
  const again = codeIn(await bodyAfter('SLETT MEG'));
  expect(again).not.toBe(code);
  const staffBefore = (await app.store.db.selectFrom('outbox').select('id').where('number', '=', STAFF).execute())
    .length;
  for (let n = 0; n < 2; n++) await app.text(Kari, again === '1111' ? '2222' : '1111');
  expect(await bodyAfter('SLETT MEG')).toMatch(/for mange ganger.*kl\. 13/);
  const told = await app.store.db.selectFrom('outbox').select('body').where('number', '=', STAFF).execute();
  expect(told.slice(staffBefore).map(({ body }) => body)).toEqual([expect.stringMatching(/Feil kode/)]);
  await app.goTo('2026-11-23T13:05');
  expect(await bodyAfter(codeIn(await bodyAfter('SLETT MEG')))).toMatch(/om en time/);
});

test('a month of guesses at SLETT MEG has few tries: ten a day', async () => {
  await app.text(Kari, 'hei');
  let tries = 0;
  for (let hour = 0; hour < 48; hour++) {
    await app.goTo(`2026-11-${24 + Math.trunc(hour / 24)}T${String(hour % 24).padStart(2, '0')}:10`);
    await app.text(Kari, 'SLETT MEG');
    for (const guess of ['1001', '1002', '1003', '1004']) await app.text(Kari, guess);
    tries = Number(
      (
        await app.store.db
          .selectFrom('wrong_code')
          .select((e) => e.fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n ?? 0,
    );
  }
  expect(tries).toBeLessThanOrEqual(30);
  expect(tries).toBeGreaterThan(5);
});

test.each(['2', 'kan ikke', 'nei', 'eg kan ikkje komme', 'I cannot come'])(
  '"%s" to the reminder of the day before takes nobody off without the code',
  async (said) => {
    await addVolunteer(app, 'Kari');
    await addToDo(app);
    for (const [verb, who] of [
      ['offer', 'Kari'],
      ['confirm', 'Kari'],
    ] as const) {
      await app.after(() => assignmentDeed(app, verb, [who]));
      if (verb === 'offer') await app.text(Kari, 'JA');
    }
    const status = async () => (await app.store.db.selectFrom('offer').select('status').executeTakeFirst())?.status;
    const to = await app.store.db.selectFrom('assignment').select('starts_at').executeTakeFirstOrThrow();
    await app.goTo(new Date(Date.parse(`${to.starts_at}Z`) - 20 * 3_600_000).toISOString().slice(0, 16));
    const kept = app.store.db.selectFrom('conversation').select('flow').where('status', '=', 'open');
    expect((await kept.executeTakeFirst())?.flow).toBe('assignment-reminder');
    let code = '';
    for (const guess of [said, '2', 'ja', 'kan ikke', '1']) {
      code = /\b(\d{4})\b/.exec(await bodyAfter(guess))?.[1] ?? code;
      expect(await status(), guess).toBe('confirmed');
    }
    expect(code).toMatch(/^\d{4}$/);
    await app.text(Kari, code);
    expect(await status()).toBe('withdrawn');
  },
);

test('a withdrawal takes the code too; what was wished and not confirmed is with staff; ANGRE takes it back', async () => {
  await addVolunteer(app, 'Kari');
  await addToDo(app);
  const deed = (line: string) =>
    app.after(() => assignmentDeed(app, line.split(' ')[0] ?? '', line.split(' ').slice(1)));
  await deed('offer Kari');
  await app.text(Kari, 'JA');
  const status = async () => (await app.store.db.selectFrom('offer').select('status').executeTakeFirst())?.status;
  const wishes = async () =>
    (await app.store.db.selectFrom('inbox_item').select('status').where('reason', '=', 'may withdraw').execute()).map(
      (item) => item.status,
    );
  const code = codeIn(await bodyAfter('jeg kan ikke komme likevel'));
  for (const guess of ['1', 'ja', 'OK']) {
    await app.text(Kari, guess);
    expect(await status(), guess).toBe('accepted');
  }
  expect(await wishes()).toContain('open');
  const again = codeIn(await bodyAfter('jeg kan ikke komme likevel')) || code;
  expect(await bodyAfter(again)).toMatch(/ANGRE/);
  expect(await status()).toBe('withdrawn');
  expect(await wishes()).not.toContain('open');
  await app.text(Kari, 'ANGRE');
  expect(await status()).toBe('accepted');
});
