import { textOf } from '../../channels/sms.ts';
import type { Person } from '../../db/schema/index.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { appAt } from '../engine/centre-languages.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { changeNumber, type NumberChanged } from '../../domain/assignments/change-number.ts';
import type { Turn } from '../engine/scene.ts';
import { notifyPerson } from './notify-person.ts';

/** How long the two messages have a use. */
const TOLD_MS = 2 * DAY_MS;

/**
 * Changes a person's number, and tells both numbers: the new one that it is used from now on; the old one, which may be
 * another person's by now, only that it is not used any more.
 */
export async function changeNumberAndNotify(
  turn: Turn,
  to: { person: Person; number: string },
): Promise<NumberChanged> {
  const { app, tx, moment } = turn;
  const changed = await changeNumber(tx, moment, to);
  if (changed.outcome !== 'changed') return changed;
  const { person } = to;
  const centre = await centreWithId(tx, person.centre_id);
  const notBefore = earliestSend('confirmation', moment.now);
  const expiresAt = later(notBefore, TOLD_MS);
  const dedupe = `number:${person.id}:${moment.now}`;
  const text = textOf(
    { said: [{ key: 'common.oldNumber', params: { centre: centre.name } }], ask: null },
    appAt(app, centre).words(person.language),
  );
  // Neither the line nor staff ring a number that was given up.
  await queueMessage(tx, moment, {
    dedupe: `${dedupe}:old`,
    centreId: centre.id,
    personId: null,
    fromNumber: centre.number,
    number: changed.old,
    kind: 'code',
    language: person.language,
    ...text,
    notBefore,
    expiresAt,
  });
  if (changed.optedOut === 'no')
    await notifyPerson(turn, person.id, [{ key: 'common.newNumber' }], {
      dedupe,
      kind: 'confirmation',
      expiresAt,
      need: 'may miss',
    });
  return changed;
}
