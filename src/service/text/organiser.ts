import { readNews } from '../../understanding/news.ts';
import type { Intent, Reading } from '../../understanding/base/reading.ts';
import { toWall } from '../../domain/base/time.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import { ownActivities } from '../associations/own-activities.ts';
import type { Scene } from '../engine/scene.ts';

/** Readings of a text that may be an organiser's news. Any other has a meaning of its own. */
const MAY_BE_NEWS: ReadonlySet<Intent> = new Set([
  'activity_cancelled',
  'activity_changed',
  'activity_confirmed',
  'new_activity',
  'activity_details',
  'activity_question',
  'find_activities',
  'sign_up',
  'my_data',
  'need_volunteers',
  'unclear',
]);
/** Readings of what a volunteer says of themselves; from an organiser who is none they are about an activity. */
const OF_VOLUNTEERS: ReadonlySet<Intent> = new Set(['pause', 'leave', 'withdraw', 'availability', 'profile']);

/** Whether the sender tells news of an activity that their association arranges. */
export async function isOrganisersNews(
  scene: Scene,
  { intent, keyword }: Pick<Reading, 'intent' | 'keyword'>,
  text: string,
): Promise<boolean> {
  const isVolunteers = OF_VOLUNTEERS.has(intent);
  if (!MAY_BE_NEWS.has(intent) && !isVolunteers) return false;
  if (keyword !== null && keyword !== 'new_activity' && keyword !== 'find_activities') return false;
  const now = toWall(scene.moment.now);
  if (readNews({ text, now, activities: [] }) === null) return false;
  const own = await ownActivities(scene);
  if (own === null) return false;
  if (isVolunteers && (await volunteerOfPerson(scene.tx, scene.person.id)) !== undefined) return false;
  const titles = own.activities.map(({ activity }) => activity.title);
  return readNews({ text, now, activities: titles }) !== null;
}
