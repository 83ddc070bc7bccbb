import { textOf } from '../../channels/sms.ts';
import type { Line } from '../../conversation/ask.ts';
import type { OutboxRow, Tx } from '../../db/schema/index.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { isOpen, nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { HOUR_MS, later, toWall } from '../../domain/base/time.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { keyAbout } from '../../domain/messages/about.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { repeatAlert, toldInNeedAt } from '../../domain/staff/staff-alerts.ts';
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
  const wasLost = await wasTakenBack(scene);
  if (outcome === 'already noted') await alertAgain(scene, about, wasLost ? moment.now : later(moment.now, -AGAIN_MS));
  // The last text did not reach staff, so the person does not hear again that they know.
  if (!wasLost && canBeTold(centre) && isOpen(centre.opening, moment.now)) return { told: 'staff', dueAt };
  return { told: await tellEmergencyPhone(scene), dueAt };
}

/** Tells staff again of a person who writes again and has not been rung: once an hour, or at once where the last text was lost. */
async function alertAgain({ tx, moment, centre }: Scene, about: string, before: string): Promise<void> {
  const again = await repeatAlert(tx, { centreId: centre.id, kind: 'crisis', about }, before);
  if (again === 'repeated') await setAgenda(tx, 'tell staff', centre.id, nextOpenMoment(centre.opening, moment.now));
}

/** Whether the person has heard within the hour that no human was reached. */
async function wasTakenBack({ tx, moment, person }: Scene): Promise<boolean> {
  const since = later(moment.now, -AGAIN_MS);
  for (const table of ['outbox', 'outgoing_call'] as const) {
    const row = await tx
      .selectFrom(table)
      .select('id')
      .where('about_kind', '=', 'not told')
      .where('about_id', '=', person.id)
      .where('created_at', '>', since)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** The person in need, and the centre. */
type About = Pick<Scene, 'app' | 'tx' | 'moment' | 'centre' | 'person'>;

/** Tells the emergency phone which number to ring and what to do; without a name, and without the person's words. */
export async function tellEmergencyPhone(scene: About): Promise<Told> {
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

const wasTold = async (about: About): Promise<boolean> =>
  (await textsWithin(about)).some(({ state }) => !LOST.includes(state));

/** The texts of the last hour to the emergency phone about a person. */
const textsWithin = ({ tx, moment, person }: About): Promise<Pick<OutboxRow, 'state'>[]> =>
  tx
    .selectFrom('outbox')
    .select('state')
    .where('about_kind', '=', 'need')
    .where('about_id', '=', person.id)
    .where('created_at', '>', later(moment.now, -AGAIN_MS))
    .execute();

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

/**
 * Corrects the reply to a person who was told that a human gets a text, when that text did not arrive: where it went to
 * staff, the emergency phone is told instead; where that fails too, or there is none, the person hears so.
 */
export async function sayNotTold(turn: Turn, personId: string): Promise<string> {
  const person = await turn.tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
  if (person === undefined) return 'no such person';
  const centre = await centreWithId(turn.tx, person.centre_id);
  const about = { ...turn, centre, person };
  const wasTried = (await textsWithin(about)).length > 0;
  if (!wasTried && (await tellEmergencyPhone(about)) === 'emergency phone') return 'emergency phone told instead';
  if (wasTried && (await wasTold(about))) return 'emergency phone told before';
  const language = await lastSpoken(about);
  const isShort = !turn.app.languages.includes(language) && turn.app.safetyWords(language) !== null;
  return notifyPerson(turn, personId, [{ key: wasTried || isShort ? 'need.failed' : 'need.staffFailed' }], {
    ...keyAbout('not told', personId, turn.moment.now),
    language,
    atOnce: true,
    kind: 'reply',
    expiresAt: later(turn.moment.now, EXPIRES_MS),
    need: 'must reach',
  });
}

/** The language of the last answer to a person, who may write another than the one on file. */
async function lastSpoken({ tx, person }: About): Promise<string> {
  const row = await tx
    .selectFrom('outbox')
    .select('language')
    .where('number', '=', person.number)
    .where('kind', '=', 'reply')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.language ?? person.language;
}

/**
 * The persons in need who heard that a human is told, by an outgoing text to the emergency phone or to staff. A person who wrote
 * while the centre was closed has heard that staff are not told.
 */
export async function personsInNeed(
  tx: Tx,
  row: Pick<OutboxRow, 'about_kind' | 'about_id' | 'kind' | 'centre_id' | 'created_at'>,
): Promise<string[]> {
  if (row.about_kind === 'need') return row.about_id === null ? [] : [row.about_id];
  if (row.kind !== 'staff') return [];
  const { opening } = await centreWithId(tx, row.centre_id);
  const told = await toldInNeedAt(tx, row.centre_id, row.created_at);
  return told.filter(({ notedAt }) => isOpen(opening, notedAt)).map(({ personId }) => personId);
}
