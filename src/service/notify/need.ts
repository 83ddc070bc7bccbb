import { textOf } from '../../channels/sms.ts';
import type { Line } from '../../conversation/ask.ts';
import type { OutboxRow } from '../../db/schema/index.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { isOpen, nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { HOUR_MS, later, toWall } from '../../domain/base/time.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { keyAbout } from '../../domain/messages/about.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { repeatAlert } from '../../domain/staff/staff-alerts.ts';
import type { Scene, Turn } from '../engine/scene.ts';
import { notifyPerson } from './notify-person.ts';
import { alertStaff, canBeTold } from './staff-alerts.ts';

/** Which human was told of a person in need, so that the reply to the person is true. */
export type Told =
  /** The staff phone gets a text now: the centre is open. */
  | 'staff'
  /** The emergency phone gets a text now. */
  | 'emergency phone'
  /** The emergency phone got a text within the last hour. */
  | 'emergency phone before'
  | 'nobody';

/** Least time between two texts about the same person. */
const AGAIN_MS = HOUR_MS;
/** After this time a text to the emergency phone has no use. */
const EXPIRES_MS = 2 * HOUR_MS;

/**
 * Stores the words of a person in need for staff, puts the person first on the list of those to ring, and tells a human
 * at once: on the staff phone while the centre is open, else on its emergency phone.
 */
export async function recordNeed(scene: Scene, words: string): Promise<{ told: Told; dueAt: string }> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'crisis', arrivalId, body: words });
  const { id: about, dueAt } = await askForCallback(scene, 'crisis');
  const outcome = await alertStaff(tx, moment, { centre, kind: 'crisis', about });
  if (outcome === 'already noted') await alertAgain(scene, about);
  if (canBeTold(centre) && isOpen(centre.opening, moment.now)) return { told: 'staff', dueAt };
  return { told: await tellEmergencyPhone(scene), dueAt };
}

/** Tells staff again, once an hour, of a person who writes again and has not been rung. */
async function alertAgain({ tx, moment, centre }: Scene, about: string): Promise<void> {
  const again = await repeatAlert(tx, { centreId: centre.id, kind: 'crisis', about }, later(moment.now, -AGAIN_MS));
  if (again === 'repeated') await setAgenda(tx, 'tell staff', centre.id, nextOpenMoment(centre.opening, moment.now));
}

/** Tells the emergency phone which number to ring and what to do; without a name, and without the person's words. */
export async function tellEmergencyPhone(scene: Scene): Promise<Told> {
  const { app, tx, moment, centre, person } = scene;
  const phone = centre.emergency_phone;
  if (phone === null || phone === person.number || isWithheld(person.number)) return 'nobody';
  if (await wasTold(scene)) return 'emergency phone before';
  const time = toWall(moment.now).slice(11, 16).replace(':', '.');
  const line: Line = { key: 'need.emergency', params: { centre: centre.name, time, number: person.number } };
  const text = textOf({ said: [line], ask: null }, app.words(centre.language));
  const outcome = await queueMessage(tx, moment, {
    ...keyAbout('need', person.id, moment.now),
    centreId: centre.id,
    personId: null,
    fromNumber: centre.number,
    number: phone,
    kind: 'staff',
    need: true,
    language: centre.language,
    ...text,
    expiresAt: later(moment.now, EXPIRES_MS),
  });
  return outcome === 'queued' || outcome === 'already queued' ? 'emergency phone' : 'nobody';
}

const LOST: readonly OutboxRow['state'][] = ['failed', 'expired', 'cancelled', 'undelivered'];

async function wasTold({ tx, moment, person }: Scene): Promise<boolean> {
  const row = await tx
    .selectFrom('outbox')
    .select('id')
    .where('about_kind', '=', 'need')
    .where('about_id', '=', person.id)
    .where('created_at', '>', later(moment.now, -AGAIN_MS))
    .where('state', 'not in', LOST)
    .executeTakeFirst();
  return row !== undefined;
}

/** The sentence that tells the person which human was told; a language without that sentence leaves it out. */
export function toldLine({ centre, moment }: Pick<Scene, 'centre' | 'moment'>, told: Told, dueAt: string): Line {
  const opens = { as: 'fullDay', of: toWall(nextOpenMoment(centre.opening, moment.now)) } as const;
  if (told === 'staff') return { key: 'need.told' };
  if (isOpen(centre.opening, moment.now)) {
    if (told === 'nobody') return { key: 'need.willRing', params: { day: { as: 'fullDay', of: toWall(dueAt) } } };
    return { key: told === 'emergency phone' ? 'need.tells' : 'need.toldBefore' };
  }
  if (told === 'nobody') return { key: 'need.shut', params: { day: opens } };
  return { key: told === 'emergency phone' ? 'need.shutTells' : 'need.shutToldBefore', params: { day: opens } };
}

/** Corrects the reply to a person who was told that the emergency phone gets a text, when it got none. */
export async function sayNotTold(turn: Turn, personId: string): Promise<string> {
  const person = await turn.tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst();
  if (person === undefined) return 'no such person';
  return notifyPerson(turn, personId, [{ key: 'need.failed' }], {
    kind: 'reply',
    dedupe: `need.failed:${personId}:${turn.moment.now}`,
    expiresAt: later(turn.moment.now, EXPIRES_MS),
    need: 'must reach',
  });
}

/** The id of the person in need in a text to the emergency phone; null for another text. */
export const personInNeed = (row: Pick<OutboxRow, 'about_kind' | 'about_id'>): string | null =>
  row.about_kind === 'need' ? row.about_id : null;
