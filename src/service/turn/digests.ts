import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { setAgenda, type Due, WHOLE_SERVICE } from '../../domain/base/agenda.ts';
import { allSubscriptions, newsFor, nextDigestAt } from '../../domain/search/subscriptions.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { agendaOutcome, startConversation } from '../notify/start-conversation.ts';
import type { Turn } from '../engine/scene.ts';

/** Puts the week's digests on the agenda, one for each subscription, and schedules the next week's. */
export async function planDigests({ tx, moment }: Turn): Promise<string> {
  const ids = await allSubscriptions(tx);
  for (const id of ids) await setAgenda(tx, 'digest', id, moment.now);
  await setAgenda(tx, 'digests', WHOLE_SERVICE, nextDigestAt(moment.now));
  return `${ids.length} digests`;
}

/**
 * Sends one digest. Sends nothing without new activities, and waits a little for a person in the middle of a
 * conversation.
 */
export async function sendDigest(turn: Turn, due: Due): Promise<string> {
  const { tx, moment } = turn;
  const id = due.objectId;
  const subscription = await tx.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst();
  if (subscription === undefined) return 'ended meanwhile';
  const started = await startConversation(turn, subscription.person_id, {
    flow: 'digest',
    kind: 'broadcast',
    key: { dedupe: `digest:${id}:${due.dueAt}` },
    prepare: async () => {
      const found = await newsFor(tx, subscription, moment.now);
      await tx.updateTable('subscription').set({ sent_at: moment.now }).where('id', '=', id).execute();
      if (found.length === 0) return null;
      const place = clip(subscription.place_name, ALONE_MAX);
      return { input: { place, items: found.map(shown) }, expiresAt: later(moment.now, DAY_MS) };
    },
  });
  return agendaOutcome(turn, due, started, 'sent');
}

const shown = ({ activityId, occurrence, title, startsAt, venue, km }: News) => ({
  activityId,
  occurrence,
  title: clip(title, LISTED_TITLE_MAX),
  startsAt,
  venue: clip(venue, ALONE_MAX),
  km,
});

type News = Awaited<ReturnType<typeof newsFor>>[number];
