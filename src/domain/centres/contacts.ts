import type { Moment } from '../../db/moment.ts';
import type { Centre, Tx } from '../../db/schema/index.ts';
import { canCall, canText } from '../base/phone-numbers.ts';
import { stranger } from './people.ts';

/** A number that receives no texts gets calls. */
const isReached = (number: string): boolean => canText(number) || canCall(number);

/**
 * Adds persons for the activity organisers and for the staff phone that have never been in touch: the service can only
 * write to, or call, a person.
 * @returns the number of persons added
 */
export async function meetContacts(tx: Tx, moment: Moment, centre: Centre): Promise<number> {
  const rows = await tx
    .selectFrom('activity')
    .select('organiser_phone as number')
    .distinct()
    .where('centre_id', '=', centre.id)
    .where('status', '=', 'active')
    .where('organiser_phone', 'is not', null)
    .execute();
  const numbers = new Set([...rows.map((r) => r.number ?? ''), centre.staff_phone ?? ''].filter(isReached));
  // The service neither texts nor calls its own numbers.
  for (const { number, voice_number } of await tx.selectFrom('centre').select(['number', 'voice_number']).execute()) {
    numbers.delete(number);
    numbers.delete(voice_number ?? '');
  }
  if (numbers.size === 0) return 0;
  const known = await tx
    .selectFrom('person')
    .select('number')
    .where('centre_id', '=', centre.id)
    .where('number', 'in', [...numbers])
    .execute();
  for (const { number } of known) numbers.delete(number);
  for (const number of numbers) {
    const who = { id: moment.ids.next('person'), centreId: centre.id, number, language: centre.language };
    await tx
      .insertInto('person')
      .values(stranger({ ...who, now: moment.now }))
      .execute();
  }
  return numbers.size;
}
