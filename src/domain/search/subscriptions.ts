import type { Moment } from '../../db/moment.ts';
import type { Db, Subscription, Tx } from '../../db/schema/index.ts';
import { recordConsent, SUBSCRIBED, withdrawConsent } from '../centres/consent.ts';
import { activityIndex, search, type Found } from './search.ts';
import { addDays, dateOf, DAY_MS, later, toInstant, toWall, weekdayOf, type Instant } from '../base/time.ts';

const SUBSCRIPTIONS_MAX = 3;
/** As many as fit into a text. */
const ITEMS_MAX = 3;
const WEEK_MS = 7 * DAY_MS;
const LOOK_MAX = 12;
const SENT_ON = 1;
const SENT_AT = '10:00';

export interface Wanted {
  centreId: string;
  personId: string;
  category: string | null;
  words: string | null;
  place: { name: string; postcode: string; lat: number | null; lon: number | null };
}

/** Adds a person's weekly subscription, with the consent that it implies. An equal subscription changes nothing. */
export async function addSubscription(
  tx: Tx,
  moment: Moment,
  wanted: Wanted,
): Promise<'subscribed' | 'already' | 'too many'> {
  const { centreId, personId, category, words, place } = wanted;
  const mine = await subscriptionsOf(tx, personId);
  if (mine.some((s) => s.category === category && s.words === words && s.postcode === place.postcode)) return 'already';
  if (mine.length >= SUBSCRIPTIONS_MAX) return 'too many';
  await tx
    .insertInto('subscription')
    .values({
      id: moment.ids.next('subscription'),
      centre_id: centreId,
      person_id: personId,
      category,
      words,
      postcode: place.postcode,
      place_name: place.name,
      lat: place.lat,
      lon: place.lon,
      since: moment.now,
      sent_at: null,
    })
    .execute();
  await recordConsent(tx, moment, { centreId, personId, kind: 'requested', how: SUBSCRIBED });
  return 'subscribed';
}

/** Ends all subscriptions of a person and withdraws the consent that they implied. */
export async function endSubscriptions(tx: Tx, personId: string): Promise<'ended' | 'none'> {
  const { numDeletedRows } = await tx.deleteFrom('subscription').where('person_id', '=', personId).executeTakeFirst();
  await withdrawConsent(tx, { personId, kind: 'requested' });
  return numDeletedRows > 0n ? 'ended' : 'none';
}

/** A person's subscriptions, oldest first. */
export const subscriptionsOf = (db: Db, personId: string): Promise<Subscription[]> =>
  db.selectFrom('subscription').selectAll().where('person_id', '=', personId).orderBy('since').orderBy('id').execute();

export async function hasSubscription(db: Db, personId: string): Promise<boolean> {
  return (await subscriptionsOf(db, personId)).length > 0;
}

/** The ids of all subscriptions. */
export async function allSubscriptions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('subscription').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** The next Monday at ten, Oslo time, after an instant. */
export function nextDigestAt(after: Instant): Instant {
  const today = dateOf(toWall(after));
  for (let day = 0; day <= 7; day++) {
    const date = addDays(today, day);
    const at = toInstant(`${date}T${SENT_AT}`);
    if (weekdayOf(date) === SENT_ON && at > after) return at;
  }
  throw new Error('There is a Monday in every week.');
}

/**
 * The activities that a digest lists, nearby and within two weeks: in the first digest all of them, later those added
 * or changed since the last one.
 */
export async function newsFor(db: Db, subscription: Subscription, now: Instant): Promise<Found[]> {
  const { centre_id: centreId, category, words, lat, lon } = subscription;
  const index = await activityIndex(db, centreId);
  const answer = search(index, {
    now,
    ...(lat === null || lon === null ? {} : { lat, lon }),
    ...(words === null ? {} : { words }),
    ...(category === null ? {} : { category }),
    fromUtc: now,
    toUtc: later(now, 2 * WEEK_MS),
    limit: LOOK_MAX,
    skip: 0,
  });
  // For an unknown name the search offers other activities, which the subscriber did not ask for.
  if (words !== null && answer.by !== 'words' && answer.by !== 'some words') return [];
  if (answer.found.length === 0 || answer.wider) return [];
  if (subscription.sent_at === null) return answer.found.slice(0, ITEMS_MAX);
  const changed = await db
    .selectFrom('activity')
    .select('id')
    .where(
      'id',
      'in',
      answer.found.map(({ activityId }) => activityId),
    )
    .where('changed_at', '>', subscription.sent_at)
    .execute();
  const fresh = new Set(changed.map(({ id }) => id));
  return answer.found.filter(({ activityId }) => fresh.has(activityId)).slice(0, ITEMS_MAX);
}
