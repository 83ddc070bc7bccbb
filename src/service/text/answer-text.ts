import type { Ask, Line } from '../../conversation/ask.ts';
import { hear } from '../../conversation/hear.ts';
import { promisedBy, takeBackCallback } from '../../domain/staff/callbacks.ts';
import { saysNoNeedToRing } from '../../understanding/keywords/no-need.ts';
import { putInInbox, type InboxReason } from '../../domain/staff/inbox.ts';
import { openAmong } from '../../domain/assignments/offers.ts';
import { ownAssignments } from '../../domain/assignments/own-assignments.ts';
import { rememberPlace, rememberWay } from '../../domain/centres/people.ts';
import { findPlaceFrom } from '../../domain/places/places.ts';
import { mySignUps } from '../../domain/activities/sign-ups.ts';
import { DAY_MS, later, toWall } from '../../domain/base/time.ts';
import { alertIfToday } from '../notify/organiser-today.ts';
import type { Intent, Reading, Slots } from '../../understanding/base/reading.ts';
import { flowOfKeyword } from './begin-keywords.ts';
import { hearOwnWords } from './own-words.ts';
import { keepMissed, setAside, type Conversation } from '../engine/conversations.ts';
import { answerToSeveral } from '../assignments/read-several.ts';
import { answerToOffer, mustNameOffer, type OfferContext } from '../assignments/read-answers.ts';
import { asHeard } from '../engine/read-text.ts';
import { mayBeCalled } from '../operations/ring.ts';
import { advanceFlow, beginFlow, type Said } from '../engine/run-flow.ts';
import { answerQuestion, asBefore, isQuestion } from '../questions/answer-question.ts';
import { askedAgain } from '../questions/asked-again.ts';
import type { Scene } from '../engine/scene.ts';

interface Heard {
  reading: Reading;
  body: string;
  open: { conversation: Conversation; ask: Ask } | null;
  /** What the text has to do with offers that the person got. */
  offerContext: OfferContext;
  /** An open conversation could not be understood any more and has been ended. */
  broken: boolean;
}

interface Answer {
  outcome: string;
  talk: Said;
}

/** How long a human has to answer what the line could not, in minutes of opening hours. */
const HUMAN_ANSWERS_MINUTES = 240;
/** The same, for a message that staff are told of at once. */
const URGENT_MINUTES = 60;

/** Two texts further apart than this are not in a row. */
const UNREAD_MS = 7 * DAY_MS;

const SAID_MAX = 100;

/**
 * What a text leads to: a question for facts is answered beside what is open; else the open question first, then what the
 * sentence asks for, then a friendly question, then a human.
 */
export async function answer(scene: Scene, heard: Heard): Promise<Answer> {
  const { reading, open, offerContext, body } = heard;
  if (!isQuestion(reading.intent)) return lead(scene, heard);
  const asked = { reading, body, open, offerId: offerMeant(offerContext) };
  const talk = await answerQuestion(scene, asked);
  if (talk !== null) return { outcome: reading.intent, talk: anew(heard, askedAgain(scene, talk)) };
  return lead(scene, { ...heard, reading: { ...reading, intent: asBefore(asked) } });
}

/** The offer that a question may be about: the one whose code it names, or the only one that waits. */
function offerMeant({ named, offers }: OfferContext): string | null {
  const waiting = openAmong(offers);
  return named?.id ?? (waiting.length === 1 ? (waiting[0]?.id ?? null) : null);
}

