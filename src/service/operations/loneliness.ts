import { clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { DAY_MS, later, toWall } from '../../domain/base/time.ts';
import { activityIndex, search } from '../../domain/search/search.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** A meeting further ahead, or further away, does not help a lonely person. */
const AHEAD_MS = 14 * DAY_MS;
const FAR_KM = 25;

/** Operations for a person who is alone or in grief. */
export const lonelinessOperations: Pick<OperationTable, 'heardLonely' | 'wantsVisitor'> = {
  async heardLonely(scene, { words }) {
    await keepWords(scene, words);
    const { dueAt } = await askForCallback(scene, 'lonely');
    return { dueAt: toWall(dueAt), meeting: await nextMeeting(scene) };
  },

  async wantsVisitor(scene) {
    const { dueAt } = await askForCallback(scene, 'wants a visitor');
    await keepWords(scene, 'Vil gjerne ha en besøksvenn.');
    return { dueAt: toWall(dueAt) };
  },
};

/** Stores the words of a person who is alone, for the staff who ring. */
export async function keepWords(scene: Scene, body: string): Promise<void> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'lonely', arrivalId, body });
}

/** The next meeting at the nearest place to meet; null when the person's place is unknown, or nothing is near. */
async function nextMeeting({ tx, moment, centre, person }: Scene) {
  const { lat, lon } = person;
  if (lat === null || lon === null) return null;
  const { found } = search(await activityIndex(tx, centre.id), {
    now: moment.now,
    lat,
    lon,
    category: 'meeting_place',
    toUtc: later(moment.now, AHEAD_MS),
    limit: 1,
    skip: 0,
  });
  const [next] = found;
  if (next === undefined || next.category !== 'meeting_place' || (next.km ?? FAR_KM) >= FAR_KM) return null;
  const { activityId, occurrence, title, startsAt } = next;
  return { activityId, occurrence, title: clip(title, LISTED_TITLE_MAX), startsAt };
}
