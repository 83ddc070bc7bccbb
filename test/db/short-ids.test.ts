import { describe, expect, test } from 'vitest';
import { migrate, type Store } from '../../src/db/open.ts';
import type { Tx } from '../../src/db/schema/index.ts';
import { readShortId, shortId } from '../../src/domain/staff/short-ids.ts';
import { toInstant } from '../../src/domain/base/time.ts';
import { putInInbox } from '../../src/domain/staff/inbox.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../support/people/centre.ts';
import { ENGINES } from '../support/store.ts';
import { backTo, insertOld } from '../support/older.ts';

const at = momentsOf();

const wish = (body: string, centreId = CENTRE_ID) =>
  ({ centreId, personId: null, number: '+4790000001', reason: 'question', arrivalId: null, body }) as const;

async function numbersOf(store: Store, table: 'activity' | 'inbox_item', order: 'title' | 'body'): Promise<unknown[]> {
  const rows = await store.db
    .selectFrom(table)
    .selectAll()
    .orderBy('centre_id')
    .orderBy(order as never)
    .execute();
  return rows.map((row) => row.short_no);
}

const addKvinesdal = (tx: Tx) =>
  tx
    .insertInto('centre')
    .values({
      id: 'kvinesdal',
      name: 'K',
      number: '+4745600002',
      voice_number: null,
      postcode: null,
      staff_phone: null,
      opening: '',
      language: 'nb',
      created_at: toInstant('2026-11-23T12:00'),
    })
    .execute();

describe.each(ENGINES)('on $engine', ({ open }) => {
  test('rows are numbered by centre and kind, and a number is not given again', async () => {
    const store = await open();
    await openCentre(store);
    await putActivities(store, at(), [{ title: 'A' }, { title: 'B' }]);
    await store.write(async (tx) => {
      await addKvinesdal(tx);
      for (const body of ['a', 'b', 'c']) await putInInbox(tx, at(), wish(body));
      await putInInbox(tx, at(), wish('d', 'kvinesdal'));
    });
    expect(await numbersOf(store, 'activity', 'title')).toEqual([1, 2]);
    expect(await numbersOf(store, 'inbox_item', 'body')).toEqual([1, 2, 3, 1]);

    await store.write(async (tx) => void (await tx.deleteFrom('inbox_item').where('body', 'in', ['b', 'c']).execute()));
    await store.write(async (tx) => void (await putInInbox(tx, at(), wish('e'))));
    expect(await numbersOf(store, 'inbox_item', 'body')).toEqual([1, 4, 1]);
    await store.close();
  });

  test('fifty that come at once get fifty numbers, and one that fails leaves no gap', async () => {
    const store = await open();
    await openCentre(store);
    const all = Array.from({ length: 50 }, (_, i) =>
      store.write(async (tx) => {
        await putInInbox(tx, at(), { ...wish(String(i)), number: `+47900000${10 + i}` });
        if (i === 20) throw new Error('undone');
      }),
    );
    const ended = await Promise.allSettled(all);
    expect(ended.filter((e) => e.status === 'fulfilled')).toHaveLength(49);
    const numbers = (await numbersOf(store, 'inbox_item', 'body')).map(Number).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 49 }, (_, i) => i + 1));
    await store.close();
  });

  test('the migration numbers old rows by age, and goes on from there', async () => {
    const store = await open();
    await backTo(store, '0007-activity-facts');
    await insertOld(store, 'centre', { id: CENTRE_ID, created_at: at().now });
    for (const [title, wall] of [
      ['B, second', '2026-11-02T12:00'],
      ['A, first', '2026-11-01T12:00'],
    ] as const)
      await insertOld(store, 'activity', {
        id: title,
        centre_id: CENTRE_ID,
        title,
        status: 'active',
        import_key: title,
        created_at: at(wall).now,
      });
    expect(await migrate(store)).toContain('0008-staff');
    await putActivities(store, at(), [{ title: 'C, third' }]);
    expect(await numbersOf(store, 'activity', 'title')).toEqual([1, 2, 3]);
    await store.close();
  });
});

test('a short id is a letter and a number, in either case', () => {
  expect(shortId('inbox_item', 15)).toBe('I15');
  expect(readShortId(' o31 ')).toEqual({ kind: 'assignment', number: 31 });
  for (const none of ['', 'A', '12', 'A0', 'Z3', 'A12b', 'A 12', 'AA1', 'A-1', 'A1.5', 'a1234567890'])
    expect(readShortId(none), none).toBeNull();
});
