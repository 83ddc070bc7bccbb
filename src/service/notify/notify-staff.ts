import { textOf } from '../../channels/sms.ts';
import type { Line } from '../../conversation/ask.ts';
import type { Centre, Person } from '../../db/schema/index.ts';
import { putInInbox, type InboxReason } from '../../domain/staff/inbox.ts';
import { nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { canText } from '../../domain/base/phone-numbers.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';

import { DAY_MS, later } from '../../domain/base/time.ts';
import { mayAlertStaff } from './staff-alerts.ts';
import type { Turn } from '../engine/scene.ts';

export interface StaffNotification {
  centre: Centre;
  person: Pick<Person, 'id' | 'number'> | null;
  reason: InboxReason;
  /** The id of the row concerned. */
  about: string;
  /** The text that staff read in the inbox. */
  body: string;
  arrivalId: string | null;
  /** The text to the staff phone; none for a matter that can wait until staff read the inbox. */
  text?: Line;
  /** Without it, the text waits for opening hours. */
  at?: 'once';
}

/**
 * Tells staff that a person needs them: in the inbox, and by text when it cannot wait and the staff phone takes texts.
 * Texts leave in opening hours, up to the centre's number a day.
 * @returns when a text leaves, if one does; `read later` when staff find it only in the inbox
 */
export async function notifyStaff(
  { app, tx, moment }: Turn,
  note: StaffNotification,
): Promise<'now' | 'later' | 'read later'> {
  const { centre, person, reason, about, body, arrivalId } = note;
  const number = person?.number ?? centre.number;
  const personId = person?.id ?? null;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason, arrivalId, body, about });
  if (note.text === undefined || centre.staff_phone === null || !canText(centre.staff_phone)) return 'read later';
  if ((await mayAlertStaff(tx, moment, centre)) === 'enough for today') return 'read later';
  const opens = nextOpenMoment(centre.opening, moment.now);
  const notBefore = note.at === 'once' ? earliestSend('confirmation', moment.now) : opens;
  const text = textOf({ said: [note.text], ask: null }, app.words(centre.language));
  await queueMessage(tx, moment, {
    dedupe: `staff:${reason}:${about}:${moment.now}`,
    centreId: centre.id,
    personId: null,
    fromNumber: centre.number,
    number: centre.staff_phone,
    kind: 'staff',
    need: reason === 'crisis',
    language: centre.language,
    ...text,
    notBefore,
    expiresAt: later(notBefore, DAY_MS),
  });
  return notBefore <= moment.now ? 'now' : 'later';
}
