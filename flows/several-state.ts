import type { Line } from '../src/conversation/ask.ts';
import type { AssignmentTold } from './assignment-lines.ts';
import type { OfferTold, OneAnswer } from './several-asks.ts';

/** What the conversation about several offers knows. */
export interface SeveralContext {
  offerIds: string[];
  /** Those that are open, with their numbers. */
  offers: OfferTold[];
  answers: OneAnswer[];
  /** Numbers of those that were answered. */
  done: string[];
  /** Those that were said yes to and are at the same time. */
  clash: string[];
  /** 1 when the person has a list with numbers. */
  numbered: number;
  /** 1: asked one after the other, in a call. */
  spoken: number;
  /** What is asked a second time, of one that is at the time of another: a yes then counts. */
  again: Line | null;
  /** 1 when the person has heard of the clash and chosen. */
  sure: number;
  /** How often it was not clear which offers are meant. */
  unclear: number;
  lines: Line[];
  words: string;
}

/** What became of some answers. */
export interface Recorded {
  /** What the person is told, in this order. */
  lines: Line[];
  /** Said yes to, and at the same time: not recorded. */
  clash: string[];
  /** At the same time as an earlier yes: not recorded, and asked again in a call. */
  before: string[];
}

/** Those that are not answered. */
export const open = ({ offers, done }: SeveralContext): OfferTold[] =>
  offers.filter(({ offerId }) => !done.includes(offerId));
/** Those that were said yes to at one time. */
export const clashing = ({ offers, clash }: SeveralContext): OfferTold[] =>
  offers.filter(({ offerId }) => clash.includes(offerId));
/** The same answer to each. */
export const answersTo = (offers: readonly OfferTold[], says: 'yes' | 'no', words = ''): OneAnswer[] =>
  offers.map(({ offerId }) => ({ offerId, says, words }));

/** Of offers at one time: what is named is a yes or no, and the others are a no. */
export const chosenOf = (clash: readonly OfferTold[], said: readonly OneAnswer[]): OneAnswer[] =>
  clash.map(({ offerId }) => said.find((answer) => answer.offerId === offerId) ?? { offerId, says: 'no', words: '' });

/** The conversation after some answers were recorded. */
export function recorded(context: SeveralContext, { lines, clash, before }: Recorded): Partial<SeveralContext> {
  const { done, answers, spoken } = context;
  const isAgain = spoken === 1 && before.length > 0;
  const stays = new Set([...clash, ...(isAgain ? before : [])]);
  const answered = answers.map(({ offerId }) => offerId).filter((id) => !stays.has(id));
  return {
    lines: isAgain ? [] : lines,
    again: isAgain ? (lines[0] ?? null) : null,
    sure: isAgain ? 1 : 0,
    clash,
    done: [...done, ...answered],
    answers: [],
  };
}

/** For the samples of the flow. */
export const told: AssignmentTold = {
  title: 'Følge til legen',
  startsAt: '2026-12-01T11:00',
  minutes: 60,
  place: 'Arendal',
  description: '',
  needsCar: 0,
  needsLanguages: '',
};
export const OFFERS: OfferTold[] = [1, 2, 3].map((number) => ({
  offerId: `offer-${number}`,
  number,
  code: 411 + number,
  told,
  answerBy: '2026-11-24T12:00',
  answerByMs: 86_400_000,
}));
export const item: Line = {
  key: 'offer.each',
  params: { title: { as: 'listTitle', of: told.title }, day: { as: 'listDay', of: told.startsAt } },
};
