import { afterEach, describe, expect, test } from 'vitest';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';

const { Kari = '', Ola = '' } = PEOPLE;
const FLOOD = 'Nå kom det mange meldinger';
/** Texts that each get another answer, so that none is taken for an echo. */
const various = (n: number): string => ['aktivitet 4836', 'mine', 'hjelp', 'meny'][n % 4] ?? '';

describe.each(ENGINES)('D8: a flood, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());
  const opened = async (): Promise<TestApp> => (app = await openTestApp({ store: await open() }));
  const flood = async (count: number): Promise<string[]> => {
    const heard = [];
    for (let n = 0; n < count; n++) heard.push(...(await app.text(Kari, various(n))));
    return heard.map((h) => h.body);
  };

  test('twenty answers in ten minutes, one notice, silence for an hour; all of it is kept, and others are answered', async () => {
    await opened();
    const answers = await flood(24);
    expect(answers.length).toBe(21);
    expect(answers.filter((body) => body.startsWith(FLOOD)).length).toBe(1);
    expect(answers.at(-1)).toMatch(FLOOD);
    expect((await app.store.db.selectFrom('arrival').select('id').where('kind', '=', 'text').execute()).length).toBe(
      24,
    );
    expect(await app.store.db.selectFrom('inbox_item').select('reason').execute()).toEqual([
      { reason: 'many messages' },
    ]);
    expect(await app.text(Ola, 'hjelp')).not.toEqual([]);

    await app.goTo('2026-11-23T12:15');
    expect(await app.text(Kari, 'mine')).toEqual([]);
    await app.goTo('2026-11-23T12:59');
    expect(await app.text(Kari, 'hjelp')).toEqual([]);
    await app.goTo('2026-11-23T13:01');
    expect((await app.text(Kari, 'mine')).length).toBe(1);
  });

  test('STOPP is answered in the middle of it; START is heard, and not answered', async () => {
    await opened();
    await flood(22);
    const [receipt] = await app.text(Kari, 'STOPP');
    expect(receipt?.body).toContain('Du får ikke flere meldinger');
    expect(await app.text(Kari, 'START')).toEqual([]);
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toEqual([]);
  });

  test('somebody in need is answered in the middle of it', async () => {
    await opened();
    await flood(22);
    expect((await app.text(Kari, 'jeg vil ikke leve lenger')).map((h) => h.body).join()).toContain('116 123');
  });

  test('F22: a clock that was set back does not make a flood of everybody', async () => {
    app = await openTestApp({ store: await open(), clock: testClock('2027-11-23T12:00') });
    await flood(20);
    app.clock.set('2026-11-23T12:00');
    expect((await app.text(Kari, 'hjelp')).map((h) => h.body).join()).not.toContain(FLOOD);
  });
});

describe.each(ENGINES)('D8: a machine that answers us, on $engine', ({ open }) => {
  test.each(['Takk', 'jeg vil ikke leve lenger', 'xyzzy'])('"%s" again and again: we fall silent', async (echo) => {
    const app = await openTestApp({ store: await open() });
    const heard = [];
    for (let n = 0; n < 10; n++) heard.push(...(await app.text(Kari, echo)));
    expect(heard.length).toBeLessThanOrEqual(6);
    expect((await app.store.db.selectFrom('arrival').select('id').where('kind', '=', 'text').execute()).length).toBe(
      10,
    );
    expect((await app.text(Kari, 'mine')).length).toBe(1);
    await app.close();
  });

  test('two of our own kind fall silent', async () => {
    const one = await openTestApp({ store: await open() });
    let said = ['Hei! Hva vil du?'];
    let rounds = 0;
    while (said.length > 0 && rounds < 100) {
      rounds++;
      const heard = [];
      for (const body of said) heard.push(...(await one.text(Kari, body)));
      said = heard.map((h) => h.body);
    }
    expect(rounds).toBeLessThan(25);
    await one.close();
  });
});
