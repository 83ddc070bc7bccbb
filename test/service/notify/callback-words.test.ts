import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Callback } from '../../../src/db/schema/index.ts';
import { toWall } from '../../../src/domain/base/time.ts';
import { ring } from '../../support/provider/caller.ts';
import { CENTRE, openTestApp, PEOPLE, testClock, type Heard, type TestApp } from '../../support/app.ts';

const STAFF = '+4745600002';
const HIDDEN = '+266696687';
const KARI = PEOPLE['Kari'] ?? '';

let app: TestApp;
beforeEach(async () => {
  // A Tuesday morning.
  app = await openTestApp({ clock: testClock('2026-11-24T10:00') });
});
afterEach(() => app.close());

const callbacks = (): Promise<Callback[]> =>
  app.store.db.selectFrom('callback').selectAll().orderBy('asked_at').orderBy('short_no').execute();
const inbox = () => app.store.db.selectFrom('inbox_item').selectAll().orderBy('short_no').execute();
const toStaff = (heard: readonly Heard[]): string[] => heard.filter((h) => h.to === STAFF).map((h) => h.body);
let pictures = 0;
const picture = (from: string): Promise<Heard[]> =>
  app.after(() =>
    app.service.receiveText({ sid: `MM${++pictures}`, from, to: CENTRE, body: '', media: 1, optOutType: null }),
  );

describe('a callback holds what staff must know before they ring', () => {
  test('the words of the last hour, and what was shown before', async () => {
    await app.text(KARI, 'strikk 4836');
    await app.text(KARI, '1');
    await app.text(KARI, 'kan noen ringe meg om dette?');
    const [callback] = await callbacks();
    expect(callback).toMatchObject({ words: 'strikk 4836 / 1 / kan noen ringe meg om dette?', language: 'nb' });
    expect(callback?.shown).toContain('Strikkekafé');
  });

  test('what was said in this call, by whom a number is shown', async () => {
    app.clock.set('2026-11-24T19:00');
    const caller = await ring(app.service, KARI, { sid: 'CA1' });
    await caller.say('jeg trenger hjelp til å komme meg til legen');
    expect((await callbacks()).map((c) => c.words)).toEqual(['jeg trenger hjelp til å komme meg til legen']);
  });

  test('what is asked again later comes to the same callback; words of yesterday do not', async () => {
    await app.text(KARI, 'er det plass i bilen');
    await app.goTo('2026-11-25T10:00');
    await app.text(KARI, 'ring meg');
    expect((await callbacks()).map((c) => c.words)).toEqual(['ring meg']);
    await app.text(KARI, 'ring meg i dag, det haster litt');
    expect((await callbacks()).map((c) => c.words)).toEqual(['ring meg / ring meg i dag, det haster litt']);
  });

  test('details that come after asking for help are put with it', async () => {
    await app.text(KARI, 'jeg trenger hjelp til å handle');
    const heard = await app.text(KARI, 'det er melk og brød, og jeg bor i tredje etasje uten heis');
    expect(heard.map((h) => h.body).join()).toMatch(/Det er notert\. Et menneske ringer deg, senest/);
    expect((await callbacks()).map((c) => c.words)).toEqual([
      'jeg trenger hjelp til å handle / det er melk og brød, og jeg bor i tredje etasje uten heis',
    ]);
  });

  test('never whom an assignment is for', async () => {
    await app.store.write((tx) =>
      tx
        .insertInto('outbox')
        .values({
          id: 'out_1',
          dedupe: 'x',
          centre_id: 'arendal',
          from_number: CENTRE,
          number: KARI,
          kind: 'reply',
          priority: 1,
          body: 'Du skal til Olga Hansen, Storgata 1',
          said: JSON.stringify([{ key: 'assignment.recipient', params: { recipient: 'Olga Hansen' } }]),
          language: 'nb',
          encoding: 'GSM-7',
          parts: 1,
          not_before: '2026-11-24T08:00:00.000Z',
          state: 'delivered',
          tries: 1,
          created_at: '2026-11-24T08:00:00.000Z',
        })
        .execute(),
    );
    await app.text(KARI, 'ring meg');
    expect((await callbacks()).map((c) => c.shown)).toEqual(['']);
  });
});

