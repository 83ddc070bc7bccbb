import type { Ask, Understood } from '../../conversation/ask.ts';
import { mySignUps } from '../../domain/activities/sign-ups.ts';
import { ownAssignments } from '../../domain/assignments/own-assignments.ts';
import { hasVisited } from '../../domain/assignments/today.ts';
import { placeRegister, pointOf } from '../../domain/places/places.ts';
import { toWall } from '../../domain/base/time.ts';
import { read } from '../../understanding/read.ts';
import {
  SITUATIONS,
  type TextHeard,
  type PlaceFinder,
  type Reading,
  type Situation,
} from '../../understanding/base/reading.ts';
import type { Scene, TextPayload } from './scene.ts';

/**
 * Reads a text in the situation of the open question, or in `given` when the caller names another.
 * @param known the things that the text may name: codes of the person's offers, and the last message to them
 */
export async function understand(
  scene: Scene,
  body: string,
  ask: Ask | null,
  given: Situation | null,
  known: Pick<TextHeard, 'codes' | 'sent'> = {},
): Promise<Reading> {
  const { person, moment, app } = scene;
  const situation = given ?? situationOf(ask, person.last_outbound_at === null);
  const list = ask === null ? [] : ask.choices.filter((c) => c.listed).map((c) => app.words(person.language)(c.label));
  const reading = read({
    text: body,
    now: toWall(moment.now),
    situation,
    ...(list.length > 0 ? { list } : {}),
    places: await placeFinder(scene),
    expected: await isExpected(scene, body),
    visited: await hasVisited(scene.tx, person.id, moment.now),
    ...known,
  } satisfies TextHeard);
  // A bare number is the choice with that number, before any other reading.
  const bare = ask === null ? null : /^\W*([1-9])\W*$/.exec(reading.with.code === null ? body : reading.with.rest);
  return bare === null ? reading : { ...reading, slots: { ...reading.slots, choice: Number(bare[1]) } };
}

/** Below this confidence the line asks back, and does not act. */
const SURE_MIN = 0.5;

/** An answer whose words say both yes and no. */
export const isInDoubt = ({ intent, confidence }: Reading): boolean =>
  (intent === 'offer_yes' || intent === 'offer_no') && confidence < SURE_MIN;

/**
 * The part of a reading that an open question gets. An answer in doubt chooses nothing; a question that can ask back
 * does so.
 */
export const asHeard = (reading: Reading): Pick<Understood, 'intent' | 'slots'> =>
  isInDoubt(reading)
    ? { intent: 'unclear', slots: { doubt: 1 } }
    : { intent: reading.intent, slots: { ...reading.slots } };

/** Looked up only when it decides the meaning: CANCEL stops all messages, or gives up a place. */
async function isExpected({ tx, person, moment }: Scene, body: string): Promise<boolean> {
  if (!/cancel/iu.test(body)) return false;
  const signUps = await mySignUps(tx, { personId: person.id, now: moment.now });
  return signUps.length > 0 || (await ownAssignments(tx, person.id, moment.now)).length > 0;
}

/** Reads a text in a given situation, without a question. */
export const understandAs = (scene: Scene, body: string, situation: Situation): Promise<Reading> =>
  understand(scene, body, null, situation);

/** Whether a text says stop. Reads no database, so that STOPP works while everything else fails. */
export const saysStop = ({ body, optOutType }: Pick<TextPayload, 'body' | 'optOutType'>): boolean =>
  optOutType === 'STOP' || stops(plainly(body));

/** Without the database, it is unknown whether there is a subscription, so AVSLUTT ABONNEMENT stops all messages. */
const stops = ({ intent, with: said }: Reading): boolean =>
  intent === 'stop' || (intent === 'unsubscribe' && said.stops);

/** Whether a text may be about a life in danger; reads no database. */
export const saysNeed = (body: string): boolean => plainly(body).intent === 'crisis';

/** Reads a text alone, without the person and the question. */
export const plainly = (text: string): Reading =>
  read({ text, now: NO_TIME, situation: 'none', places: () => null } satisfies TextHeard);

/** The caller needs no dates from this reading. */
const NO_TIME = '2000-01-01T00:00';

function situationOf(ask: Ask | null, stranger: boolean): Situation {
  if (ask === null) return stranger ? 'first contact' : 'none';
  return SITUATIONS.find((s) => s === ask.situation) ?? 'none';
}

async function placeFinder({ tx, centre }: Pick<Scene, 'tx' | 'centre'>): Promise<PlaceFinder> {
  const register = await placeRegister(tx);
  const near = pointOf(register, centre);
  return (words) => {
    const place = register.find(words, near);
    return place === null ? null : { name: place.name, certainty: place.certainty };
  };
}
