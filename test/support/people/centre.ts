import type { Moment } from '../../../src/db/moment.ts';
import type { Store } from '../../../src/db/open.ts';
import { upsertActivity, type NewActivity } from '../../../src/domain/activities/write-activities.ts';
import { toInstant } from '../../../src/domain/base/time.ts';

/** Monday at noon. */
export const NOON = '2026-11-23T12:00';
export const CENTRE_ID = 'centre_arendal';

/** A moment at a wall time in Oslo; counted ids continue from one moment to the next. */
export function momentsOf(): (wall?: string) => Moment {
  let n = 0;
  const ids = { next: (kind: string) => `${kind}_${String(++n).padStart(4, '0')}` };
  return (wall = NOON) => ({ now: toInstant(wall), ids });
}

/** A centre and the people of the tests, each with a letter of the alphabet as id. */
export async function openCentre(store: Store, people: readonly string[] = []): Promise<void> {
  const now = toInstant(NOON);
  const nobody = { voice_number: null, postcode: null, staff_phone: null };
  await store.write(async (tx) => {
    await tx
      .insertInto('centre')
      .values({
        ...nobody,
        id: CENTRE_ID,
        name: 'A',
        number: '+4745600001',
        opening: '',
        language: 'nb',
        created_at: now,
      })
      .execute();
    for (const [i, id] of people.entries())
      await tx
        .insertInto('person')
        .values({
          id,
          centre_id: CENTRE_ID,
          number: `+479000${String(i).padStart(4, '0')}`,
          name: id,
          language: 'nb',
          language_chosen: 0,
          postcode: null,
          place_name: null,
          lat: null,
          lon: null,
          first_seen_at: now,
          last_inbound_at: null,
          last_outbound_at: null,
        })
        .execute();
  });
}

/** Adds activities in the given order; returns their ids. The default is weekly, on Tuesdays at 18. */
export async function putActivities(
  store: Store,
  moment: Moment,
  wishes: readonly (Partial<NewActivity> & { title: string })[],
): Promise<string[]> {
  return store.write(async (tx) => {
    const ids: string[] = [];
    for (const wish of wishes) {
      const whole = { centreId: CENTRE_ID, startsAt: '2026-09-01T18:00', repeats: 'FREQ=WEEKLY;BYDAY=TU', ...wish };
      ids.push((await upsertActivity(tx, moment, { confirmedAt: moment.now, ...whole })).id);
    }
    return ids;
  });
}
