import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Tx } from '../../db/schema/index.ts';

/** Why a message or call was cancelled: what it says was overtaken before it left. */
export const NO_LONGER_SO = 'no longer so';

interface Waiting {
  id: string;
  dedupe: string;
}

const texts = compiled<{ person: string; like: string }, Waiting>((db, arg) =>
  db
    .selectFrom('outbox')
    .innerJoin('person', 'person.number', 'outbox.number')
    .select(['outbox.id', 'outbox.dedupe'])
    .where('person.id', '=', arg('person'))
    .where('outbox.state', 'in', [lit('pending'), lit('held')])
    .where('outbox.dedupe', 'like', arg('like')),
);
const calls = compiled<{ person: string; like: string }, Waiting>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .innerJoin('person', 'person.number', 'outgoing_call.number')
    .select(['outgoing_call.id', 'outgoing_call.dedupe'])
    .where('person.id', '=', arg('person'))
    .where('outgoing_call.state', '=', lit('pending'))
    .where('outgoing_call.dedupe', 'like', arg('like')),
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

/**
 * Takes back what waits to be sent to a person, or rung about, and is no longer so; in the transaction that makes it untrue.
 * What a restored backup holds until staff release it waits, too.
 * What is on its way already cannot be taken back.
 * @param of what it is about: an id that stands between colons in the mark (`dedupe`) of each message
 * @param isOver says of a mark whether it is no longer so
 */
export async function withdrawPending(
  tx: Tx,
  { now }: Pick<Moment, 'now'>,
  { personId, of, isOver }: { personId: string; of: string; isOver: (mark: string) => boolean },
): Promise<void> {
  const about = { person: personId, like: `%:${of}:%` };
  for (const { id, dedupe } of await texts(tx, about)) if (isOver(dedupe)) await dropText(tx, { id, now });
  for (const { id, dedupe } of await calls(tx, about)) if (isOver(dedupe)) await dropCall(tx, { id, now });
}
