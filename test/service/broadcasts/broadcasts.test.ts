import { afterEach, describe, expect, test } from 'vitest';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '../../../src/domain/broadcasts/control.ts';
import { findBroadcast } from '../../../src/domain/broadcasts/broadcasts.ts';
import { leftOutOf } from '../../../src/domain/broadcasts/outcome.ts';
import { countsOf } from '../../../src/domain/broadcasts/report.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { toInstant } from '../../../src/domain/base/time.ts';
import { retryUncertain } from '../../../src/domain/broadcasts/retry.ts';
import { sendAgain } from '../../../src/domain/messages/send-outcomes.ts';
import { launchBroadcast } from '../../../src/service/broadcasts/launch.ts';
import { previewOf, putPeople, send, wishFor, type Somebody } from '../../support/people/broadcasts.ts';
import { openTestApp, testClock, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

const PEOPLE: readonly Somebody[] = [
  { id: 'anna', number: '+4790000011', name: 'Anna Berg', interests: 'turgåing;kjøring', postcode: '4836' },
  { id: 'bjorn', number: '+4790000012', name: 'Bjørn Dal', interests: 'Besøk', postcode: '4820', language: 'nn' },
  { id: 'cecilia', number: '+4737000013', name: 'Cecilia Eng', interests: 'tur', postcode: '4836' },
  { id: 'dmytro', number: '+380501234567', name: 'Дмитро Я', interests: 'tur', language: 'uk' },
  { id: 'eva', number: '+88161234567', name: null, interests: 'tur' },
  { id: 'frode', number: '+4790000016', name: 'Frode Gran', consents: ['requested'] },
];

let app: TestApp | undefined;
afterEach(() => app?.close());

const FAST = { perSecond: 1000 };
const left = (list: readonly { reason: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(list.map(({ reason, count }) => [reason, count]));

describe.each(ENGINES)('broadcasts on $engine', ({ open }) => {
  async function openWith(people = PEOPLE, wall?: string, limits = FAST): Promise<TestApp> {
    app = await openTestApp({
      store: await open(),
      limits,
      ...(wall === undefined ? {} : { clock: testClock(wall) }),
    });
    await putPeople(app.store, people);
    return app;
  }
  const counts = async (h: TestApp, id: string) => {
    const row = await findBroadcast(h.store.db, id);
    if (row === undefined) throw new Error('no such broadcast');
    return { status: row.status, ...(await countsOf(h.store.db, row)) };
  };
  const inTx = <T>(h: TestApp, work: Parameters<typeof h.store.write<T>>[0]): Promise<T> => h.store.write(work);

  test('a preview says who gets it, who does not and why, in which language, and what it costs', async () => {
    const h = await openWith();
    const preview = await previewOf(h.service.app, {
      to: ['role=volunteer', 'interest=tur', 'role=resident'],
      text: 'Hei {{name}}! Vi møtes på tur på søndag kl. 11.',
      texts: { nn: 'Hei {{name}}! Vi møtest på tur på søndag kl. 11.' },
    });
    expect([preview.recipients, preview.byCall]).toEqual([4, 1]);
    expect(left(preview.leftOut)).toEqual({ 'not concerned': 1, 'cannot be texted': 1, duplicate: 3 });
    expect(preview.texts).toEqual([
      {
        language: 'nb',
        body: 'Frivilligsentralen Arendal: Hei Anna! Vi møtes på tur på søndag kl. 11.',
        encoding: 'GSM-7',
        parts: 1,
        people: 3,
      },
      {
        language: 'nn',
        body: 'Frivilligsentralen Arendal: Hei Bjørn! Vi møtest på tur på søndag kl. 11.',
        encoding: 'GSM-7',
        parts: 1,
        people: 1,
      },
    ]);
    expect(preview.fallbacks).toEqual([{ language: 'uk', people: 1 }]);
    // The Cyrillic name makes two parts of one, abroad.
    expect([preview.parts, preview.abroad, preview.costOre]).toEqual([4, 1, 60 + 60 + 2 * 120]);
  });

  test('everybody gets it once, in their language and with their name; what was counted is what is sent', async () => {
    const h = await openWith();
    const heard = await h.after(async () => {
      await send(h.service.app, {
        to: ['role=volunteer', 'interest=tur'],
        text: 'Hei {{name}}! Tur søndag.',
        texts: { nn: 'Hei {{name}}! Tur sundag.' },
      });
    });
    expect(heard.map((m) => m.body).toSorted()).toEqual([
      'Frivilligsentralen Arendal: Hei Anna! Tur søndag.',
      'Frivilligsentralen Arendal: Hei Bjørn! Tur sundag.',
      'Frivilligsentralen Arendal: Hei Дмитро! Tur søndag.',
    ]);
    const [row] = await h.store.db.selectFrom('broadcast').selectAll().execute();
    expect(await counts(h, row?.id ?? '')).toMatchObject({ status: 'sending', queued: 0, sent: 4, delivered: 3 });
    expect(left(await leftOutOf(h.store.db, row!))).toEqual({ 'cannot be texted': 1, duplicate: 3 });
    expect(h.rung.map(({ to }) => to)).toEqual(['+4737000013']);
  });

  test('what somebody asked for needs that they asked; a campaign needs a consent; how to stop stands there', async () => {
    const h = await openWith();
    const requested = await previewOf(h.service.app, { kind: 'requested', text: 'Ukas turer' });
    expect([requested.recipients, left(requested.leftOut)]).toEqual([1, { 'no consent': 5 }]);
    expect(requested.texts[0]?.body).toBe('Frivilligsentralen Arendal: Ukas turer\nSvar STOPP for å slippe.');
    const campaign = await previewOf(h.service.app, { kind: 'campaign', text: 'Basar' });
    expect([campaign.recipients, left(campaign.leftOut)]).toEqual([0, { 'no consent': 6 }]);
  });

  test('whoever opted out is left out: also after the recipients were written down', async () => {
    const h = await openWith(PEOPLE.slice(0, 2));
    const moment = momentOf(h.service.app);
    await inTx(h, (tx) => optOut(tx, moment, { centreId: 'arendal', number: '+4790000011', how: 'text' }));
    const preview = await previewOf(h.service.app, { to: ['role=volunteer'] });
    expect([preview.recipients, left(preview.leftOut)]).toEqual([1, { 'opted out': 1 }]);
    const id = await send(h.service.app, { to: ['role=volunteer'] });
    await inTx(h, (tx) => optOut(tx, moment, { centreId: 'arendal', number: '+4790000012', how: 'text' }));
    expect(await h.after(() => Promise.resolve())).toEqual([]);
    expect(await counts(h, id)).toMatchObject({ status: 'done', sent: 0, queued: 0 });
    const row = await findBroadcast(h.store.db, id);
    expect(left(await leftOutOf(h.store.db, row!))).toEqual({ 'opted out': 2 });
  });

  test('the same text within twelve hours is not sent twice to the same person', async () => {
    const h = await openWith(PEOPLE.slice(0, 2));
    await h.after(() => send(h.service.app, { to: ['interest=tur'], text: 'Tur!' }));
    await expect(send(h.service.app, { to: ['interest=tur'], text: 'Tur!' })).rejects.toThrow('already sent');
    const wider = await previewOf(h.service.app, { to: ['role=volunteer'], text: 'Tur!' });
    expect([wider.recipients, left(wider.leftOut)]).toEqual([1, { 'same text': 1 }]);
    await h.goTo('2026-11-24T00:30');
    expect((await previewOf(h.service.app, { to: ['interest=tur'], text: 'Tur!' })).recipients).toBe(1);
  });

  test('paused it stands still, with what lay in the outbox; resumed it goes on; cancelled it ends', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      id: `p${10 + i}`,
      number: `+47900001${10 + i}`,
      interests: 'tur',
    }));
    const h = await openWith(many, undefined, { perSecond: 1 });
    const house_ = h.service.app;
    const id = await send(house_, {});
    await h.after(() => Promise.resolve());
    const first = await counts(h, id);
    // A few seconds ahead of the sender, and no more.
    expect(first).toMatchObject({ status: 'sending', sent: 2, queued: 10 });
    expect(await inTx(h, (tx) => pauseBroadcast(tx, momentOf(house_), id))).toBe('paused');
    expect(await inTx(h, (tx) => pauseBroadcast(tx, momentOf(house_), id))).toBe('already');
    expect(await h.goTo('2026-11-23T12:10')).toEqual([]);
    expect(await inTx(h, (tx) => resumeBroadcast(tx, momentOf(house_), id))).toBe('resumed');
    expect(await h.goTo('2026-11-23T12:11')).not.toEqual([]);
    expect(await inTx(h, (tx) => cancelBroadcast(tx, momentOf(house_), id))).toBe('cancelled');
    const gone = await counts(h, id);
    expect(await h.goTo('2026-11-23T12:30')).toEqual([]);
    expect(await counts(h, id)).toEqual(gone);
    expect(gone).toMatchObject({ status: 'cancelled', queued: 0, dropped: 12 - gone.sent });
    expect(await inTx(h, (tx) => resumeBroadcast(tx, momentOf(house_), id))).toBe('cancelled');
  });

  test('at night and on red days it waits; in the morning it begins gently', async () => {
    const many = Array.from({ length: 8 }, (_, i) => ({ id: `p${i}`, number: `+4790000${110 + i}`, interests: 'tur' }));
    const h = await openWith(many, '2026-11-23T22:00');
    await send(h.service.app, {});
    expect(await h.after(() => Promise.resolve())).toEqual([]);
    expect(await h.goTo('2026-11-24T07:59')).toEqual([]);
    expect(await h.goTo('2026-11-24T08:00')).toHaveLength(1);
    expect(await h.goTo('2026-11-24T08:01')).toHaveLength(5);
    expect(await h.goTo('2026-11-24T08:11')).toHaveLength(2);
  });

  test('a scheduled one waits for its time, and goes to those who were confirmed', async () => {
    const h = await openWith(PEOPLE.slice(0, 1));
    const id = await send(h.service.app, { sendAt: toInstant('2026-11-25T10:00') });
    await putPeople(h.store, [{ id: 'new', number: '+4790000099', interests: 'tur' }]);
    expect(await h.after(() => Promise.resolve())).toEqual([]);
    expect(await counts(h, id)).toMatchObject({ status: 'scheduled', queued: 1 });
    expect((await h.goTo('2026-11-25T10:00')).map((m) => m.to)).toEqual(['+4790000011']);
    expect(await counts(h, id)).toMatchObject({ status: 'done' });
  });

  test('segments: by postcode, distance, area, language, sign-up; what is not known is refused', async () => {
    const h = await openWith(PEOPLE.slice(0, 4));
    await h.store.write((tx) =>
      tx.updateTable('person').set({ lat: 58.46, lon: 8.77 }).where('id', '=', 'anna').execute(),
    );
    const who = async (...to: string[]): Promise<number> => {
      const p = await previewOf(h.service.app, { to });
      return p.recipients + p.leftOut.reduce((sum, { count, reason }) => sum + (reason === 'duplicate' ? 0 : count), 0);
    };
    expect(await who('all')).toBe(4);
    expect(await who('postcode=48*')).toBe(3);
    expect(await who('postcode=4820|4836,language=nn')).toBe(1);
    expect(await who('distance=3km:4836')).toBe(1);
    expect(await who('area=Arendal')).toBe(2);
    expect(await who('interest=besøk|kjøring')).toBe(2);
    expect(await who('role=staff|organiser|resident')).toBe(0);
    await expect(who('area=Atlantis')).rejects.toThrow(/There is no place Atlantis.*places find/);
    await expect(who('signed-up=nothing')).rejects.toThrow(/There is no activity nothing.*activities list/);
    await expect(who('answered=nothing')).rejects.toThrow(/There is no broadcast nothing/);
    await expect(who('turgjengen')).rejects.toThrow(/There is no saved segment "turgjengen"/);
    await expect(wishFor(h.service.app, { text: 'Hei {{adresse}}' })).rejects.toThrow(/{{name}}/);
    await expect(wishFor(h.service.app, { text: 'x'.repeat(300) })).rejects.toThrow(/--long/);
    expect((await wishFor(h.service.app, { text: 'x'.repeat(300), long: true })).texts).toHaveLength(1);
  });

  test('what nobody knows the fate of is left alone until staff choose; then it is sent once more, and counted once', async () => {
    const h = await openWith(PEOPLE.slice(0, 1));
    const id = await send(h.service.app, {});
    await h.after(() => Promise.resolve());
    const lost = { state: 'unknown', reason: 'uncertain', sid: null } as const;
    await inTx(h, (tx) =>
      tx
        .updateTable('outbox')
        .set({ ...lost, settled_at: '2026-11-23T11:05:00.000Z' })
        .where('broadcast_id', '=', id)
        .execute(),
    );
    expect(await counts(h, id)).toMatchObject({ sent: 0, uncertain: 1 });
    expect(await inTx(h, (tx) => retryUncertain(tx, momentOf(h.service.app), id))).toBe(1);
    expect(await inTx(h, (tx) => retryUncertain(tx, momentOf(h.service.app), id))).toBe(0);
    expect(await h.after(() => Promise.resolve())).toHaveLength(1);
    expect(await counts(h, id)).toMatchObject({ sent: 1, delivered: 1, uncertain: 0 });
  });

  test('a message that was refused while its broadcast was paused waits with it; with a cancelled one it ends', async () => {
    const h = await openWith(PEOPLE.slice(0, 1));
    const moment = momentOf(h.service.app);
    const id = await send(h.service.app, {});
    await h.after(() => Promise.resolve());
    const rowNow = () =>
      h.store.db.selectFrom('outbox').selectAll().where('broadcast_id', '=', id).executeTakeFirstOrThrow();
    const refuse = async (status: 'paused' | 'cancelled'): Promise<string> => {
      await inTx(h, async (tx) => {
        await tx.updateTable('broadcast').set({ status }).where('id', '=', id).execute();
        await tx.updateTable('outbox').set({ state: 'sending', sid: null }).where('broadcast_id', '=', id).execute();
      });
      const row = await rowNow();
      await inTx(h, (tx) => sendAgain(tx, moment, row, { at: moment.now, from: 'sending', code: '20429' }));
      return (await rowNow()).state;
    };
    expect(await refuse('paused')).toBe('held');
    expect(await refuse('cancelled')).toBe('cancelled');
  });

  test('more people than were confirmed: nothing is sent, and it stays a draft', async () => {
    const h = await openWith(PEOPLE.slice(0, 1));
    const [wish, preview] = [await wishFor(h.service.app, {}), await previewOf(h.service.app, {})];
    await putPeople(h.store, [{ id: 'new', number: '+4790000099', interests: 'tur' }]);
    const gone = await launchBroadcast(h.service.app, { wish, preview, second: null }, () => Promise.resolve());
    expect(gone).toMatchObject({ outcome: 'grew' });
    expect(await h.after(() => Promise.resolve())).toEqual([]);
    expect(await h.store.db.selectFrom('broadcast').select('status').execute()).toEqual([{ status: 'draft' }]);
    expect(await h.after(() => send(h.service.app, {}))).toHaveLength(2);
  });

  test('after three days, or after something else, a text is no answer to a broadcast', async () => {
    const h = await openWith(PEOPLE.slice(0, 2));
    await h.after(() => send(h.service.app, { collects: 'yes', text: 'Hvem kan komme? Svar JA.' }));
    const answers = async (): Promise<number> =>
      (await h.store.db.selectFrom('broadcast_reply').selectAll().execute()).length;
    await h.goTo('2026-11-26T11:59');
    await h.text('+4790000011', 'ja');
    expect(await answers()).toBe(1);
    await h.text('+4790000012', 'ring meg');
    await h.text('+4790000012', 'ja');
    expect(await answers()).toBe(1);
    await h.goTo('2026-11-26T12:01');
    await h.text('+4790000011', 'nei');
    expect(await answers()).toBe(1);
  });
});
