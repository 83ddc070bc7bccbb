import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { AboutKind, Tx } from '../../db/schema/index.ts';

/** Why a message or call was cancelled: it became untrue before it left. */
export const NO_LONGER_SO = 'no longer so';

interface Waiting {
  id: string;
  kind: AboutKind | null;
}

const texts = compiled<{ person: string; about: string }, Waiting>((db, arg) =>
  db
    .selectFrom('outbox')
    .innerJoin('person', 'person.number', 'outbox.number')
    .select(['outbox.id', 'outbox.about_kind as kind'])
    .where('person.id', '=', arg('person'))
    .where('outbox.state', 'in', [lit('pending'), lit('held')])
    .where('outbox.about_id', '=', arg('about')),
);
const calls = compiled<{ person: string; about: string }, Waiting>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .innerJoin('person', 'person.number', 'outgoing_call.number')
    .select(['outgoing_call.id', 'outgoing_call.about_kind as kind'])
    .where('person.id', '=', arg('person'))
    .where('outgoing_call.state', '=', lit('pending'))
    .where('outgoing_call.about_id', '=', arg('about')),
);
const dropText = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('outbox')
    .set({ state: 'cancelled', reason: NO_LONGER_SO, settled_at: arg('now') })
    .where('id', '=', arg('id'))
    .where('state', 'in', [lit('pending'), lit('held')]),
);
const dropCall = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('outgoing_call')
    .set({ state: 'cancelled', reason: NO_LONGER_SO, settled_at: arg('now') })
    .where('id', '=', arg('id'))
    .where('state', '=', lit('pending')),
);

/** Takes back one text that has not left. */
export const dropPendingText = async (tx: Tx, id: string, now: string): Promise<void> => {
  await dropText(tx, { id, now });
};

/**
 * Withdraws waiting messages and calls that are no longer true, in the transaction that makes them untrue. Messages of
 * a restored backup that wait for staff are withdrawn too. Messages on their way cannot be withdrawn.
 * @param id of the offer or sign-up
 * @param kinds the statements about it that are no longer true
 */
export async function withdrawPending(
  tx: Tx,
  { now }: Pick<Moment, 'now'>,
  { personId, id: about, kinds }: { personId: string; id: string; kinds: readonly AboutKind[] },
): Promise<void> {
  const of = { person: personId, about };
  const isUntrue = ({ kind }: Waiting): boolean => kind !== null && kinds.includes(kind);
  for (const { id } of (await texts(tx, of)).filter(isUntrue)) await dropText(tx, { id, now });
  for (const { id } of (await calls(tx, of)).filter(isUntrue)) await dropCall(tx, { id, now });
}
