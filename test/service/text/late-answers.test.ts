import { afterEach, describe, expect, test } from 'vitest';
import { addCentre } from '../../../src/domain/centres/centres.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';

const { Kari = '' } = PEOPLE;
/** What Kari does after she has signed up for Thursday at eleven, and been reminded on Wednesday at ten. */
const REMINDED = ['strikk 4836', '1', '1', '1', '@2026-11-25T10:00'];

describe.each(ENGINES)('F36: an answer that comes late, twice or to nothing, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());

  async function play(script: readonly string[]): Promise<string> {
    app = await openTestApp({ store: await open() });
    let last: string[] = [];
    for (const line of script) {
      const heard = line.startsWith('@') ? await app.goTo(line.slice(1)) : await app.text(Kari, line);
      last = heard.map((h) => h.body);
    }
    return last.join('\n');
  }
  const standing = async (): Promise<string> => {
    const row = await app.store.db.selectFrom('sign_up').select('status').executeTakeFirst();
    return row?.status ?? 'none';
  };

  test.each([
    { name: 'yes to nothing', script: ['ja'], says: 'Det forsto jeg ikke helt', stands: 'none' },
    { name: 'a number to nothing', script: ['1'], says: 'Det forsto jeg ikke helt', stands: 'none' },
    { name: 'yes to the reminder', script: [...REMINDED, 'ja'], says: 'Så fint', stands: 'signed_up' },
    { name: 'yes twice', script: [...REMINDED, 'ja', 'ja'], says: 'Det forsto jeg ikke helt', stands: 'signed_up' },
    { name: 'no', script: [...REMINDED, 'nei'], says: 'Du er meldt av', stands: 'cancelled' },
    { name: 'yes after no', script: [...REMINDED, 'nei', 'ja'], says: 'Det forsto jeg ikke helt', stands: 'cancelled' },
    {
      name: 'no when it has begun',
      script: [...REMINDED, '@2026-11-26T11:01', 'nei'],
      says: 'Det forsto jeg ikke helt',
      stands: 'signed_up',
    },
    {
      name: 'a number to the list of the day before',
      script: ['strikk 4836', '@2026-11-24T12:01', '1'],
      says: 'Det forsto jeg ikke helt',
      stands: 'none',
    },
    {
      name: 'a sign-up for what has begun meanwhile',
      script: ['strikk 4836', '@2026-11-26T10:00', 'strikk 4836', '1', '1', '@2026-11-26T11:30', '1'],
      says: 'har allerede begynt',
      stands: 'none',
    },
  ])('$name', async ({ script, says, stands }) => {
    expect(await play(script)).toContain(says);
    expect(await standing()).toBe(stands);
  });

  test('F25: what was due at night is asked in the morning, and what is written at night is no answer to it', async () => {
    await play(['strikk 4836', '1', '1', '1']);
    const nine = '2026-11-26T08:00:00.000Z';
    const seven = '2026-11-26T06:00:00.000Z';
    await app.store.write((tx) => tx.updateTable('sign_up').set({ starts_utc: nine, remind_at: seven }).execute());
    expect(await app.goTo('2026-11-26T07:00')).toEqual([]);
    const atNight = await app.text(Kari, 'nei');
    expect(atNight.map((h) => h.body).join()).not.toContain('meldt av');
    expect(await standing()).toBe('signed_up');
    const morning = await app.goTo('2026-11-26T08:00');
    expect(morning.map((h) => h.body).join()).toContain('Husk Strikkekafé');
    await app.text(Kari, 'nei');
    expect(await standing()).toBe('cancelled');
  });

  test('F25: who was down over the night reminds of what is still to come, and of nothing else', async () => {
    await play(['strikk 4836', '1', '1', '1']);
    app.clock.set('2026-11-25T23:30');
    expect(await app.goTo('2026-11-25T23:30')).toEqual([]);
    expect((await app.goTo('2026-11-26T08:00')).map((h) => h.body).join()).toContain('Husk Strikkekafé');
    expect(await app.goTo('2026-11-26T08:30')).toEqual([]);
  });

  test('F25: who was down until it had begun says nothing', async () => {
    await play(['strikk 4836', '1', '1', '1']);
    expect(await app.goTo('2026-11-26T11:30')).toEqual([]);
    expect(await app.goTo('2026-11-27T12:00')).toEqual([]);
  });

  test('one number at two centres is two people: STOPP to one is not STOPP to the other', async () => {
    await play(['aktivitet 4836']);
    const moment = { now: app.clock.now().toISOString(), ids: app.service.app.ids };
    const grimstad = '+4745600009';
    await app.store.write((tx) => addCentre(tx, moment, { name: 'Frivilligsentralen Grimstad', number: grimstad }));
    let sid = 0;
    const there = (body: string) =>
      app.after(() =>
        app.service.receiveText({ sid: `SMg${++sid}`, from: Kari, to: grimstad, body, media: 0, optOutType: null }),
      );
    expect((await there('hei')).map((h) => h.body).join()).toContain('Frivilligsentralen Grimstad');
    expect((await there('STOPP')).map((h) => h.body).join()).toContain('Grimstad');
    expect(await there('hei')).toEqual([]);
    expect(await app.text(Kari, 'mine')).not.toEqual([]);
  });
});
