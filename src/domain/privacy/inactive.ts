import type { Db } from '../../db/schema/index.ts';
import { DAY_MS, later, type Instant } from '../base/time.ts';

const ASKED_DAYS = 365;
const REMOVED_DAYS = 395;
/** A batch is short, so that inbound texts are answered in between. */
const STEP_MAX = 200;

/** Shown with the rules of retention.ts; `inactive` carries it out (docs/rules.md N3). */
export const INACTIVE = {
  name: 'residents',
  keeps: `a resident who has not written: asked after ${ASKED_DAYS} days whether to be kept`,
  days: REMOVED_DAYS,
} as const;

/** Residents without contact for a year, or for thirteen months. Volunteers are left to staff. */
export async function inactive(
  db: Db,
  now: Instant,
): Promise<{ toAsk: string[]; toErase: { id: string; centreId: string; number: string }[] }> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'centre_id', 'number', 'first_seen_at', 'last_inbound_at', 'kept_asked_at'])
    .where((e) => e(e.fn.coalesce('last_inbound_at', 'first_seen_at'), '<=', later(now, -ASKED_DAYS * DAY_MS)))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('volunteer')
            .select('volunteer.id')
            .whereRef('volunteer.person_id', '=', 'person.id')
            .where('left_on', 'is', null),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('sign_up')
            .select('sign_up.id')
            .whereRef('sign_up.person_id', '=', 'person.id')
            .where('starts_utc', '>', now),
        ),
      ),
    )
    .orderBy('id')
    .limit(STEP_MAX)
    .execute();
  const heard = (r: (typeof rows)[number]): string => r.last_inbound_at ?? r.first_seen_at;
  const removed = later(now, -REMOVED_DAYS * DAY_MS);
  const gracePassed = later(now, -(REMOVED_DAYS - ASKED_DAYS) * DAY_MS);
  const asked = (r: (typeof rows)[number]): boolean => r.kept_asked_at !== null && r.kept_asked_at > heard(r);
  return {
    toAsk: rows.filter((r) => !asked(r)).map(({ id }) => id),
    // Everyone gets a month to answer before the erasure.
    toErase: rows
      .filter((r) => asked(r) && (r.kept_asked_at ?? '') <= gracePassed && heard(r) <= removed)
      .map(({ id, centre_id, number }) => ({ id, centreId: centre_id, number })),
  };
}