async function lead(scene: Scene, heard: Heard): Promise<Answer> {
  const { reading, open, offerContext } = heard;
  const own = await hearOwnWords(scene, { reading, body: heard.body, before: open?.conversation ?? null });
  if (own !== null) {
    const talk = own === 'a human' ? await handOver(scene, heard, 'request', 'common.passedOn') : own;
    return { outcome: reading.intent, talk };
  }
  if (saysNoNeedToRing(heard.body) && (await takeBackCallback(scene)) === 'taken back') {
    return { outcome: 'callback taken back', talk: { said: [{ key: 'callback.takenBack' }], ask: open?.ask ?? null } };
  }
  // Of what is shown, "tilbake" is the list; a volunteer's TILBAKE is said where nothing is.
  if (reading.intent === 'pause' && open?.conversation.flow === 'show-activity' && isBack(scene, reading.slots)) {
    const talk = await advanceFlow(scene, open.conversation, { type: 'back' });
    if (talk !== 'not expected') return { outcome: 'find-activities', talk };
  }
  if (reading.keyword === 'no_calls' && reading.intent === 'talk_to_human') {
    await rememberWay(scene.tx, scene.person.id, 'text');
    return { outcome: 'no calls', talk: await handOver(scene, heard, 'request', 'common.passedOn') };
  }
  const begun = flowOfKeyword(reading);
  if (begun !== null) {
    const talk = await beginFlow(scene, begun.flow, begun.input, open?.conversation ?? null);
    return { outcome: OUTCOMES[begun.flow], talk: anew(heard, talk) };
  }
  const several = await answerToSeveral(scene, { offerContext, open, body: heard.body });
  if (several !== null) return { outcome: 'answer-offers', talk: several };
  if (open !== null && offerContext.named === null && !mustNameOffer(offerContext, open)) {
    const { intent, slots } = asHeard(reading);
    const event = hear(open.ask, { intent, slots: { ...slots, ...saidWhole(open.ask, heard.body) } });
    const { beside: words } = offerContext;
    const talk = event === null ? 'not expected' : await advanceFlow(scene, open.conversation, { ...event, words });
    if (talk !== 'not expected') return { outcome: open.conversation.flow, talk };
  }
  const toOffer = await answerToOffer(scene, {
    offerContext,
    reading,
    open: open?.conversation ?? null,
    body: heard.body,
  });
  if (toOffer !== null) return { outcome: 'answer-offer', talk: toOffer };
  const talk = await byIntent(scene, heard);
  if (talk === null) return notUnderstood(scene, heard);
  return { outcome: reading.intent, talk: anew(heard, talk) };
}

/** Says first that a conversation is begun anew where the one that was open has been ended. */
const anew = ({ broken }: Heard, talk: Said): Said =>
  broken ? { ...talk, said: [{ key: 'common.again' }, ...talk.said] } : talk;

const OUTCOMES = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  'correct-me': 'correct',
  'find-activities': 'find_activities',
} as const;

/** The very words, for a question that wants them, such as what somebody is called. */
export const saidWhole = ({ takes = [] }: Ask, body: string): { said?: string } =>
  takes.some(({ slot }) => slot === 'said') ? { said: body.slice(0, SAID_MAX) } : {};

/** Flows that an intent begins without more. */
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
/** Intents that are about activities to find. */
const WISHES = ['find_activities', 'activity_details', 'sign_up', 'pick', 'next_page', 'set_place'] as const;

const isPlain = (intent: Intent): intent is keyof typeof FLOWS => Object.hasOwn(FLOWS, intent);
/** Whether an intent is one of a list, for the compiler too. */
export const isOneOf = <T extends Intent>(list: readonly T[], intent: Intent): intent is T =>
  (list as readonly Intent[]).includes(intent);

type Begin = (flow: string, input?: object) => Promise<Said>;

