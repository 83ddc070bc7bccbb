import type { Ask, Line } from '../../conversation/ask.ts';
import { hear } from '../../conversation/hear.ts';
import { takeBackCallback } from '../../domain/staff/callbacks.ts';
import { saysNoNeedToRing } from '../../understanding/keywords/no-need.ts';
import { openAmong } from '../../domain/assignments/offers.ts';
import { lastWasOurAnswer } from '../../domain/messages/last-sent.ts';
import { rememberWay } from '../../domain/centres/people.ts';
import { DAY_MS, later, toWall } from '../../domain/base/time.ts';
import type { Slots } from '../../understanding/base/reading.ts';
import { hearOwnWords } from './own-words.ts';
import { flowOfKeyword } from './begin-keywords.ts';
import { keepMissed } from '../engine/conversations.ts';
import { answerToSeveral } from '../assignments/read-several.ts';
import { answerToOffer, mustNameOffer, type OfferContext } from '../assignments/read-answers.ts';
import { codeIn } from '../../understanding/keywords/codes.ts';
import { callWishIn, promiseWishedCall } from '../operations/wished-call.ts';
import { asHeard } from '../engine/read-text.ts';
import { advanceFlow, beginFlow, type Said } from '../engine/run-flow.ts';
import { answerQuestion, asBefore, isQuestion } from '../questions/answer-question.ts';
import { askedAgain } from '../questions/asked-again.ts';
import type { Scene } from '../engine/scene.ts';
import { isOrganisersNews } from './organiser.ts';
import { secondWish } from './second-wish.ts';
import { type TextMeant, asDetails, byIntent, handOver, pauseOf } from './by-intent.ts';

interface Answer {
  outcome: string;
  talk: Said;
}

/** Conversations that a wish begins. */
const LOOKS: ReadonlySet<string> = new Set(['find-activities', 'menu']);

/** Two texts further apart than this are not in a row. */
const UNREAD_MS = 7 * DAY_MS;

const SAID_MAX = 100;

/**
 * Answers a text, in this order: a question for facts, which leaves the open question open; the open question; the wish
 * in the sentence; a friendly question back; a human.
 */
export async function answer(scene: Scene, heard: TextMeant): Promise<Answer> {
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

async function lead(scene: Scene, heard: TextMeant): Promise<Answer> {
  const { reading, open, offerContext } = heard;
  if (open?.conversation.flow !== ORGANISER && offerContext.named === null) {
    const news = await organisersNews(scene, heard);
    if (news !== null) return news;
  }
  const own = await hearOwnWords(scene, { reading, body: heard.body, before: open?.conversation ?? null });
  if (own !== null) {
    const talk = own === 'a human' ? await handOver(scene, heard, 'request', 'common.passedOn') : own;
    return { outcome: reading.intent, talk };
  }
  if (saysNoNeedToRing(heard.body) && (await takeBackCallback(scene)) === 'taken back') {
    return { outcome: 'callback taken back', talk: { said: [{ key: 'callback.takenBack' }], ask: open?.ask ?? null } };
  }
  // While a list or an activity is shown, "tilbake" means the list; a volunteer says TILBAKE where nothing is shown.
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
  const callWish = callWishIn(scene, reading, heard.body);
  if (callWish !== null)
    return { outcome: reading.intent, talk: { said: [await promiseWishedCall(scene, callWish)], ask: null } };
  if (open !== null && offerContext.named === null && !mustNameOffer(offerContext, open)) {
    const { intent, slots } = asHeard(reading);
    const event = hear(open.ask, { intent, slots: { ...slots, ...saidWhole(open.ask, heard.body) } });
    const { beside: words } = offerContext;
    const talk = event === null ? 'not expected' : await advanceFlow(scene, open.conversation, { ...event, words });
    if (talk !== 'not expected')
      return {
        outcome: open.conversation.flow,
        talk: LOOKS.has(open.conversation.flow) ? await withSecond(scene, heard, talk) : talk,
      };
  }
  const toOffer = await answerToOffer(scene, {
    offerContext,
    reading,
    open: open?.conversation ?? null,
    body: heard.body,
  });
  if (toOffer !== null) return { outcome: 'answer-offer', talk: toOffer };
  const news = open?.conversation.flow === ORGANISER ? await organisersNews(scene, heard) : null;
  if (news !== null) return news;
  const talk = await byIntent(scene, heard);
  if (talk === null) return notUnderstood(scene, heard);
  return { outcome: reading.intent, talk: anew(heard, await withSecond(scene, heard, talk)) };
}

const ORGANISER = 'organiser-news';

/** Begins with what an organiser tells of an own activity; null for any other text. */
async function organisersNews(scene: Scene, heard: TextMeant): Promise<Answer | null> {
  const { reading, body, open } = heard;
  if (!(await isOrganisersNews(scene, reading, body))) return null;
  const talk = await beginFlow(scene, ORGANISER, { words: body }, open?.conversation ?? null);
  return { outcome: ORGANISER, talk: anew(heard, talk) };
}

/** An answer with what becomes of the other wish in the same text. */
async function withSecond(scene: Scene, { reading, body }: TextMeant, talk: Said): Promise<Said> {
  const second = await secondWish(scene, { reading, body, inHand: reading.intent === 'ask_for_help' });
  return second.length === 0 ? talk : { ...talk, said: [...talk.said, ...second] };
}

/** Tells the person first that the conversation begins anew, where the open one had to be ended. */
const anew = ({ broken }: TextMeant, talk: Said): Said =>
  broken ? { ...talk, said: [{ key: 'common.again' }, ...talk.said] } : talk;

const OUTCOMES = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  'correct-me': 'correct',
  'find-activities': 'find_activities',
} as const;

/** The text word for word, or the code in it, for a question that needs it. */
export const saidWhole = ({ takes = [] }: Ask, body: string): { said?: string; confirmation?: string } => {
  if (takes.some(({ slot }) => slot === 'said')) return { said: body.slice(0, SAID_MAX) };
  const code = takes.some(({ slot }) => slot === 'confirmation') ? codeIn(body) : null;
  return code === null ? {} : { confirmation: code };
};

/** Asks one friendly question. A person who is not understood twice in a row is passed on to staff. */
async function notUnderstood(scene: Scene, heard: TextMeant): Promise<Answer> {
  const { open } = heard;
  const details = await asDetails(scene, heard);
  if (details !== null) return { outcome: 'details', talk: details };
  // A no to "which one?", or to what has lapsed.
  if (open === null && heard.reading.with.refuses && (await lastWasOurAnswer(scene.tx, scene.person, scene.moment.now)))
    return { outcome: 'refused', talk: { said: [{ key: 'find.enough' }], ask: null } };
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
  // The person never hears "I did not understand" twice in a row.
  const line = open.conversation.misses === 1 ? 'common.notUnderstood' : 'common.passedOn';
  return { outcome: 'unclear', talk: await handOver(scene, heard, 'not understood', line) };
}

/** Whether the text before this one was not understood either, although its question is no longer open. */
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

/** The menu that was just begun counts as one question that was not understood. */
async function missInOpen(scene: Scene): Promise<void> {
  await scene.tx
    .updateTable('conversation')
    .set({ misses: 1 })
    .where('person_id', '=', scene.person.id)
    .where('status', '=', 'open')
    .where('call_id', 'is', null)
    .execute();
}

const isBack = ({ moment }: Scene, slots: Slots): boolean => pauseOf(slots, toWall(moment.now)).back === 1;
