import type { Moment } from '../db/moment.ts';
import type { MessageKind, OutboxRow, Tx } from '../db/schema.ts';
import { askForCallback } from '../domain/callbacks.ts';
import { putInInbox } from '../domain/inbox.ts';
import { findOffer } from '../domain/offers.ts';
import { noteUndelivered } from '../domain/waves.ts';
import { offerMarked } from './offer-marks.ts';
import type { OnGiveUp } from './sender.ts';

/** What a human does about a message that did not arrive (promises.md 4.3): rings, reads it in the inbox, or nothing. */
const HUMAN_DOES: Readonly<Record<MessageKind, 'rings' | 'reads' | 'nothing'>> = {
  confirmation: 'rings',
  change: 'rings',
  // The next in line is asked, and the board shows it.
  offer: 'nothing',
  reminder: 'rings',
  reply: 'reads',
  staff: 'reads',
  broadcast: 'nothing',
  stop_receipt: 'nothing',
  code: 'nothing',
};

/** Puts a message that did not arrive before a human, in the transaction that gives it up. */
export const handToHuman: OnGiveUp = async (tx, row, reason, moment) => {
  if (row.kind === 'offer') await passOver(tx, row, reason, moment);
  const does = HUMAN_DOES[row.kind];
  if (does === 'nothing' || row.reason === 'opted out') return;
  const { centre_id: centreId, person_id: personId, number, language } = row;
  if (does === 'rings') {
    const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
    await askForCallback(tx, moment, { centre, personId, number, language, reason: `${row.kind} ${reason}` });
  }
  await putInInbox(tx, moment, { centreId, personId, number, reason: 'undelivered', arrivalId: null, body: row.body });
};

/** Somebody who could not be asked is not waited for; the wave after them is due at once. */
async function passOver(tx: Tx, row: OutboxRow, reason: string, moment: Moment): Promise<void> {
  const id = offerMarked(row.dedupe);
  const offer = id === null ? undefined : await findOffer(tx, id);
  if (offer?.status === 'asked') await noteUndelivered(tx, moment, offer, row.reason ?? reason);
}
