import type { Centre } from '../../db/schema/index.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { erase, isLeaving, type Erased } from '../../domain/privacy/erasure.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { notifyPromoted } from '../activities/tell-changes.ts';
import type { Turn } from '../engine/scene.ts';

/** How often, and how long, an erasure waits for messages to that person which still have to leave. */
const WAIT_MS = MINUTE_MS;
const WAIT_MAX_MS = 30 * MINUTE_MS;

/**
 * Erases a person; tells persons who move up from a waiting list, and tells staff which assignments have lost a
 * volunteer.
 */
export async function eraseAndNotify(
  turn: Turn,
  { centre, number }: { centre: Centre; number: string },
): Promise<Erased> {
  const { tx, moment } = turn;
  const erased = await erase(tx, moment, { centreId: centre.id, number });
  await notifyPromoted(turn, erased.promoted);
  for (const id of erased.freed) {
    await putInInbox(tx, moment, {
      centreId: centre.id,
      personId: null,
      number: '',
      reason: 'request',
      arrivalId: null,
      body: `A volunteer of assignment ${id} had everything about them erased. It needs somebody else.`,
    });
  }
  return erased;
}

/**
 * Erases a person who asked for it. The answer to their text goes out first; a message that has not left within half an
 * hour is cancelled.
 */
export async function eraseWhenAnswered(turn: Turn, personId: string): Promise<string> {
  const { tx, moment } = turn;
  const person = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
  if (person === undefined) return 'nobody there';
  const { centre_id: centreId, number } = person;
  const since = later(moment.now, -WAIT_MAX_MS);
  if (await isLeaving(tx, { centreId, number, now: moment.now, since })) {
    await setAgenda(tx, 'erase', personId, later(moment.now, WAIT_MS));
    return 'waits until the answer has left';
  }
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
  await eraseAndNotify(turn, { centre, number });
  return 'erased';
}
