import type { Ask, Choice, Line, Tagged } from '../src/conversation/ask.ts';
import { duration, factsOf, type AssignmentTold } from './assignment-lines.ts';
import { offerLine, YES_OR_NO } from './offer-asks.ts';

/** One of several offers in a message, with its number there. */
export interface OfferTold {
  offerId: string;
  number: number;
  code: number;
  told: AssignmentTold;
  answerBy: string;
  answerByMs: number;
}

/** A person's answer to one of them. */
export interface OneAnswer {
  offerId: string;
  says: 'yes' | 'no';
  words: string;
}

export type SeveralEvent =
  | { type: 'answers'; answers: OneAnswer[]; words?: string }
  | { type: 'yes' | 'no' | 'unclear' | 'question'; words?: string };

const TITLE = (told: AssignmentTold): Tagged => ({ as: 'listTitle', of: told.title });

/** Title, day, duration and needs: enough for a yes. */
const listed = (offer: OfferTold): Choice<SeveralEvent> => ({
  send: { type: 'answers', answers: [{ offerId: offer.offerId, says: 'yes', words: '' }] },
  label: {
    key: 'offer.listed',
    params: {
      title: TITLE(offer.told),
      day: { as: 'listDay', of: offer.told.startsAt },
      duration: { as: 'line', of: duration(offer.told.minutes) },
      place:
        offer.told.place === '' ? '' : { as: 'line', of: { key: 'offer.at', params: { place: offer.told.place } } },
      facts: { as: 'lines', of: factsOf({ ...offer.told, place: '' }) },
    },
  },
  listed: true,
});

const TAKES = [
  { intent: 'offer_question', send: 'question' },
  { intent: 'activity_details', send: 'question' },
  { intent: 'offer_yes', send: 'unclear' },
  { intent: 'offer_no', send: 'unclear' },
  { intent: 'pick', send: 'unclear' },
  { intent: 'sign_up', send: 'unclear' },
  { intent: 'withdraw', send: 'unclear' },
  { intent: 'unclear', send: 'unclear' },
] as const;

const SITUATION = 'two pending offers';

/** "We have three: 1 ..., 2 ..., 3 ...". The numbers follow the order of the list. */
export const askSeveral = (
  offers: readonly OfferTold[],
  line: 'offer.several' | 'offer.whichOfThese',
): Ask<SeveralEvent> => ({
  line: { key: line, params: { count: offers.length } },
  choices: offers.map(listed),
  takes: TAKES,
  how: { key: 'offer.howSeveral', params: { day: { as: 'day', of: soonest(offers) } } },
  situation: SITUATION,
});

const soonest = (offers: readonly OfferTold[]): string =>
  offers.map(({ answerBy }) => answerBy).reduce((a, b) => (a < b ? a : b), offers[0]?.answerBy ?? '');

/** Asks about the offers that the answer left open, under their old numbers. */
export function askRest(rest: readonly OfferTold[]): Ask<SeveralEvent> {
  const [one] = rest;
  if (one !== undefined && rest.length === 1) {
    return {
      line: { key: 'offer.restOne', params: { title: TITLE(one.told), day: { as: 'day', of: one.told.startsAt } } },
      // Clear answers were handled before; any other word for yes or no may be about another offer.
      choices: YES_OR_NO.map((choice) => ({ ...choice, means: [] })),
      takes: TAKES,
      how: { key: 'offer.howRestOne' },
      situation: 'pending offer',
    };
  }
  const numbers = rest.map(({ number }) => number).join(', ');
  return {
    line: { key: 'offer.rest', params: { numbers } },
    choices: [{ send: { type: 'no' }, label: { key: 'offer.no' } }],
    takes: TAKES,
    how: { key: 'offer.howRest', params: { number: String(rest[0]?.number ?? 1) } },
    situation: SITUATION,
  };
}

/** Asks which of several accepted offers at the same time the person means. */
export const askClash = (clash: readonly OfferTold[]): Ask<SeveralEvent> => ({
  line: { key: 'offer.clash' },
  choices: clash.map(({ offerId, told }) => ({
    send: { type: 'answers' as const, answers: [{ offerId, says: 'yes' as const, words: '' }] },
    label: {
      key: 'offer.item' as const,
      params: { title: TITLE(told), day: { as: 'listDay' as const, of: told.startsAt } },
    },
    listed: true,
  })),
  takes: TAKES,
  how: { key: 'offer.howWhich' },
  situation: SITUATION,
});

/**
 * In a call the offers are asked one after the other.
 * @param again the reason for asking this offer a second time: whether it can be done beside the other one at the same
 *   time
 */
export function askOneOf(
  { told }: OfferTold,
  { isFirst, again }: { isFirst: boolean; again: Line | null },
): Ask<SeveralEvent> {
  const line: Line = offerLine(told);
  return {
    line: again ?? (isFirst ? line : { ...line, key: 'offer.askNext' }),
    choices: YES_OR_NO,
    takes: [
      { intent: 'offer_question', send: 'question' },
      { intent: 'activity_details', send: 'question' },
    ],
    situation: 'pending offer',
  };
}