/** The flow that an intent begins, or the sentence that answers it; null when it means nothing to the line. */
async function byIntent(scene: Scene, heard: Heard): Promise<Said | null> {
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
    case 'cancel_sign_up': {
      const volunteers = (await mySignUps(scene.tx, { personId: scene.person.id, now: scene.moment.now })).length === 0;
      return volunteers && (await hasSaidYes(scene))
        ? begin('withdraw', { words: heard.body })
        : begin('my-sign-ups', { purpose: 'cancel' });
    }
    case 'talk_to_human':
      if (open !== null && reading.keyword === 'ring' && (await mayBeCalled(scene))) {
        return begin('ring-or-human', { held: await setAside(scene.tx, open.conversation) });
      }
      return begin('call-me', { reason: 'asked to be called' });
    case 'help':
      return { said: [{ key: 'common.help' }], ask: null };
    case 'thanks':
      return { said: [{ key: 'common.welcome' }], ask: null };
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

/** What a wish for activities begins. */
async function byWish(scene: Scene, heard: Heard, intent: (typeof WISHES)[number], begin: Begin): Promise<Said | null> {
  const { slots } = heard.reading;
  const { open } = heard;
  switch (intent) {
    case 'find_activities':
      return begin('find-activities', wish(slots));
    case 'activity_details':
      if (slots.activity === undefined) return handOver(scene, heard, 'question', 'common.passedOn');
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

/** One friendly question; whoever is not understood twice in a row is heard by a human. */
async function notUnderstood(scene: Scene, heard: Heard): Promise<Answer> {
  const { open } = heard;
  if (open === null) {
    if (await lastWasUnread(scene))
      return { outcome: 'unclear', talk: await handOver(scene, heard, 'not understood', 'common.notUnderstood') };
    const menu = await beginFlow(scene, 'menu', {}, null);
    await missInOpen(scene);
    const said: Line[] = [{ key: heard.broken ? 'common.again' : 'common.unclear' }, ...menu.said];
    return { outcome: 'unclear', talk: { said, ask: menu.ask } };
  }
  await keepMissed(scene, open.conversation);
  if (open.conversation.misses === 0) {
    return { outcome: 'unclear', talk: { said: [{ key: 'common.unclear' }], ask: open.ask } };
  }
  // Never "I did not understand" twice in a row.
  const line = open.conversation.misses === 1 ? 'common.notUnderstood' : 'common.passedOn';
  return { outcome: 'unclear', talk: await handOver(scene, heard, 'not understood', line) };
}

/** Whether the text before this one was not understood either, though its question is not open any more. */
async function lastWasUnread({ tx, moment, person, arrivalId }: Scene): Promise<boolean> {
  const before = await tx
    .selectFrom('arrival')
    .select('outcome')
    .where('kind', '=', 'text')
    .where('peer', '=', person.number)
    .where('id', '<>', arrivalId)
    .where('received_at', '>', later(moment.now, -UNREAD_MS))
    .where('state', '=', 'done')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.outcome === 'unclear';
}

/** The menu that was just begun counts as asked once in vain. */
async function missInOpen(scene: Scene): Promise<void> {
  await scene.tx
    .updateTable('conversation')
    .set({ misses: 1 })
    .where('person_id', '=', scene.person.id)
    .where('status', '=', 'open')
    .where('call_id', 'is', null)
    .execute();
}

/** What is about today is answered within the hour, and staff are told at once. */
async function handOverRequest(scene: Scene, heard: Heard): Promise<Said> {
  const urgent = (await alertIfToday(scene, heard.reading)) === 'urgent';
  return handOver(scene, heard, 'request', 'common.passedOn', urgent ? URGENT_MINUTES : HUMAN_ANSWERS_MINUTES);
}

async function handOver(
  scene: Scene,
  heard: Heard,
  reason: InboxReason,
  key: 'common.passedOn' | 'common.notUnderstood',
  minutes = HUMAN_ANSWERS_MINUTES,
): Promise<Said> {
  await note(scene, heard, reason);
  const by = promisedBy(scene.centre.opening, scene.moment.now, minutes);
  return { said: [{ key, params: { day: { as: 'fullDay', of: toWall(by) } } }], ask: null };
}

async function note(scene: Scene, { body }: Heard, reason: InboxReason): Promise<void> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason, arrivalId, body });
}

/** Remembers where somebody says they live. */
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

/** Whether somebody has said yes to anything that is still to come. */
export const hasSaidYes = async ({ tx, person, moment }: Scene): Promise<boolean> =>
  (await ownAssignments(tx, person.id, moment.now)).length > 0;

const isBack = ({ moment }: Scene, slots: Slots): boolean => pauseOf(slots, toWall(moment.now)).back === 1;

/** TILBAKE is a pause until today. */
export function pauseOf({ until }: Slots, now: string): { until?: string; back?: number } {
  if (until === undefined) return {};
  return until <= now.slice(0, 10) ? { back: 1 } : { until };
}

/** What is looked for, from what was named. */
export function wish({ place, when, category, activity }: Slots): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ place, when, category, activity }).filter((e): e is [string, string] => e[1] !== undefined),
  );
}
