import type { Ask } from '../../conversation/ask.ts';
import { openAmong, type OfferSeen } from '../../domain/assignments/offers.ts';
import type { Reading, Situation } from '../../understanding/base/reading.ts';
import type { Conversation } from '../engine/conversations.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import { isInDoubt, understandAs } from '../engine/read-text.ts';
import type { Scene } from '../engine/scene.ts';

/** How a text relates to its sender's offers. */
export interface OfferContext {
  offers: readonly OfferSeen[];
  /** The offer whose code the text contains. */
  named: OfferSeen | null;
  /** The text without that code. */
  rest: string;
  /** The words beside a yes or no; empty for a bare answer. */
  beside: string;
}

/** How a text relates to a person's offers. */
export function offerContextOf(body: string, reading: Reading, offers: readonly OfferSeen[]): OfferContext {
  const { code, bare } = reading.with;
  const named = offers.find((o) => o.code === code) ?? null;
  const rest = named === null ? body : reading.with.rest;
  return { offers, named, rest, beside: bare ? '' : rest.trim() };
}

/**
 * The situation for a text that names no offer: an offer's, when the open question is an offer, or when an offer and no
 * question is open. Null leaves the text to the open question.
 */
export function offerSituation(
  offers: readonly OfferSeen[],
  open: { conversation: Conversation; ask: Ask } | null,
): Situation | null {
  const waiting = openAmong(offers).length;
  const several: Situation = waiting > 1 ? 'two pending offers' : 'pending offer';
  if (open === null) return waiting > 0 ? several : null;
  return isOfferAsked(open) && waiting > 1 ? several : null;
}

const isOfferAsked = (open: { conversation: Conversation; ask: Ask }): boolean =>
  open.conversation.flow === 'answer-offer' && open.ask.situation === 'pending offer';

/** Whether an answer to the open question might as well be to another offer, so that the line must ask which. */
export function mustNameOffer(
  { offers, named }: OfferContext,
  open: { conversation: Conversation; ask: Ask } | null,
): boolean {
  return open !== null && named === null && isOfferAsked(open) && openAmong(offers).length > 1;
}

const SAYS = { offer_yes: 'yes', offer_no: 'no', offer_question: 'question', activity_details: 'question' } as const;

/**
 * Takes a text as an answer to an offer that is not the open question: by its code, as the only open offer, or as a
 * late answer. Null for any other text.
 */
export async function answerToOffer(
  scene: Scene,
  {
    offerContext,
    reading,
    open,
    body,
  }: { offerContext: OfferContext; reading: Reading; open: Conversation | null; body: string },
): Promise<Said | null> {
  const { offers, named } = offerContext;
  const begin = (input: object): Promise<Said> => beginFlow(scene, 'answer-offer', input, open);
  if (offers.length === 0) return null;
  if (reading.keyword === 'undo') return begin({ says: 'undo' });
  // A number is a line of a list that is not open any more: it answers no offer.
  if (named === null && /^\W*\d\W*$/.test(body)) return null;
  const waiting = openAmong(offers).length;
  const meant = await meantOf(scene, offerContext, reading);
  const says = meant === null ? undefined : isInDoubt(reading) ? 'doubt' : SAYS[meant];
  if (says === undefined || (says === 'question' && waiting === 0 && named === null)) return null;
  const words = says === 'question' ? body : offerContext.beside;
  return begin({ says, words, ...(named === null ? {} : { offerId: named.id }) });
}

/**
 * Reads a text a second time as an answer to an offer when it had no meaning of its own, such as "KAN IKKE" days later.
 */
async function meantOf(
  scene: Scene,
  { offers, rest }: OfferContext,
  { intent }: Reading,
): Promise<keyof typeof SAYS | null> {
  const isAnswer = (name: string): name is keyof typeof SAYS => name in SAYS;
  if (isAnswer(intent)) return intent;
  if (intent !== 'unclear' && intent !== 'sign_up') return null;
  const situation = openAmong(offers).length > 1 ? 'two pending offers' : 'pending offer';
  const again = await understandAs(scene, rest, situation);
  return isAnswer(again.intent) && again.confidence >= 0.5 ? again.intent : null;
}
