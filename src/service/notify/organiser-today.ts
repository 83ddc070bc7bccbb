import type { Db } from '../../db/schema/index.ts';
import { occurrences } from '../../domain/activities/occurrences.ts';
import { addDays, dateOf, toInstant, toWall, type Instant } from '../../domain/base/time.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { alertStaff } from './staff-alerts.ts';
import type { Scene } from '../engine/scene.ts';

/** Intents of an organiser that cannot wait when they are about today. */
const CHANGES: ReadonlySet<string> = new Set(['activity_cancelled', 'activity_changed']);

/**
 * Alerts staff when a message cancels or changes an activity of today: when the message names today, or when the sender
 * is an organiser with an activity today. The arrival must have its inbox item.
 */
export async function alertIfToday(
  { tx, moment, centre, person, arrivalId }: Scene,
  { intent, slots }: Pick<Reading, 'intent' | 'slots'>,
): Promise<'urgent' | 'not urgent'> {
  if (!CHANGES.has(intent)) return 'not urgent';
  const today = dateOf(toWall(moment.now));
  const named = slots.when === undefined ? null : covers(slots.when, today);
  const urgent = named ?? (await organisesToday(tx, { centreId: centre.id, number: person.number, now: moment.now }));
  if (!urgent) return 'not urgent';
  await alertStaff(tx, moment, { centre, kind: 'organiser', about: arrivalId });
  return 'urgent';
}

/** `when` is a day, a time, or two of them with a slash between. */
function covers(when: string, today: string): boolean {
  const [from = '', to = from] = when.split('/').map((wall) => wall.slice(0, 10));
  return from <= today && today <= to;
}

async function organisesToday(
  db: Db,
  { centreId, number, now }: { centreId: string; number: string; now: Instant },
): Promise<boolean> {
  const own = await db
    .selectFrom('activity')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('organiser_phone', '=', number)
    .where('status', '=', 'active')
    .execute();
  const today = dateOf(toWall(now));
  const day = { from: toInstant(`${today}T00:00`), to: toInstant(`${addDays(today, 1)}T00:00`), max: 1 };
  for (const activity of own) {
    const changes = await db
      .selectFrom('occurrence_change')
      .selectAll()
      .where('activity_id', '=', activity.id)
      .execute();
    if (occurrences(activity, changes, day).length > 0) return true;
  }
  return false;
}
