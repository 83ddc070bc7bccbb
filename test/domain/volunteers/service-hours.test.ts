import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { hoursOf, reportHours, type HoursReport } from '../../../src/domain/volunteers/service-hours.ts';
import { CENTRE_ID, momentsOf, openCentre } from '../../support/people/centre.ts';
import { assignmentOf, personOf, volunteerOf } from '../../support/people/many-volunteers.ts';
import { ENGINES } from '../../support/store.ts';

const REPORT: HoursReport = {
  centreId: CENTRE_ID,
  volunteerId: 'kari',
  assignmentId: null,
  servedOn: '2026-11-20',
  minutes: 90,
  kind: 'visit',
  reportedBy: 'Anne',
};

describe.each(ENGINES)('hours on $engine', ({ open }) => {
  const withKari = async (
    body: (store: Store, report: (some?: Partial<HoursReport>) => Promise<string>) => Promise<void>,
  ): Promise<void> => {
    const store = await open();
    const moment = momentsOf();
    try {
      await openCentre(store);
      await store.write(async (tx) => {
        await tx
          .insertInto('person')
          .values(personOf({ id: 'person of kari', number: '+4790000001' }))
          .execute();
        await tx
          .insertInto('volunteer')
          .values(volunteerOf({ id: 'kari' }))
          .execute();
        await tx.insertInto('assignment').values(assignmentOf()).execute();
      });
      await body(store, (some = {}) => store.write((tx) => reportHours(tx, moment(), { ...REPORT, ...some })));
    } finally {
      await store.close();
    }
  };

  test('are noted once for an assignment; a second report corrects the first', () =>
    withKari(async (store, report) => {
      expect(await report({ assignmentId: 'visit' })).toBe('noted');
      expect(await report({ assignmentId: 'visit' })).toBe('noted');
      expect(await hoursOf(store.db, 'kari')).toMatchObject({ minutes: 90, served: [{ minutes: 90 }] });
      expect(await report({ assignmentId: 'visit', minutes: 120, reportedBy: 'text' })).toBe('corrected');
      expect(await hoursOf(store.db, 'kari')).toMatchObject({ minutes: 120, served: [{ minutes: 120 }] });
      const [row] = await store.db.selectFrom('service_hours').selectAll().execute();
      expect(row).toMatchObject({ assignment_id: 'visit', reported_by: 'text', centre_id: CENTRE_ID });
    }));

  test('without an assignment are added each time', () =>
    withKari(async (store, report) => {
      await report();
      await report();
      expect(await hoursOf(store.db, 'kari')).toMatchObject({ minutes: 180 });
    }));

  test('longer than a day are nobody’s', () =>
    withKari(async (store, report) => {
      expect(await report({ minutes: 1441 })).toBe('too many');
      expect(await report({ minutes: 1440 })).toBe('noted');
      expect(await hoursOf(store.db, 'kari')).toMatchObject({ minutes: 1440 });
    }));

  test('are summed up by kind, between two dates', () =>
    withKari(async (store, report) => {
      await report({ servedOn: '2026-11-02', kind: 'drive', minutes: 45 });
      await report({ servedOn: '2026-11-01' });
      await report({ servedOn: '2026-11-03', kind: 'drive', minutes: 60 });
      await report({ servedOn: '2026-10-31', minutes: 30 });
      expect(await hoursOf(store.db, 'kari', '2026-11-01', '2026-11-03')).toEqual({
        served: [
          { servedOn: '2026-11-01', kind: 'visit', minutes: 90 },
          { servedOn: '2026-11-02', kind: 'drive', minutes: 45 },
          { servedOn: '2026-11-03', kind: 'drive', minutes: 60 },
        ],
        minutes: 195,
        byKind: [
          { kind: 'drive', times: 2, minutes: 105 },
          { kind: 'visit', times: 1, minutes: 90 },
        ],
      });
      expect((await hoursOf(store.db, 'kari', '2026-11-02')).served).toHaveLength(2);
      expect((await hoursOf(store.db, 'kari', undefined, '2026-11-01')).served).toHaveLength(2);
      expect(await hoursOf(store.db, 'nobody')).toEqual({ served: [], minutes: 0, byKind: [] });
    }));
});
