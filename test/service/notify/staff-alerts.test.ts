import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
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

  test('in their hours, in one text, and the same thing once', async () => {
    expect(await alert('crisis', 'callback_1')).toBe('noted');
    expect(await alert('crisis', 'callback_1')).toBe('already noted');
    expect(await alert('crisis', 'callback_2')).toBe('noted');
    expect(await alert('withdrawal', 'assignment_1')).toBe('noted');
    expect(toStaff(await app.goTo('2026-11-23T20:00'))).toEqual([]);
    expect(toStaff(await app.goTo('2026-11-24T09:00'))).toEqual([
      'Frivilligsentralen Arendal: Haster: 2 i nød. 1 trakk seg fra noe som begynner snart. Se: ringerunde today',
    ]);
    expect(toStaff(await app.goTo('2026-11-24T10:00'))).toEqual([]);
  });

  test('at most so many a day; the rest the next morning', async () => {
    await store.write((tx) => tx.updateTable('centre').set({ notices_max: 2 }).execute());
    const told: string[][] = [];
    for (const hour of ['09', '10', '11', '12']) {
      await app.goTo(`2026-11-24T${hour}:00`);
      await alert('undelivered change', `out_${hour}`);
      told.push(toStaff(await app.goTo(`2026-11-24T${hour}:01`)));
    }
    expect(told.map((t) => t.length)).toEqual([1, 1, 0, 0]);
    expect(toStaff(await app.goTo('2026-11-25T09:00'))).toEqual([
      'Frivilligsentralen Arendal: Haster: 2 har ikke fått vite om en endring. Se: ringerunde today',
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
