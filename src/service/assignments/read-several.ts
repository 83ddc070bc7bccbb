import type { OfferTold, OneAnswer } from '../../../flows/several-asks.ts';
import type { Ask, FlowEvent } from '../../conversation/ask.ts';
import { openAmong, type OfferSeen } from '../../domain/assignments/offers.ts';
import { toWall } from '../../domain/base/time.ts';
import { meansSeveral, readSeveral } from '../../understanding/several-answers.ts';
import type { Conversation } from '../engine/conversations.ts';
import { advanceFlow, beginFlow, type Said } from '../engine/run-flow.ts';
import type { Scene } from '../engine/scene.ts';
import type { OfferContext } from './read-answers.ts';
import { type OfferListed, UNLISTED } from '../../understanding/several-references.ts';

interface Open {
  conversation: Conversation;
  ask: Ask;
}

/**
 * Takes a text as an answer to several offers at once: by the numbers of the open list, or, without a list, by titles,
 * days and "all". Null for any other text, or when it is not certain which offers are meant.
 */
export async function answerToSeveral(
  scene: Scene,
  { offerContext, open, body }: { offerContext: OfferContext; open: Open | null; body: string },
): Promise<Said | null> {
  if (offerContext.named !== null && !namesMore(offerContext, body)) return null;
  const now = toWall(scene.moment.now);
  const list = open?.conversation.flow === 'answer-offers' ? open.conversation : null;
  const answers = list === null ? null : answersIn(body, listedIn(list), now);
  if (list !== null && answers !== null) return advanced(scene, list, { type: 'answers', answers, words: body });
  const among = answersAmong(openAmong(offerContext.offers), { open, body, now });
  if (among !== null) {
    const input = { offerIds: among.map(({ offerId }) => offerId), answers: among, numbered: 0 };
    return beginFlow(scene, 'answer-offers', input, open?.conversation ?? null);
  }
  return list !== null && meansSeveral(body) ? advanced(scene, list, { type: 'unclear', words: body }) : null;
}

async function advanced(scene: Scene, list: Conversation, event: FlowEvent): Promise<Said | null> {
  const talk = await advanceFlow(scene, list, event);
  return talk === 'not expected' ? null : talk;
}

/**
 * Answers to every open offer by title, day, code or "all": "alle tre" may be two in a list and one that was asked
 * before.
 */
function answersAmong(
  offers: readonly OfferSeen[],
  { open, body, now }: { open: Open | null; body: string; now: string },
): OneAnswer[] | null {
  if (offers.length < 2 || (open !== null && !isAboutOffers(open))) return null;
  const chosen = open === null ? [] : choicesOf(open.conversation);
  const answers = answersIn(body, listed(offers, chosen), now, 'named');
  // A choice of one line belongs to the open list.
  return answers === null || (answers.length === 1 && chosen.length > 0) ? null : answers;
}

/** "JA 629 og 227" names two of the person's offers. */
const namesMore = ({ offers }: OfferContext, body: string): boolean =>
  offers.filter(({ code }) => new RegExp(`\\b${code}\\b`).test(body)).length > 1;

const isAboutOffers = ({ conversation }: Open): boolean =>
  ['answer-offer', 'answer-offers'].includes(conversation.flow);

/** The open list, without the answered lines. */
function listedIn({ kept }: Conversation): Listed[] {
  const { offers, done, clash } = kept.context as unknown as { offers: OfferTold[]; done: string[]; clash: string[] };
  const isClash = kept.value === 'asking clash';
  const open = offers.filter(({ offerId }) => (isClash ? clash.includes(offerId) : !done.includes(offerId)));
  return open.map(({ offerId, number, code, told }, i) => ({
    offerId,
    number: isClash ? i + 1 : number,
    code,
    title: told.title,
    startsAt: told.startsAt,
  }));
}

/** The ids of the offers in "which do you say yes to?", in the order of the numbers. */
const choicesOf = ({ kept }: Conversation): string[] =>
  ((kept.context as { choices?: { offerId: string }[] }).choices ?? []).map(({ offerId }) => offerId);

function listed(offers: readonly OfferSeen[], chosen: readonly string[]): Listed[] {
  const ordered = chosen.length > 0 ? chosen.flatMap((id) => offers.filter((o) => o.id === id)) : offers;
  return ordered.map(({ id, code, title, startsAt }, i) => ({
    offerId: id,
    number: chosen.length > 0 ? i + 1 : UNLISTED + i,
    code,
    title,
    startsAt,
  }));
}

type Listed = OfferListed & { offerId: string };

function answersIn(
  body: string,
  offers: readonly Listed[],
  now: string,
  how: 'named' | 'any' = 'any',
): OneAnswer[] | null {
  const read = readSeveral(body, offers, now);
  if (read === null || (read.bare && how === 'named')) return null;
  const answers = (numbers: readonly number[], says: 'yes' | 'no'): OneAnswer[] =>
    offers
      .filter(({ number }) => numbers.includes(number))
      .map((offer) => ({ offerId: offer.offerId, says, words: read.more ? body : '' }));
  const all = [...answers(read.yes, 'yes'), ...answers(read.no, 'no')];
  return all.length === 0 ? null : all;
}
