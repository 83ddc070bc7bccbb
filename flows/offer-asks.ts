import type { Ask, Choice, Line } from '../src/conversation/ask.ts';
import { shortCode } from '../src/conversation/short-code.ts';
import { duration, FACTS_HEARD_MAX, factsOf, type AssignmentTold } from './assignment-lines.ts';

/** An offer in a list to choose from. */
export interface Listed {
  offerId: string;
  title: string;
  startsAt: string;
}

export interface Context {
  /** Null when the answer came without a question: the service then finds the offer. */
  offerId: string | null;
  code: number;
  /** 1 when the volunteer has other open offers: the answer then has to name the code. */
  several: number;
  told: AssignmentTold | null;
  answerBy: string;
  answerByMs: number;
  /** The answer, and the words that the volunteer added to it. */
  says: 'yes' | 'no' | 'question' | 'undo' | 'doubt' | null;
  words: string;
  choices: Listed[];
  /** 1 when the volunteer knows of the clash and says yes all the same. */
  sure: number;
  clash: Clash | null;
}

/** An offer at the time of another that the volunteer has said yes to. */
export interface Clash {
  offerId: string;
  title: string;
  startsAt: string;
  /** The title of the other. */
  other: string;
  code: number;
}

export type Event =
  | { type: 'yes' | 'no' | 'question' | 'undo' | 'doubt'; words?: string; offerId?: string }
  | { type: 'chosen'; offerId: string };

/** What, when, how long, and roughly where. */
export const offerLine = (told: AssignmentTold): Line => ({
  key: 'offer.ask',
  params: {
    title: told.title,
    day: { as: 'fullDay', of: told.startsAt },
    duration: { as: 'line', of: duration(told.minutes) },
    facts: { as: 'lines', of: factsOf(told), heardMax: FACTS_HEARD_MAX },
  },
});

/** The two answers to an offer, and the intents that mean them. */
export const YES_OR_NO: readonly Choice<{ type: 'yes' | 'no' }>[] = [
  { send: { type: 'yes' }, label: { key: 'offer.yes' }, means: ['offer_yes', 'sign_up'] },
  { send: { type: 'no' }, label: { key: 'offer.no' }, means: ['offer_no', 'withdraw'] },
];

/** "Can you?", and how to answer. */
export function askOffer({ told, code, several, answerBy }: Context): Ask<Event> {
  if (told === null) throw new Error('An offer is asked, and it is not said what it is.');
  const params = { code: String(code), short: String(shortCode(code)), day: { as: 'day', of: answerBy } } as const;
  return {
    line: offerLine(told),
    choices: YES_OR_NO,
    takes: [
      { intent: 'offer_question', send: 'question' },
      { intent: 'activity_details', send: 'question' },
      { slot: 'doubt', send: 'doubt' },
    ],
    how: { key: several === 1 ? 'offer.howCoded' : 'offer.how', params },
    situation: 'pending offer',
  };
}

/** Asks whether a yes or a no is meant: never decided by one word of several. */
export const askDoubt = (): Ask<Event> => ({
  line: { key: 'offer.doubt' },
  choices: YES_OR_NO,
  how: { key: 'offer.howDoubt' },
  situation: 'pending offer',
});

/** Asks whether a volunteer can take two that are at one time. */
export function askBoth({ clash }: Context): Ask<Event> {
  if (clash === null) throw new Error('Nothing is at the same time.');
  const { title, startsAt, other, code } = clash;
  return {
    line: { key: 'offer.clashBefore', params: { title, day: { as: 'day', of: startsAt }, other, code: String(code) } },
    choices: YES_OR_NO,
    situation: 'pending offer',
  };
}

/** Asks which offer is meant when several are open and the answer names none. */
export function askWhich({ choices, says }: Context): Ask<Event> {
  return {
    line: { key: says === 'no' ? 'offer.whichNo' : 'offer.whichYes' },
    choices: choices.map(({ offerId, title, startsAt }) => ({
      send: { type: 'chosen' as const, offerId },
      label: {
        key: 'offer.item' as const,
        params: { title: { as: 'listTitle' as const, of: title }, day: { as: 'listDay' as const, of: startsAt } },
      },
      listed: true,
    })),
    how: { key: 'offer.howWhich' },
    situation: 'two pending offers',
  };
}