describe('a message on the phone', () => {
  test('is told to staff at once in their hours, with whom to ring and what to play', async () => {
    await app.service.tidy();
    const caller = await ring(app.service, KARI, { sid: 'CA1' });
    await caller.keys('0');
    await caller.staff(null);
    const heard = await app.after(() => caller.message(12));
    expect(toStaff(heard)).toEqual([
      'Frivilligsentralen Arendal: Haster. Ny beskjed på telefonen: 90 00 00 01 (tir. 24.11 kl. 10), hør: ringerunde callbacks play R1. Mer: ringerunde today',
    ]);
  });

  test('from a hidden number is one open message, whichever report comes first', async () => {
    app.clock.set('2026-11-24T19:00');
    const first = await ring(app.service, HIDDEN, { sid: 'CA1' });
    await first.keys('0');
    await first.message(9);

    const second = await ring(app.service, HIDDEN, { sid: 'CA2' });
    await second.keys('0');
    const recording = { sid: 'RECA2', seconds: 9 };
    await app.service.receiveCallStatus('CA2', 'completed');
    expect((await callbacks()).map((c) => c.status)).toEqual(['open', 'done']);
    await app.service.receiveRecording('CA2', recording);
    await app.service.receiveRecording('CA2', recording);
    await app.service.settle();

    expect((await callbacks()).map((c) => [c.status, c.outcome])).toEqual([
      ['open', null],
      ['open', null],
    ]);
    expect(await app.store.db.selectFrom('recording').select('id').execute()).toHaveLength(2);
  });

  test('that staff have seen to stays done, however late a report comes', async () => {
    app.clock.set('2026-11-24T19:00');
    const caller = await ring(app.service, HIDDEN, { sid: 'CA1' });
    await caller.keys('0');
    await app.store.write((tx) =>
      tx.updateTable('callback').set({ status: 'done', outcome: 'hørt', done_by: 'Anne', done_at: '2026' }).execute(),
    );
    await app.service.receiveRecording('CA1', { sid: 'RE1', seconds: 9 });
    expect((await callbacks()).map((c) => c.outcome)).toEqual(['hørt']);
  });
});

describe('an organiser who writes about today', () => {
  const organises = (title: string, number: string) =>
    app.store.write((tx) =>
      tx.updateTable('activity').set({ organiser_phone: number }).where('title', '=', title).execute(),
    );

  test.each([
    'i dag er dessverre avlyst',
    'Vi må dessverre avlyse i kveld',
    'kurset i dag utgår pga sykdom',
    'i dag startar vi ein time seinare',
    "today's knitting is cancelled",
    'vi starter en time senere i dag',
  ])('is told to staff at once: %s', async (words) => {
    await app.service.tidy();
    await organises('Bingo på biblioteket', KARI);
    await app.store.write((tx) =>
      tx
        .updateTable('activity')
        .set({ organiser_phone: KARI, starts_at: '2026-11-24T18:00', repeats: null })
        .where('title', '=', 'Språkkafé')
        .execute(),
    );
    const heard = await app.text(KARI, words);
    expect(toStaff(heard)).toEqual([
      'Frivilligsentralen Arendal: Haster. Arrangør skrev om noe i dag: 90 00 00 01 (tir. 24.11 kl. 10). Ring nå. Mer: ringerunde today',
    ]);
    expect(heard.find((h) => h.to === KARI)?.body).toMatch(/kl\. 11|at 11/);
  });

  test('about next week waits its turn', async () => {
    await app.service.tidy();
    const heard = await app.text(KARI, 'neste tirsdag er dessverre avlyst');
    expect(toStaff(heard)).toEqual([]);
    expect((await inbox()).map((i) => i.reason)).toEqual(['request']);
  });

  test('by phone too, when nobody takes it', async () => {
    await app.service.tidy();
    const caller = await ring(app.service, KARI, { sid: 'CA1' });
    const heard = await app.after(() => caller.say('vi må avlyse strikkekafeen i dag'));
    expect(toStaff(heard)).toEqual([expect.stringContaining('Arrangør skrev om noe i dag: 90 00 00 01')]);
    expect((await inbox()).map((i) => i.body)).toEqual(['vi må avlyse strikkekafeen i dag']);
  });
});

