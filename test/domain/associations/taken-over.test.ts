import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listAssociations } from '../../../src/domain/associations/associations.ts';
import { migrate } from '../../../src/db/open.ts';
import { ENGINES } from '../../support/store.ts';
import { backTo, insertOld } from '../../support/older.ts';

const DAY = '2026-11-20T11:00:00.000Z';

test.each(ENGINES)(
  'on $engine, organisers of an older version become associations, each with the numbers of its own activities',
  async ({ open }) => {
    const store = await open();
    await backTo(store, '0012-doors');
    for (const id of ['arendal', 'feda'])
      await insertOld(store, 'centre', {
        id,
        name: `Frivilligsentralen ${id}`,
        number: id,
        language: 'nb',
        created_at: DAY,
      });
    const old = [
      ['arendal', 'Tromøy husflidslag', '+4790000011'],
      ['arendal', 'TROMØY HUSFLIDSLAG', '+4790000012'],
      ['arendal', 'His kor', null],
      ['arendal', 'Frivilligsentralen Arendal', '+4790000013'],
      ['arendal', 'Arendal kommune', '+4790000014'],
      ['arendal', '', '+4790000015'],
      ['feda', 'His kor', '+4790000016'],
    ] as const;
    for (const [n, [centre_id, organiser, number]] of old.entries())
      await insertOld(store, 'activity', {
        id: `activity_${n}`,
        centre_id,
        import_key: String(n),
        title: `Nr ${n}`,
        organiser,
        ...(number === null ? {} : { organiser_phone: number }),
        status: 'active',
        created_at: DAY,
      });

    expect(await migrate(store)).toContain('0014-associations');

    const shown = (await listAssociations(store.db, null)).map((a) => ({
      centre: a.centre,
      name: a.name,
      trust: a.trust,
      phones: a.contacts.map(({ phone }) => phone ?? '').toSorted((one, other) => (one < other ? -1 : 1)),
      activities: a.activities.map(({ title }) => title),
    }));
    expect(shown).toEqual([
      { centre: 'arendal', name: 'Arendal kommune', trust: 'approve', phones: ['+4790000014'], activities: ['Nr 4'] },
      expect.objectContaining({ name: 'His kor', activities: expect.anything() }),
      expect.objectContaining({ name: 'His kor', activities: expect.anything() }),
      {
        centre: 'arendal',
        name: 'Tromøy husflidslag',
        trust: 'approve',
        phones: ['+4790000011', '+4790000012'],
        activities: ['Nr 0', 'Nr 1'],
      },
    ]);
    const choirs = shown.filter(({ name }) => name === 'His kor').toSorted((a, b) => (a.centre < b.centre ? -1 : 1));
    expect(choirs).toEqual([
      { centre: 'arendal', name: 'His kor', trust: 'approve', phones: [], activities: ['Nr 2'] },
      { centre: 'feda', name: 'His kor', trust: 'approve', phones: ['+4790000016'], activities: ['Nr 6'] },
    ]);
    const { rows } = await sql<{ owner: string | null }>`select owner from activity order by id`.execute(store.db);
    expect(rows.map(({ owner }) => owner)).toEqual([
      'association',
      'association',
      'association',
      'centre',
      'municipality',
      null,
      'association',
    ]);
    await store.close();
  },
);
