import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { measure } from '../../../src/channels/parts.ts';
import { queueMessage } from '../../../src/domain/messages/outbox.ts';
import { askForCallback } from '../../../src/domain/staff/callbacks.ts';
import { assignmentOf } from '../../support/people/many-volunteers.ts';
import { alertStaff } from '../../../src/service/notify/staff-alerts.ts';
import { openTestApp, testClock, type Heard, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

const STAFF = '+4745600002';

describe.each(ENGINES)('staff are told what is urgent, on $engine', ({ open }) => {
  let app: TestApp;
  let store: Store;
  beforeEach(async () => {
    store = await open();
    app = await openTestApp({ store, clock: testClock('2026-11-23T16:00') });
  });
  afterEach(() => app.close());

  const alert = (kind: Parameters<typeof alertStaff>[2]['kind'], about: string) =>
    store.write(async (tx) => {
      const centre = await tx.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
      return alertStaff(tx, momentOf(app.service.app), { centre, kind, about });
    });
  const toStaff = (heard: readonly Heard[]): string[] => heard.filter((h) => h.to === STAFF).map((h) => h.body);

  const nth = (n: number): string => `+479000000${n}`;
  const waits = async (n: number): Promise<string> =>
    store.write(async (tx) => {
      const centre = await tx.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
      const person = { id: null, number: nth(n), language: 'nb' };
      return (await askForCallback({ tx, moment: momentOf(app.service.app), centre, person }, 'crisis')).id;
    });
  const assignment = async (title: string): Promise<string> =>
    store.write(async (tx) => {
      await tx
        .insertInto('assignment')
        .values(assignmentOf({ id: title, title, centre_id: 'arendal' }))
        .execute();
      return title;
    });
  /** A change of which a person was to be told. */
  const change = async (n: number): Promise<string> =>
    store.write(async (tx) => {
      const said = [
        { key: 'change.cancelled', params: { title: 'Strikkekafé', day: { as: 'day', of: '2026-12-01T18:00' } } },
      ];
      const moment = momentOf(app.service.app);
      await queueMessage(tx, moment, {
        dedupe: `cancelled:${n}`,
        centreId: 'arendal',
        personId: null,
        fromNumber: '+4759440000',
        number: nth(n),
        kind: 'change',
        language: 'nb',
        body: 'Avlyst',
        encoding: 'GSM-7',
        parts: 1,
        said: JSON.stringify(said),
        expiresAt: null,
      });
      await tx.updateTable('outbox').set({ state: 'undelivered' }).execute();
      const row = await tx.selectFrom('outbox').select('id').orderBy('seq', 'desc').executeTakeFirstOrThrow();
      return row.id;
    });

  test('in their hours, in one text: whom to ring, about what, and what to do', async () => {
    const first = await waits(1);
    expect(await alert('crisis', first)).toBe('noted');
    expect(await alert('crisis', first)).toBe('already noted');
    expect(await alert('crisis', await waits(2))).toBe('noted');
    expect(await alert('withdrawal', await assignment('Følge til øyelege'))).toBe('noted');
    expect(toStaff(await app.goTo('2026-11-23T20:00'))).toEqual([]);
    expect(toStaff(await app.goTo('2026-11-24T09:00'))).toEqual([
      'Frivilligsentralen Arendal: Haster. Kan være i nød: 90 00 00 01 (man. 23.11 kl. 16), 90 00 00 02 (man. 23.11 kl. 16). Ring nå. Er det fare for liv, 113. Trakk seg: Følge til øyelege (tir. 1.12 kl. 11). Mer: ringerunde today',
    ]);
    expect(toStaff(await app.goTo('2026-11-24T10:00'))).toEqual([]);
  });

  test.each([
    [
      'nn',
      /^Frivilligsentralen Arendal: Hastar\. Kan vere i naud: 90 00 00 01 .*Ring no\. .*113\..* Meir: ringerunde today$/,
    ],
    [
      'en',
      /^Frivilligsentralen Arendal: Urgent\. May be in need: 90 00 00 01 .*Call now\. .*113\..* More: ringerunde today$/,
    ],
  ])('in the language of the centre: %s', async (language, text) => {
    await store.write((tx) => tx.updateTable('centre').set({ language }).execute());
    await alert('crisis', await waits(1));
    expect(toStaff(await app.goTo('2026-11-24T09:00'))).toEqual([expect.stringMatching(text)]);
  });

  test('many are told in two parts: some of each, and how many more', async () => {
    for (let n = 1; n <= 9; n++) await alert('crisis', await waits(n));
    for (let n = 1; n <= 5; n++) await alert('undelivered change', await change(n));
    const [text = ''] = toStaff(await app.goTo('2026-11-24T09:00'));
    expect(measure(text).parts).toBeLessThanOrEqual(2);
    expect(text).toMatch(/Kan være i nød: 90 00 00 01 \(man\. 23\.11 kl\. 16\).* og \d til\. Ring nå\./);
    expect(text).toMatch(
      /Vet ikke om endringen: 90 00 00 01 \(Strikkekafé, tir\. 1\.12 kl\. 18\).* og \d til\. Ring dem\./,
    );
  });

  test('what has been erased is not told of', async () => {
    await alert('crisis', await waits(1));
    await store.write((tx) => tx.deleteFrom('callback').execute());
    expect(toStaff(await app.goTo('2026-11-24T09:00'))).toEqual([]);
  });

  test('at most so many a day; the rest the next morning', async () => {
    await store.write((tx) => tx.updateTable('centre').set({ notices_max: 2 }).execute());
    const told: string[][] = [];
    for (const [n, hour] of ['09', '10', '11', '12'].entries()) {
      await app.goTo(`2026-11-24T${hour}:00`);
      await alert('undelivered change', await change(n + 1));
      told.push(toStaff(await app.goTo(`2026-11-24T${hour}:01`)));
    }
    expect(told.map((t) => t.length)).toEqual([1, 1, 0, 0]);
    expect(toStaff(await app.goTo('2026-11-25T09:00'))).toEqual([
      'Frivilligsentralen Arendal: Haster. Vet ikke om endringen: 90 00 00 03 (Strikkekafé, tir. 1.12 kl. 18), 90 00 00 04 (Strikkekafé, tir. 1.12 kl. 18). Ring dem. Mer: ringerunde today',
    ]);
  });

  test('nobody is told where the staff phone takes no texts, or none are wanted', async () => {
    await store.write((tx) => tx.updateTable('centre').set({ staff_phone: '+4737000011' }).execute());
    expect(await alert('crisis', 'a')).toBe('nobody to tell');
    await store.write((tx) => tx.updateTable('centre').set({ staff_phone: STAFF, notices_max: 0 }).execute());
    expect(await alert('crisis', 'a')).toBe('nobody to tell');
  });

  test('a call that was made meanwhile is no news', async () => {
    await app.text('+4790000001', 'ring meg');
    await app.service.tidy();
    const [callback] = await store.db.selectFrom('callback').select(['id', 'due_at']).execute();
    await alert('missed promise', callback?.id ?? '');
    await store.write((tx) => tx.updateTable('callback').set({ status: 'done' }).execute());
    expect(toStaff(await app.goTo('2026-11-24T09:00'))).toEqual([]);
  });
});
