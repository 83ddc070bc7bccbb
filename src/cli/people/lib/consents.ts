import type { Db, Person } from '../../../db/schema/index.ts';
import { consentsOf } from '../../../domain/centres/consent.ts';
import { subscriptionsOf } from '../../../domain/search/subscriptions.ts';
import { withOffset } from '../../../domain/base/time.ts';
import type { Io } from '../../framework/io.ts';
import { table, wall, wrap } from '../../framework/print.ts';

/** The messages to which a person has agreed, at each centre. */
export async function consents(db: Db, persons: readonly Person[]) {
  const all = await Promise.all(persons.map(({ id }) => consentsOf(db, id)));
  return all.flat().map((c) => ({ centre: c.centre_id, kind: c.kind, since: withOffset(c.since), how: c.how }));
}

/** A person's weekly subscriptions. */
export async function subscriptions(db: Db, persons: readonly Person[]) {
  const all = await Promise.all(persons.map(({ id }) => subscriptionsOf(db, id)));
  return all.flat().map((s) => ({
    id: s.id,
    centre: s.centre_id,
    words: s.words,
    category: s.category,
    postcode: s.postcode,
    place: s.place_name,
    since: withOffset(s.since),
    lastSentAt: s.sent_at === null ? null : withOffset(s.sent_at),
  }));
}

/** Both as tables; empty without either. */
export function agreedText(
  io: Io,
  held: {
    consents: Awaited<ReturnType<typeof consents>>;
    subscriptions: Awaited<ReturnType<typeof subscriptions>>;
  },
): string[] {
  const agreed = held.consents.map((c) => [c.kind, wall(c.since), c.how]);
  const weekly = held.subscriptions.map((s) => [s.words ?? s.category ?? 'everything', s.place, wall(s.since)]);
  return [
    ...(agreed.length === 0 ? [] : [table(io, ['agreed to', 'since', wrap('how')], agreed)]),
    ...(weekly.length === 0 ? [] : [table(io, [wrap('subscribes to'), wrap('near'), 'since'], weekly)]),
  ];
}
