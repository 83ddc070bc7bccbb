import { limitsOf } from '../../../flows/activity-lines.ts';
import type { Ask } from '../../conversation/ask.ts';
import { addDetails, promisedBy } from '../../domain/staff/callbacks.ts';
import { putInInbox, type InboxReason } from '../../domain/staff/inbox.ts';
import { ownAssignments } from '../../domain/assignments/own-assignments.ts';
import { rememberPlace } from '../../domain/centres/people.ts';
import { findPlaceFrom } from '../../domain/places/places.ts';
import { mySignUps } from '../../domain/activities/sign-ups.ts';
import { toWall } from '../../domain/base/time.ts';
import { alertIfToday } from '../notify/organiser-today.ts';
import type { Intent, Reading, Slots } from '../../understanding/base/reading.ts';
import { setAside, type Conversation } from '../engine/conversations.ts';
import { type OfferContext } from '../assignments/read-answers.ts';
import { mayBeCalled } from '../operations/ring.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import type { Scene } from '../engine/scene.ts';

/** How long staff have to answer a text that the line could not, in minutes of opening hours. */
const HUMAN_ANSWERS_MINUTES = 240;

/** The same for a message of which staff are told at once. */
const URGENT_MINUTES = 60;

export interface TextMeant {
  reading: Reading;
  body: string;
  open: { conversation: Conversation; ask: Ask } | null;
  /** How the text relates to offers that the person got. */
  offerContext: OfferContext;
  /** An open conversation could not be read any more and was ended. */
  broken: boolean;
}

/** Flows that an intent begins directly. */
const FLOWS = {
  my_sign_ups: 'my-sign-ups',
  my_data: 'my-data',
  erase_me: 'erase-me',
  my_assignments: 'my-assignments',
  become_volunteer: 'become-volunteer',
  greeting: 'menu',
  start: 'menu',
} as const satisfies Partial<Record<Intent, string>>;

/** Intents of reserved words, which a turn handles before it gets here. */
const RESERVED = [
  'subscribe',
  'unsubscribe',
  'stop',
  'wrong_number',
  'deceased',
  'crisis',
  'leave',
  'worry',
  'lonely',
  'running_late',
  'availability',
  'automatic',
] as const;

/** Intents that look for activities. */
const WISHES = ['find_activities', 'activity_details', 'sign_up', 'pick', 'next_page', 'set_place'] as const;

const isPlain = (intent: Intent): intent is keyof typeof FLOWS => Object.hasOwn(FLOWS, intent);

/** Type guard: whether an intent is one of a list. */
export const isOneOf = <T extends Intent>(list: readonly T[], intent: Intent): intent is T =>
  (list as readonly Intent[]).includes(intent);

type Begin = (flow: string, input?: object) => Promise<Said>;

/**
 * The flow that an intent begins, or the sentence that answers it; null for an intent to which the line has no answer.
 */
export async function byIntent(scene: Scene, heard: TextMeant): Promise<Said | null> {
  const { reading, open } = heard;
  const before = open?.conversation ?? null;
  const { intent, slots } = reading;
  const begin: Begin = (flow, input = {}) => beginFlow(scene, flow, input, before);
  if (isPlain(intent)) return begin(FLOWS[intent]);
  if (isOneOf(WISHES, intent)) return byWish(scene, heard, intent, begin);
  if (isOneOf(RESERVED, intent)) throw new Error(`${intent} is a reserved word; it does not get this far`);

  switch (intent) {
    case 'set_language':
      return begin('set-language', slots.language === undefined ? {} : { language: slots.language });
    case 'cancel_sign_up':
      return (await isVolunteerOnly(scene))
        ? begin('withdraw', { words: heard.body })
        : begin('my-sign-ups', { purpose: 'cancel' });
    case 'talk_to_human':
      if (open !== null && reading.keyword === 'ring' && (await mayBeCalled(scene))) {
        return begin('ring-or-human', { held: await setAside(scene.tx, open.conversation) });
      }
      return begin('call-me', { reason: 'asked to be called' });
    case 'help':
    case 'thanks':
      return { said: [{ key: intent === 'help' ? 'common.help' : 'common.welcome' }], ask: null };
    case 'ask_for_help':
      await note(scene, heard, 'help request');
      return begin('call-me', { reason: 'needs help' });
    case 'offer_question':
      return handOver(scene, heard, 'question', 'common.passedOn');
    case 'withdraw':
      return begin((await hasSaidYes(scene)) ? 'withdraw' : 'my-sign-ups', { purpose: 'cancel', words: heard.body });
    case 'report_hours':
      return begin('report-hours', slots.minutes === undefined ? {} : { minutes: slots.minutes });
    case 'pause':
      return begin('pause', pauseOf(slots, toWall(scene.moment.now)));
    case 'activity_confirmed':
    case 'activity_changed':
    case 'activity_cancelled':
    case 'new_activity':
      return handOverRequest(scene, heard);
    case 'activity_question':
    case 'centre_question':
    case 'offer_yes':
    case 'offer_no':
    case 'unclear':
      return null;
  }
  return nothingLeft(intent);
}

