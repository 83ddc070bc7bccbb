import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { setAgenda, type Due, WHOLE_SERVICE } from '../../domain/base/agenda.ts';
import { allSubscriptions, newsFor, nextDigestAt } from '../../domain/search/subscriptions.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { mayContact } from '../notify/may-contact.ts';
import { queueCallAbout } from '../notify/queue-call.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { Turn } from '../engine/scene.ts';

/** Puts the week's digests on the agenda, one for each subscription, and notes the next week's. */
export async function planDigests({ tx, moment }: Turn): Promise<string> {
  const ids = await allSubscriptions(tx);
  for (const id of ids) await setAgenda(tx, 'digest', id, moment.now);
  await setAgenda(tx, 'digests', WHOLE_SERVICE, nextDigestAt(moment.now));
  return `${ids.length} digests`;
}

/** Sends one digest. Nothing new, nothing sent; whoever is in the middle of something gets it a little later. */
export async function sendDigest(turn: Turn, due: Due): Promise<string> {
  const { tx, moment } = turn;
  const id = due.objectId;
  const subscription = await tx.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst();
  if (subscription === undefined) return 'ended meanwhile';
  const to = await mayContact(turn, subscription.person_id, { kind: 'broadcast', as: `digest:${id}:${due.dueAt}` });
  if (to.is === 'never') return to.why;
  if (to.is === 'later') {
    await setAgenda(tx, 'digest', id, to.at);
    return 'later';
  }
  const found = await newsFor(tx, subscription, moment.now);
  await tx.updateTable('subscription').set({ sent_at: moment.now }).where('id', '=', id).execute();
  if (found.length === 0) return 'nothing new';
  const items = found.map(({ activityId, occurrence, title, startsAt, venue, km }) => ({
    activityId,
    occurrence,
    title: clip(title, LISTED_TITLE_MAX),
    startsAt,
    venue: clip(venue, ALONE_MAX),
    km,
  }));
  const place = clip(subscription.place_name, ALONE_MAX);
  const expiresAt = later(moment.now, DAY_MS);
  if (to.is === 'by call') {
    const how = { kind: 'broadcast', dedupe: `digest:${id}:${due.dueAt}`, expiresAt } as const;
    return queueCallAbout(turn, to, { begin: 'digest', input: { place, items } }, how);
  }
  const talk = await beginFlow(to.scene, 'digest', { place, items }, to.open);
  await reply(to.scene, { ...talk, kind: 'broadcast', expiresAt });
  return 'sent';
}
