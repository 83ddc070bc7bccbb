import { assign, setup } from 'xstate';
import type { Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import {
  askClash,
  askOneOf,
  askRest,
  askSeveral,
  type OfferTold,
  type OneAnswer,
  type SeveralEvent,
} from './several-asks.ts';
import { passedOn, sayNothing } from './shared.ts';

import { OFFERS, SAMPLES, type Recorded } from './answer-offers-samples.ts';

interface Context {
  offerIds: string[];
  /** Those that are open, with their numbers. */
  offers: OfferTold[];
  answers: OneAnswer[];
  /** Numbers of the answered offers. */
  done: string[];
  /** Accepted offers at the same time as another one. */
  clash: string[];
  /** 1 when the person has a list with numbers. */
  numbered: number;
  /** 1: asked one after the other, in a call. */
  spoken: number;
  /** The question about an offer at the same time as another one, for the second time: a yes then counts. */
  again: Line | null;
  /** 1 when the person has heard of the clash and chosen. */
  sure: number;
  /** How often it was not clear which offers are meant. */
  unclear: number;
  lines: Line[];
  words: string;
}

const operations = {
  offersToAnswer: operation<{ offerIds: string[] }, { offers: OfferTold[] }>(),
  answerOffers: operation<
    { offers: OfferTold[]; answers: OneAnswer[]; sure: number; rest: number; numbered: number },
    Recorded
  >(),
  askAboutOffer: operation<{ offerId: string | null; words: string }, { dueAt: string }>(),
};

const open = ({ offers, done }: Context): OfferTold[] => offers.filter(({ offerId }) => !done.includes(offerId));
const clashing = ({ offers, clash }: Context): OfferTold[] => offers.filter(({ offerId }) => clash.includes(offerId));
const answersTo = (offers: readonly OfferTold[], says: 'yes' | 'no', words = ''): OneAnswer[] =>
  offers.map(({ offerId }) => ({ offerId, says, words }));

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as SeveralEvent,
    input: {} as { offerIds: string[]; answers?: OneAnswer[]; spoken?: number; numbered?: number },
    meta: {} as Asking<Context, SeveralEvent>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { answerBy: ({ context }) => Math.max(0, ...context.offers.map(({ answerByMs }) => answerByMs)) },
}).createMachine({
  id: 'answer-offers',
  initial: 'looking',
  output: passedOn,
  context: ({ input }) => ({
    offerIds: input.offerIds,
    offers: [],
    answers: input.answers ?? [],
    done: [],
    clash: [],
    spoken: input.spoken ?? 0,
    numbered: input.numbered ?? 1,
    again: null,
    sure: 0,
    unclear: 0,
    lines: [],
    words: '',
  }),
  states: {
    looking: {
      invoke: {
        src: 'offersToAnswer',
        input: ({ context }) => ({ offerIds: context.offerIds }),
        onDone: { target: 'deciding', actions: assign({ offers: ({ event }) => event.output.offers }) },
      },
    },
    deciding: {
      always: [
        {
          guard: ({ context }) => context.offers.length === 0,
          target: 'ended',
          actions: { type: 'say', params: { key: 'offer.none' } },
        },
        { guard: ({ context }) => context.answers.length > 0, target: 'answering' },
        { guard: ({ context }) => context.spoken === 1, target: 'asking one' },
        { target: 'asking' },
      ],
    },
    asking: {
      meta: {
        ask: (context) => askSeveral(open(context), context.unclear === 0 ? 'offer.several' : 'offer.whichOfThese'),
      },
      on: {
        answers: { target: 'answering', actions: assign(({ event }) => ({ answers: event.answers })) },
        unclear: [
          {
            guard: ({ context }) => context.unclear === 0,
            target: 'asking',
            reenter: true,
            actions: assign({ unclear: 1 }),
          },
          { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '', unclear: 2 })) },
        ],
        question: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '' })) },
      },
      after: { answerBy: 'ended' },
    },
    'asking rest': {
      meta: { ask: (context) => askRest(open(context)) },
      on: {
        answers: { target: 'answering', actions: assign(({ event }) => ({ answers: event.answers })) },
        yes: {
          target: 'answering',
          actions: assign(({ context, event }) => ({ answers: answersTo(open(context), 'yes', event.words) })),
        },
        no: {
          target: 'answering',
          actions: assign(({ context, event }) => ({ answers: answersTo(open(context), 'no', event.words) })),
        },
        unclear: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '', unclear: 2 })) },
        question: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '' })) },
      },
      after: { answerBy: 'ended' },
    },
    'asking clash': {
      meta: { ask: (context) => askClash(clashing(context)) },
      on: {
        answers: [
          {
            // Both, at one time: a human finds out how.
            guard: ({ event }) => event.answers.filter(({ says }) => says === 'yes').length > 1,
            target: 'passing on',
            actions: assign(({ event }) => ({ words: event.words ?? '' })),
          },
          {
            target: 'answering',
            actions: assign(({ context, event }) => ({ answers: chosenOf(clashing(context), event.answers), sure: 1 })),
          },
        ],
        unclear: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '', unclear: 2 })) },
        question: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '' })) },
      },
      after: { answerBy: 'ended' },
    },
    'asking one': {
      meta: {
        ask: (context) => {
          const [next] = open(context);
          if (next === undefined) throw new Error('There is nothing left to ask.');
          return askOneOf(next, { isFirst: context.done.length === 0, again: context.again });
        },
      },
      on: {
        yes: {
          target: 'answering',
          actions: assign(({ context, event }) => ({
            answers: answersTo(open(context).slice(0, 1), 'yes', event.words),
          })),
        },
        no: {
          target: 'answering',
          actions: assign(({ context, event }) => ({
            answers: answersTo(open(context).slice(0, 1), 'no', event.words),
          })),
        },
        question: { target: 'passing on', actions: assign(({ event }) => ({ words: event.words ?? '' })) },
      },
      after: { answerBy: 'ended' },
    },
    answering: {
      invoke: {
        src: 'answerOffers',
        input: ({ context }) => ({
          offers: context.offers,
          answers: context.answers,
          sure: context.sure,
          // A list of offers at the same time has had numbers of its own since.
          numbered: context.spoken === 1 || context.sure === 1 ? 0 : context.numbered,
          rest: open(context).length - context.answers.length,
        }),
        onDone: {
          target: 'telling',
          actions: assign(({ context, event: { output } }) => recorded(context, output)),
        },
      },
    },
    telling: {
      always: [
        {
          guard: ({ context }) => context.lines.length > 0,
          target: 'telling',
          reenter: true,
          actions: [
            { type: 'say', params: ({ context }) => context.lines[0] ?? { key: 'offer.none' } },
            assign({ lines: ({ context }) => context.lines.slice(1) }),
          ],
        },
        { guard: ({ context }) => context.clash.length > 0, target: 'asking clash' },
        { guard: ({ context }) => open(context).length === 0, target: 'ended' },
        { guard: ({ context }) => context.spoken === 1, target: 'asking one' },
        { target: 'asking rest' },
      ],
    },
    'passing on': {
      invoke: {
        src: 'askAboutOffer',
        input: ({ context }) => ({ offerId: null, words: context.words }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ context, event }) => ({
              key: context.unclear === 2 ? ('offer.readOn' as const) : ('offer.question' as const),
              params: { day: { as: 'fullDay', of: event.output.dueAt } },
            }),
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** Among offers at the same time, a named one is answered as said, and the others are declined. */
const chosenOf = (clash: readonly OfferTold[], said: readonly OneAnswer[]): OneAnswer[] =>
  clash.map(({ offerId }) => said.find((answer) => answer.offerId === offerId) ?? { offerId, says: 'no', words: '' });

function recorded(context: Context, { lines, clash, before }: Recorded): Partial<Context> {
  const { done, answers, spoken } = context;
  const isAgain = spoken === 1 && before.length > 0;
  const open = new Set([...clash, ...(isAgain ? before : [])]);
  const answered = answers.map(({ offerId }) => offerId).filter((id) => !open.has(id));
  return {
    lines: isAgain ? [] : lines,
    again: isAgain ? (lines[0] ?? null) : null,
    sure: isAgain ? 1 : 0,
    clash,
    done: [...done, ...answered],
    answers: [],
  };
}

/** Asks several offers in one text, or one after the other in a call, and takes apart what is answered to them. */
export const answerOffers = flow({
  name: 'answer-offers',
  version: 1,
  machine,
  operations,
  inputs: [
    { offerIds: ['offer-1', 'offer-2', 'offer-3'] },
    { offerIds: ['offer-1', 'offer-2', 'offer-3'], spoken: 1 },
    { offerIds: ['offer-1', 'offer-2', 'offer-3'], answers: answersTo(OFFERS, 'yes') },
  ],
  samples: SAMPLES,
});