/** Whether a person has accepted an assignment and has no sign-up. */
async function isVolunteerOnly(scene: Scene): Promise<boolean> {
  const signUps = await mySignUps(scene.tx, { personId: scene.person.id, now: scene.moment.now });
  return signUps.length === 0 && (await hasSaidYes(scene));
}

/** Begins the flow for a wish about activities. */
async function byWish(
  scene: Scene,
  heard: TextMeant,
  intent: (typeof WISHES)[number],
  begin: Begin,
): Promise<Said | null> {
  const { slots } = heard.reading;
  const { open } = heard;
  switch (intent) {
    case 'find_activities':
      return begin('find-activities', wish(slots));
    case 'activity_details':
      if (slots.activity === undefined)
        return (await asDetails(scene, heard)) ?? handOver(scene, heard, 'question', 'common.passedOn');
      return begin('find-activities', wish(slots));
    case 'sign_up':
      // A person who wants to join and has no list to choose from gets one.
      if (slots.activity === undefined && open !== null && open.conversation.flow !== 'menu') return null;
      return begin('find-activities', wish(slots));
    case 'pick':
      return slots.activity === undefined ? null : begin('find-activities', wish(slots));
    case 'next_page':
      return open === null ? begin('find-activities') : null;
    case 'set_place':
      return (await settle(scene, slots.place)) === 'unknown' ? null : begin('find-activities', wish(slots));
  }
}

function nothingLeft(intent: never): never {
  throw new Error(`No answer to ${String(intent satisfies Intent)}`);
}

/**
 * Adds a text that follows a request for help, or an offer to volunteer, to that call, while no question is open; null
 * without such a request.
 */
export async function asDetails(scene: Scene, heard: TextMeant): Promise<Said | null> {
  const dueAt = heard.open === null ? await addDetails(scene) : null;
  if (dueAt === null) return null;
  await note(scene, heard, 'help request');
  return { said: [{ key: 'callback.already', params: { day: { as: 'fullDay', of: toWall(dueAt) } } }], ask: null };
}

/** Staff are told at once of a request for today, and have an hour to answer it. */
async function handOverRequest(scene: Scene, heard: TextMeant): Promise<Said> {
  const urgent = (await alertIfToday(scene, heard.reading)) === 'urgent';
  return handOver(scene, heard, 'request', 'common.passedOn', urgent ? URGENT_MINUTES : HUMAN_ANSWERS_MINUTES);
}

export async function handOver(
  scene: Scene,
  heard: TextMeant,
  reason: InboxReason,
  key: 'common.passedOn' | 'common.notUnderstood',
  minutes = HUMAN_ANSWERS_MINUTES,
): Promise<Said> {
  await note(scene, heard, reason);
  const by = promisedBy(scene.centre.opening, scene.moment.now, minutes);
  return { said: [{ key, params: { day: { as: 'fullDay', of: toWall(by) } } }], ask: null };
}

async function note(scene: Scene, { body }: TextMeant, reason: InboxReason): Promise<void> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason, arrivalId, body });
}

/** Stores the place where the person says they live. */
async function settle(scene: Scene, name: string | undefined): Promise<'remembered' | 'unknown'> {
  const place = name === undefined ? null : await findPlaceFrom(scene.tx, scene.centre, name);
  if (place === null) return 'unknown';
  await rememberPlace(scene.tx, scene.person.id, place);
  scene.person = {
    ...scene.person,
    place_name: place.name,
    postcode: place.postcode,
    lat: place.lat,
    lon: place.lon,
  };
  return 'remembered';
}

/** Whether the person has accepted an assignment that is still to come. */
export const hasSaidYes = async ({ tx, person, moment }: Scene): Promise<boolean> =>
  (await ownAssignments(tx, person.id, moment.now)).length > 0;

/** TILBAKE is a pause until today. */
export function pauseOf({ until }: Slots, now: string): { until?: string; back?: number } {
  if (until === undefined) return {};
  return until <= now.slice(0, 10) ? { back: 1 } : { until };
}

/** The search that the named things mean. */
export function wish({ place, when, category, activity, ...slots }: Slots): Record<string, string> {
  const limits = limitsOf(slots) ?? undefined;
  return Object.fromEntries(
    Object.entries({ place, when, category, activity, limits }).filter(
      (e): e is [string, string] => e[1] !== undefined,
    ),
  );
}
