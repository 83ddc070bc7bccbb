import type { Moment } from '../../db/moment.ts';
import type { Centre, Tx } from '../../db/schema/index.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { canText } from '../../domain/base/phone-numbers.ts';
import { nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import {
  markTold,
  recordStaffAlert,
  recordMissedPromises,
  staffTextsSince,
  waitingAlerts,
  type StaffAlertKind,
  type WaitingAlert,
} from '../../domain/staff/staff-alerts.ts';
import { addDays, dateOf, HOUR_MS, later, MINUTE_MS, toInstant, toWall, type Instant } from '../../domain/base/time.ts';
import { alertText } from './alert-lines.ts';
import type { Turn } from '../engine/scene.ts';

/** Promises are made for full and half hours, so a look a minute later finds the broken ones. */
const LOOK_EVERY_MS = 30 * MINUTE_MS;
const EXPIRES_MS = 12 * HOUR_MS;

/**
 * Records an urgent matter: staff get a text in opening hours, together with other urgent matters, up to the centre's
 * number of texts a day. `about` is an id. The text has numbers, titles and times, and neither names nor words.
 */
export async function alertStaff(
  tx: Tx,
  moment: Moment,
  { centre, kind, about }: { centre: Centre; kind: StaffAlertKind; about: string },
): Promise<'noted' | 'already noted' | 'nobody to tell'> {
  if (!canBeTold(centre)) return 'nobody to tell';
  const noted = await recordStaffAlert(tx, moment, { centreId: centre.id, kind, about });
  if (noted === 'noted') await setAgenda(tx, 'tell staff', centre.id, nextOpenMoment(centre.opening, moment.now));
  return noted;
}

/** Whether staff may get one more text today. */
export async function mayAlertStaff(tx: Tx, moment: Moment, centre: Centre): Promise<'one more' | 'enough for today'> {
  const today = toInstant(`${dateOf(toWall(moment.now))}T00:00`);
  return (await staffTextsSince(tx, centre.id, today)) < centre.notices_max ? 'one more' : 'enough for today';
}

/** Whether the staff phone of a centre takes texts about urgent matters. */
export const canBeTold = ({ staff_phone, notices_max }: Centre): boolean =>
  staff_phone !== null && notices_max > 0 && canText(staff_phone);

/** Texts staff the urgent matters; looks for broken promises too, and runs again while the centre is open. */
export async function sendUrgentAlerts({ app, tx, moment }: Turn, centreId: string): Promise<string> {
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirst();
  if (centre === undefined) return 'no such centre';
  if (!canBeTold(centre)) return 'nobody to tell';
  const open = nextOpenMoment(centre.opening, moment.now);
  const again = (at: Instant): Promise<void> =>
    setAgenda(tx, 'tell staff', centreId, nextOpenMoment(centre.opening, at));
  if (open > moment.now) {
    await again(open);
    return 'closed';
  }
  await recordMissedPromises(tx, moment, centreId);
  const waiting = await waitingAlerts(tx, centreId);
  // The daily limit does not apply to a person in need.
  const isNeed = waiting.some(({ kind }) => kind === 'crisis');
  if (waiting.length > 0 && !isNeed && (await mayAlertStaff(tx, moment, centre)) === 'enough for today') {
    await again(toInstant(`${addDays(dateOf(toWall(moment.now)), 1)}T00:00`));
    return 'enough for today';
  }
  const told = waiting.length > 0 && (await send({ app, tx, moment }, centre, waiting));
  await again(later(moment.now, LOOK_EVERY_MS));
  return told ? 'staff told' : 'nothing urgent';
}

async function send({ app, tx, moment }: Turn, centre: Centre, waiting: readonly WaitingAlert[]): Promise<boolean> {
  const text = await alertText(tx, centre, waiting, app.words(centre.language));
  if (text !== null)
    await queueMessage(tx, moment, {
      // Two alerts of the same millisecond are two texts.
      dedupe: `staff:${waiting[0]?.id ?? centre.id}:${moment.now}`,
      centreId: centre.id,
      personId: null,
      fromNumber: centre.number,
      number: centre.staff_phone ?? '',
      kind: 'staff',
      need: waiting.some(({ kind }) => kind === 'crisis'),
      language: centre.language,
      ...text,
      expiresAt: later(moment.now, EXPIRES_MS),
    });
  await markTold(
    tx,
    moment,
    waiting.map(({ id }) => id),
  );
  return text !== null;
}
