import { clip, ALONE_MAX, LISTED_TITLE_MAX } from '../channels/clip.ts';
import { setAgenda } from '../domain/agenda.ts';
import { isOptedOut } from '../domain/consent.ts';
import { earliestSend } from '../domain/quiet-hours.ts';
import { allSubscriptions, newsFor, nextDigestAt } from '../domain/subscriptions.ts';
import { DAY_MS, later, MINUTE_MS } from '../domain/time.ts';
import { IDLE_MS, openConversation } from './conversations.ts';
import type { Scene } from './house.ts';
import { beginFlow } from './talk.ts';
import { tell } from './tell.ts';
import type { Hand } from './text-turn.ts';
import type { Became } from './turn.ts';

/** The house itself, where a piece of work concerns all of it. */
export const THE_HOUSE = 'house';
const ASK_AGAIN_MS = 20 * MINUTE_MS;

/** The turn in which the week's digests are put on the agenda, one for each subscription; the next week's is noted. */
export async function takeDigests({ tx, moment }: Hand): Promise<Became> {
  const ids = await allSubscriptions(tx);
  for (const id of ids) await setAgenda(tx, 'digest', id, moment.now);
  await setAgenda(tx, 'digests', THE_HOUSE, nextDigestAt(moment.now));
  return { outcome: `${ids.length} digests`, state: 'done', centreId: null };
}

/** The turn of one digest. Nothing new, nothing sent; whoever is in the middle of something gets it a little later. */
export async function takeDigest({ house, tx, moment, arrival }: Hand, id: string): Promise<Became> {
  const subscription = await tx.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst();
  if (subscription === undefined) return { outcome: 'ended meanwhile', state: 'ignored', centreId: null };
  const centreId = subscription.centre_id;
  const became = (outcome: string, state: Became['state'] = 'ignored'): Became => ({ outcome, state, centreId });
  const person = await tx
    .selectFrom('person')
    .selectAll()
    .where('id', '=', subscription.person_id)
    .executeTakeFirstOrThrow();
  if (await isOptedOut(tx, { centreId, number: person.number })) return became('opted out');

  const open = await openConversation(tx, person.id);
  const busy = open !== null && Date.parse(moment.now) - Date.parse(open.activeAt) < IDLE_MS;
  const quietUntil = earliestSend('broadcast', moment.now);
  if (busy || quietUntil > moment.now) {
    await setAgenda(tx, 'digest', id, busy ? later(moment.now, ASK_AGAIN_MS) : quietUntil);
    return became('later', 'done');
  }
  const found = await newsFor(tx, subscription, moment.now);
  await tx.updateTable('subscription').set({ sent_at: moment.now }).where('id', '=', id).execute();
  if (found.length === 0) return became('nothing new');

  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
  const scene: Scene = { house, tx, moment, centre, person, arrivalId: arrival.id };
  const items = found.map(({ activityId, occurrence, title, startsAt, venue, km }) => ({
    activityId,
    occurrence,
    title: clip(title, LISTED_TITLE_MAX),
    startsAt,
    venue: clip(venue, ALONE_MAX),
    km,
  }));
  const talk = await beginFlow(scene, 'digest', { place: clip(subscription.place_name, ALONE_MAX), items }, open);
  await tell(scene, { ...talk, kind: 'broadcast', expiresAt: later(moment.now, DAY_MS) });
  return became('digest sent', 'done');
}