describe('what nobody understood', () => {
  test('reaches a human the second time in a row, also when the question is not open any more', async () => {
    await app.text(KARI, 'hvorfor er himmelen blå');
    expect(await inbox()).toEqual([]);
    await app.store.write((tx) => tx.updateTable('conversation').set({ status: 'ended' }).execute());
    await app.goTo('2026-11-26T10:00');
    await app.text(KARI, 'og havet da');
    expect((await inbox()).map((i) => [i.reason, i.body])).toEqual([['not understood', 'og havet da']]);
  });
});

describe('a picture without words', () => {
  test.each([
    ['nb', 'Vi kan ikke se bilder her.'],
    ['nn', 'Vi kan ikkje sjå bilete her.'],
    ['en', 'We cannot see pictures here.'],
  ])(
    'is said not to be seen, in %s, the open question stays, and staff see that there was one',
    async (language, words) => {
      await app.text(KARI, 'strikk 4836');
      await app.store.write((tx) => tx.updateTable('person').set({ language, language_chosen: 1 }).execute());
      const [before] = await app.store.db.selectFrom('conversation').select(['flow', 'state']).execute();
      const [answer] = await picture(KARI);
      expect(answer?.body).toContain(words);
      expect(answer?.body).toContain('1 Strikkekafé');
      expect(await app.store.db.selectFrom('conversation').select(['flow', 'state']).execute()).toEqual([before]);
      expect((await inbox()).map((i) => [i.reason, i.body])).toEqual([['picture', '[MMS 1]']]);
    },
  );

  test('is followed by the menu where nothing is open', async () => {
    const heard = await picture(KARI);
    expect(heard.at(-1)?.body).toMatch(/Vi kan ikke se bilder her\.\n/);
  });
});

describe('a wish when to be called', () => {
  const wished = async (): Promise<(string | null)[]> =>
    (await callbacks()).flatMap((c) => [c.wished_at === null ? null : toWall(c.wished_at), toWall(c.due_at)]);

  test.each([
    [
      'ring meg i morgen kl 10',
      'Et menneske ringer deg onsdag 25. november kl. 10.',
      '2026-11-25T10:00',
      '2026-11-25T10:30',
    ],
    [
      'kan de ringje meg i morgon kl. 10?',
      'Eit menneske ringer deg onsdag 25. november kl. 10.',
      '2026-11-25T10:00',
      '2026-11-25T10:30',
    ],
    [
      'call me tomorrow at 10',
      'A person will ring you on Wednesday 25 November at 10:00.',
      '2026-11-25T10:00',
      '2026-11-25T10:30',
    ],
    [
      'ring etter klokka ett på torsdag',
      'Et menneske ringer deg torsdag 26. november kl. 13 eller senere, senest torsdag 26. november kl. 15.',
      '2026-11-26T13:00',
      '2026-11-26T15:00',
    ],
    ['ring meg på fredag', 'Et menneske ringer deg fredag 27. november.', '2026-11-27T09:00', '2026-11-27T15:00'],
    [
      'ring meg på lørdag kl 11',
      'Da er det stengt hos oss. Et menneske ringer deg mandag 30. november kl. 9 eller senere, senest mandag 30. november kl. 11.',
      '2026-11-30T09:00',
      '2026-11-30T11:00',
    ],
  ])('%s', async (words, answer, at, due) => {
    const heard = await app.text(KARI, words);
    expect(heard.map((h) => h.body).join(' ')).toContain(answer);
    expect(await wished()).toEqual([at, due]);
  });

  test('is kept with the callback that is open already, and leaves an open question open', async () => {
    await app.text(KARI, 'ring meg');
    await app.text(KARI, 'strikk 4836');
    const before = await app.store.db.selectFrom('conversation').select(['id', 'status', 'state']).execute();
    await app.text(KARI, 'ring meg heller i morgen kl 12');
    expect(await wished()).toEqual(['2026-11-25T12:00', '2026-11-25T12:30']);
    expect(await app.store.db.selectFrom('conversation').select(['id', 'status', 'state']).execute()).toEqual(before);
  });

  test('is heard on the phone', async () => {
    const caller = await ring(app.service, KARI, { sid: 'CA1' });
    await caller.say('ring meg i morgen klokka ti');
    expect(caller.heard.join(' ')).toMatch(/Et menneske ringer deg onsdag den tjuefemte november klokka ti\./);
    expect(await wished()).toEqual(['2026-11-25T10:00', '2026-11-25T10:30']);
  });
});
