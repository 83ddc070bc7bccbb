import type { Line } from '../../conversation/ask.ts';
import type { MessageKind, OutboxRow, Tx } from '../../db/schema/index.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { findOffer } from '../../domain/assignments/offers.ts';
import { rememberWay } from '../../domain/centres/people.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { recordUndelivered } from '../../domain/assignments/waves.ts';
import type { Moment } from '../../db/moment.ts';
import { callForBroadcast } from '../broadcasts/call-landlines.ts';
import { aboutOf, type AboutColumns } from '../../domain/messages/about.ts';
import { offersAsked, stillHolds } from '../../domain/messages/offer-messages.ts';
import { queueCallAbout, type CallPurpose } from '../notify/queue-call.ts';
import { personInNeed } from '../notify/need.ts';
import { alertStaff } from '../notify/staff-alerts.ts';
import type { OnUndeliverable } from '../delivery/hooks.ts';

/** The work of staff for a message that did not arrive (docs/rules.md P4): ring, read it in the inbox, or nothing. */
const HUMAN_DOES: Readonly<Record<MessageKind, 'rings' | 'reads' | 'nothing'>> = {
  confirmation: 'rings',
  change: 'rings',
  // The next volunteer is asked, and staff see it on the board.
  offer: 'nothing',
  reminder: 'rings',
  reply: 'reads',
  staff: 'reads',
  broadcast: 'nothing',
  stop_receipt: 'nothing',
  code: 'nothing',
};

/**
 * Passes a message that did not arrive to staff, in the transaction that gives it up, unless its content is no longer
 * true.
 */
export const handToHuman: OnUndeliverable = async (tx, row, reason, moment) => {
  if (!(await stillHolds(tx, row))) return;
  const inNeed = personInNeed(row);
  if (inNeed !== null) await setAgenda(tx, 'say not told', inNeed, moment.now);
  if ((await ringsInstead(tx, row, moment)) === 'rings') return;
  if (row.kind === 'offer') await passOver(tx, row, reason, moment);
  const does = HUMAN_DOES[row.kind];
  if (does === 'nothing' || row.reason === 'opted out') return;
  const { centre_id: centreId, person_id: personId, number, language } = row;
  if (does === 'rings') {
    const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
    await askForCallback({ tx, moment, centre, person: { id: personId, number, language } }, `${row.kind} ${reason}`);
    if (row.kind === 'change') await alertStaff(tx, moment, { centre, kind: 'undelivered change', about: row.id });
  }
  await putInInbox(tx, moment, { centreId, personId, number, reason: 'undelivered', arrivalId: null, body: row.body });
};

/** Kinds whose content the line says by phone when the number turns out not to take texts (21614, 21635, 30006). */
const CALLED_ABOUT: ReadonlySet<MessageKind> = new Set([
  'confirmation',
  'change',
  'offer',
  'reminder',
  'reply',
  'broadcast',
]);

/** Calls a landline with the content of a text that it could not take, and uses calls for it from now on. */
async function ringsInstead(tx: Tx, row: OutboxRow, moment: Moment): Promise<'rings' | 'does not'> {
  if (row.reason !== 'landline' || row.person_id === null || !CALLED_ABOUT.has(row.kind)) return 'does not';
  const person = await tx.selectFrom('person').selectAll().where('id', '=', row.person_id).executeTakeFirst();
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirst();
  if (person === undefined || centre === undefined) return 'does not';
  await rememberWay(tx, person.id, 'call');
  if (row.broadcast_id !== null)
    return callForBroadcast(tx, moment, { ...row, broadcast_id: row.broadcast_id }, { person, centre });
  // The question of the text is still open, so the call asks it again.
  const said = row.said === null ? [] : (JSON.parse(row.said) as Line[]);
  const purpose: CallPurpose = { said, resume: 1 };
  const how = {
    kind: row.kind,
    dedupe: `landline:${row.dedupe}`,
    about: aboutOf(row),
    expiresAt: row.expires_at ?? later(moment.now, DAY_MS),
  };
  const queued = await queueCallAbout({ tx, moment }, { person, centre }, purpose, how);
  return queued === 'queued' || queued === 'already queued' ? 'rings' : 'does not';
}

/** Skips a volunteer who could not be asked: the next wave is due at once. */
export async function passOver(
  tx: Tx,
  row: AboutColumns & { reason: string | null },
  reason: string,
  moment: Moment,
): Promise<void> {
  for (const id of offersAsked(row)) {
    const offer = await findOffer(tx, id);
    if (offer?.status === 'asked') await recordUndelivered(tx, moment, offer, row.reason ?? reason);
  }
}
