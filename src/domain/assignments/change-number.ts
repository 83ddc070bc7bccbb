import { lit } from '../../db/dialect.ts';
import type { Moment } from '../../db/moment.ts';
import type { Person, Tx } from '../../db/schema/index.ts';
import { clearAgenda, setAgenda } from '../base/agenda.ts';
import { setOffer } from './offers.ts';
import { findPerson } from '../centres/people.ts';
import { isOptedOut, optOut } from '../centres/opt-out.ts';
import { isSamePerson } from '../volunteers/same-person.ts';

export type NumberChanged =
  | { outcome: 'changed'; old: string; optedOut: 'yes' | 'no'; askedAgain: number }
  | { outcome: 'already' }
  /** The number belongs to a volunteer, or to a person of a plainly different name. */
  | { outcome: 'taken'; by: Person };

/**
 * Changes a person's number. History, first conversation, sign-ups and answers stay with the person; open offers are
 * asked again under the new number. A STOP belongs to a number: that of the old number stays, and that of the new one
 * applies. A person stored only by texts from the new number is merged into this one.
 */
export async function changeNumber(
  tx: Tx,
  moment: Moment,
  { person, number }: { person: Person; number: string },
): Promise<NumberChanged> {
  if (person.number === number) return { outcome: 'already' };
  const { centre_id: centreId, number: old } = person;
  const other = await findPerson(tx, centreId, number);
  if (other !== undefined) {
    if ((await isVolunteer(tx, other.id)) || !isNamedAlike(person, other)) return { outcome: 'taken', by: other };
    await takeOver(tx, moment, { from: other.id, to: person.id });
  }
  const askedAgain = await askAgain(tx, moment, person.id);
  await tx
    .updateTable('conversation')
    .set({ status: 'ended', state: '{}', ended_at: moment.now })
    .where('person_id', '=', person.id)
    .where('status', '=', 'open')
    .execute();
  await tx.updateTable('person').set({ number }).where('id', '=', person.id).execute();
  await moveRows(tx, { centreId, personId: person.id, old, number });
  const isOut = await isOptedOut(tx, { centreId, number });
  // The new number has opted out: cancels the waiting messages, and staff ring about a change among them.
  if (isOut) await optOut(tx, moment, { centreId, number, how: 'staff' });
  return { outcome: 'changed', old, optedOut: isOut ? 'yes' : 'no', askedAgain };
}

const isNamedAlike = (person: Person, other: Person): boolean =>
  other.name === null || person.name === null || isSamePerson(person.name, other.name);

const isVolunteer = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.selectFrom('volunteer').select('id').where('person_id', '=', personId).executeTakeFirst()) !== undefined;

/** Puts offers that were asked at the old number back, to be asked again. */
async function askAgain(tx: Tx, moment: Moment, personId: string): Promise<number> {
  const open = await tx
    .selectFrom('offer')
    .selectAll()
    .where('person_id', '=', personId)
    .where('status', '=', 'asked')
    .execute();
  for (const offer of open) {
    await clearAgenda(tx, offer.id);
    await setOffer(tx, offer, moment.now, { status: 'queued', asked_at: null, answer_by: null });
    await setAgenda(tx, 'ask', offer.id, moment.now);
  }
  return open.length;
}

interface Moved {
  centreId: string;
  personId: string;
  old: string;
  number: string;
}

/**
 * Moves messages and calls with the person: the next owner of the old number must not learn of them, and an erasure
 * must find them. A message on its way keeps its number, so that its delivery report matches.
 */
async function moveRows(tx: Tx, { centreId, personId, old, number }: Moved): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ number })
    .where('centre_id', '=', centreId)
    .where('number', '=', old)
    .where('person_id', '=', personId)
    .where('state', 'not in', [lit('sending'), lit('unknown')])
    .execute();
  await tx
    .updateTable('outgoing_call')
    .set({ number })
    .where('person_id', '=', personId)
    .where('number', '=', old)
    .where('state', 'not in', [lit('placing'), lit('placed'), lit('unknown')])
    .execute();
  for (const table of ['inbox_item', 'callback', 'call'] as const)
    await tx.updateTable(table).set({ number }).where('centre_id', '=', centreId).where('number', '=', old).execute();
  // The one to ask about an activity is asked under the new number.
  await tx
    .updateTable('activity')
    .set({ organiser_phone: number })
    .where('centre_id', '=', centreId)
    .where('organiser_phone', '=', old)
    .execute();
  await tx
    .updateTable('association_contact')
    .set({ number })
    .where('number', '=', old)
    .where('association_id', 'in', tx.selectFrom('association').select('id').where('centre_id', '=', centreId))
    .execute();
  await tx
    .updateTable('arrival')
    .set({ peer: number })
    .where('peer', '=', old)
    .where('centre_id', '=', centreId)
    .where('state', '!=', lit('new'))
    .execute();
}

/** Moves the rows of the person who was stored under the new number to this person. */
async function takeOver(tx: Tx, moment: Moment, { from, to }: { from: string; to: string }): Promise<void> {
  const coming = await tx.selectFrom('sign_up').selectAll().where('person_id', 'in', [from, to]).execute();
  const own = new Set(coming.filter((s) => s.person_id === to).map((s) => `${s.activity_id} ${s.occurrence}`));
  for (const s of coming.filter((row) => row.person_id === from && !own.has(`${row.activity_id} ${row.occurrence}`)))
    await tx.updateTable('sign_up').set({ person_id: to }).where('id', '=', s.id).execute();
  await tx
    .updateTable('conversation')
    .set({ status: 'ended', state: '{}', ended_at: moment.now })
    .where('person_id', '=', from)
    .where('status', '=', 'open')
    .execute();
  for (const table of [
    'conversation',
    'subscription',
    'outbox',
    'outgoing_call',
    'inbox_item',
    'callback',
    'call',
    'broadcast_reply',
  ] as const)
    await tx.updateTable(table).set({ person_id: to }).where('person_id', '=', from).execute();
  const agreed = await tx.selectFrom('consent').selectAll().where('person_id', 'in', [from, to]).execute();
  for (const { kind } of agreed.filter((c) => c.person_id === from)) {
    if (agreed.some((c) => c.person_id === to && c.kind === kind)) continue;
    await tx
      .updateTable('consent')
      .set({ person_id: to })
      .where('person_id', '=', from)
      .where('kind', '=', kind)
      .execute();
  }
  await clearAgenda(tx, from);
  await tx.deleteFrom('broadcast_recipient').where('person_id', '=', from).execute();
  await tx.deleteFrom('person').where('id', '=', from).execute();
}
