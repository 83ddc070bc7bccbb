import type { Arrival } from '../db/schema.ts';
import { askForCallback } from '../domain/callbacks.ts';
import { centreByNumber } from '../domain/centres.ts';
import { isOptedOut } from '../domain/consent.ts';
import { putInInbox } from '../domain/inbox.ts';
import { hearFrom } from '../domain/people.ts';
import { later, toWall } from '../domain/time.ts';
import { ATTEMPTS_MAX } from './arrivals.ts';
import { momentOf, type House, type Scene } from './house.ts';
import type { TextPayload } from './text-turn.ts';
import { tell } from './tell.ts';

const RETRY_MS = 2000;

/**
 * After a turn that threw: it is tried again shortly; the third time it is set aside, staff find it in the inbox, and
 * the person hears that somebody will ring. What the person writes next goes on as usual.
 */
export async function recordFailure(house: House, arrival: Arrival, error: unknown): Promise<string> {
  const attempts = arrival.attempts + 1;
  const gaveUp = attempts >= ATTEMPTS_MAX;
  house.log.error({ arrival: arrival.id, kind: arrival.kind, attempts, error: nameOf(error) }, 'a turn failed');
  await house.store.write(async (tx) => {
    const moment = momentOf(house);
    const changed = await tx
      .updateTable('arrival')
      .set({
        attempts,
        last_error: nameOf(error),
        retry_at: later(moment.now, RETRY_MS * 2 ** attempts),
        ...(gaveUp ? { state: 'poison' as const, outcome: 'failed turn', handled_at: moment.now } : {}),
      })
      .where('id', '=', arrival.id)
      .where('state', '=', 'new')
      .where('attempts', '=', arrival.attempts)
      .executeTakeFirst();
    if (gaveUp && changed.numUpdatedRows > 0n && arrival.kind === 'text') {
      await handToHuman({ house, tx, moment, arrivalId: arrival.id }, JSON.parse(arrival.payload) as TextPayload);
    }
  });
  return gaveUp ? 'failed turn' : 'tried again later';
}

async function handToHuman(scene: Omit<Scene, 'centre' | 'person'>, text: TextPayload): Promise<void> {
  const { tx, moment } = scene;
  const centre = await centreByNumber(tx, text.to);
  if (centre === undefined) return;
  const who = { centreId: centre.id, number: text.from, language: centre.language };
  const { person } = await hearFrom(tx, moment, who);
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'failed turn',
    arrivalId: scene.arrivalId,
    body: text.body,
  });
  const { language, id: personId, number } = person;
  const { dueAt } = await askForCallback(tx, moment, { centre, personId, number, language, reason: 'failed turn' });
  if (await isOptedOut(tx, { centreId: centre.id, number })) return;
  await tell(
    { ...scene, centre, person },
    {
      said: [{ key: 'common.poisoned', params: { day: { as: 'fullDay', of: toWall(dueAt) } } }],
      ask: null,
      kind: 'reply',
    },
  );
}

/** An error without the values that it may quote: a class and a code, never a number or a body. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
