import { assign, setup } from 'xstate';
import type { Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { confirmedSample, moreOf, type AssignmentTold, type Particulars } from './assignment-lines.ts';
import { askDoubt, askOffer, askWhich, type Context, type Event, type Listed } from './offer-asks.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

interface Input {
  offerId?: string;
  code?: number;
  several?: number;
  told?: AssignmentTold;
  answerBy?: string;
  answerByMs?: number;
  says?: 'yes' | 'no' | 'question' | 'undo' | 'doubt';
  words?: string;
}

interface Answered {
  outcome:
    | 'accepted'
    | 'confirmed'
    | 'noted'
    | 'declined'
    | 'already yes'
    | 'already confirmed'
    | 'already no'
    | 'yes before'
    | 'filled'
    | 'cancelled'
    | 'over'
    | 'which'
    | 'none';
  title: string;
  startsAt: string;
  choices: Listed[];
  /** Set when this answer confirms the volunteer. */
  confirmation: Particulars | null;
}

interface Undone {
  outcome: 'undone' | 'confirmed before' | 'nothing';
  offer: (Omit<Required<Input>, 'says' | 'words'> & { told: AssignmentTold }) | null;
  /** The offers that are open again. */
  offerIds: string[];
}

const operations = {
  answerOffer: operation<{ offerId: string | null; says: 'yes' | 'no'; words: string }, Answered>(),
  undoAnswer: operation<object, Undone>(),
  askAboutOffer: operation<{ offerId: string | null; words: string }, { dueAt: string }>(),
};

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Input, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: {
    answerBy: ({ context }) => Math.max(context.answerByMs, 0),
    lapse: LAPSE_MS,
  },
}).createMachine({
  id: 'answer-offer',
  initial: 'beginning',
  context: ({ input }) => ({
    offerId: input.offerId ?? null,
    code: input.code ?? 0,
    several: input.several ?? 0,
    told: input.told ?? null,
    answerBy: input.answerBy ?? '',
    answerByMs: input.answerByMs ?? 0,
    says: input.says ?? null,
    words: input.words ?? '',
    choices: [],
  }),
  states: {
    beginning: {
      always: [
        { guard: ({ context }) => context.says === 'undo', target: 'undoing' },
        { guard: ({ context }) => context.says === 'question', target: 'passing on' },
        { guard: ({ context }) => context.says === 'doubt', target: 'doubting' },
        { guard: ({ context }) => context.says !== null, target: 'answering' },
        { target: 'asking' },
      ],
    },
    asking: {
      meta: { ask: askOffer },
      on: {
        yes: { target: 'answering', actions: assign(({ event }) => ({ says: 'yes' as const, ...named(event) })) },
        no: { target: 'answering', actions: assign(({ event }) => ({ says: 'no' as const, ...named(event) })) },
        question: {
          target: 'passing on',
          actions: assign(({ event }) => ({ says: 'question' as const, words: event.words ?? '' })),
        },
        doubt: { target: 'doubting', actions: assign(({ event }) => ({ words: event.words ?? '' })) },
        undo: { target: 'undoing', actions: assign({ says: 'undo' }) },
      },
      after: { answerBy: 'ended' },
    },
    doubting: {
      meta: { ask: askDoubt },
      on: {
        yes: { target: 'answering', actions: assign(({ event }) => ({ says: 'yes' as const, ...named(event) })) },
        no: { target: 'answering', actions: assign(({ event }) => ({ says: 'no' as const, ...named(event) })) },
      },
      after: { lapse: 'ended' },
    },
    answering: {
      invoke: {
        src: 'answerOffer',
        input: ({ context }) => ({
          offerId: context.offerId,
          says: context.says === 'no' ? ('no' as const) : ('yes' as const),
          words: context.words,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'which',
            target: 'choosing',
            actions: assign({ choices: ({ event }) => event.output.choices }),
          },
          { guard: ({ event }) => event.output.outcome === 'yes before', target: 'withdrawing' },
          {
            guard: ({ event }) => (event.output.confirmation?.more ?? null) !== null,
            target: 'ended',
            actions: [
              { type: 'say', params: ({ event }) => resultOf(event.output) },
              { type: 'say', params: ({ event }) => moreOf(event.output.confirmation ?? NOTHING_MORE) },
            ],
          },
          { target: 'ended', actions: { type: 'say', params: ({ event }) => resultOf(event.output) } },
        ],
      },
    },
    choosing: {
      meta: { ask: askWhich },
      on: {
        chosen: { target: 'answering', actions: assign(({ event }) => ({ offerId: event.offerId })) },
        yes: {
          guard: ({ event }) => event.offerId !== undefined,
          target: 'answering',
          actions: assign(({ event }) => ({ says: 'yes' as const, ...named(event) })),
        },
        no: {
          guard: ({ event }) => event.offerId !== undefined,
          target: 'answering',
          actions: assign(({ event }) => ({ says: 'no' as const, ...named(event) })),
        },
      },
      after: { lapse: 'ended' },
    },
    undoing: {
      invoke: {
        src: 'undoAnswer',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.offerIds.length > 1,
            target: 'several again',
            actions: [
              assign({
                choices: ({ event }) => event.output.offerIds.map((offerId) => ({ offerId, title: '', startsAt: '' })),
              }),
              { type: 'say', params: { key: 'offer.undone' } },
            ],
          },
          {
            guard: ({ event }) => event.output.outcome === 'undone',
            target: 'asking',
            actions: [
              assign(({ event }) => ({ ...event.output.offer, says: null, words: '' })),
              { type: 'say', params: { key: 'offer.undone' } },
            ],
          },
          { guard: ({ event }) => event.output.outcome === 'confirmed before', target: 'withdrawing' },
          { target: 'ended', actions: { type: 'say', params: { key: 'offer.nothing' } } },
        ],
      },
    },
    'passing on': {
      invoke: {
        src: 'askAboutOffer',
        input: ({ context }) => ({ offerId: context.offerId, words: context.words }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event }) => ({
              key: 'offer.question',
              params: { day: { as: 'fullDay', of: event.output.dueAt } },
            }),
          },
        },
      },
    },
    'several again': {
      type: 'final',
      output: ({ context }) => onwardTo('answer-offers', { offerIds: context.choices.map(({ offerId }) => offerId) }),
    },
    withdrawing: { type: 'final', output: onwardTo('withdraw', {}) },
    ended: { type: 'final' },
  },
  output: passedOn,
});

const NOTHING_MORE: Particulars = { line: { key: 'offer.none' }, more: null };

function resultOf({ outcome, confirmation, title, startsAt }: Answered): Line {
  if (confirmation !== null) return confirmation.line;
  if (outcome === 'which' || outcome === 'yes before' || outcome === 'confirmed')
    throw new Error(`"${outcome}" is not said as it stands.`);
  return { key: `offer.${outcome}`, params: { title, day: { as: 'day', of: startsAt } } };
}

function named(event: { words?: string; offerId?: string }): { words: string; offerId?: string } {
  return { words: event.words ?? '', ...(event.offerId === undefined ? {} : { offerId: event.offerId }) };
}

const told: AssignmentTold = {
  title: 'Følge til legen i sentrum, med litt prat på veien og tid til en kopp kaffe',
  startsAt: '2026-12-01T11:00',
  minutes: 90,
  place: 'Frolands Verk',
  description:
    'Hun går med rullator og trenger noen å gå sammen med. Dere tar bussen fra torget og hjem igjen sammen etterpå.',
  needsCar: 1,
  needsLanguages: 'uk;en',
};
const asked = { offerId: 'offer-1', code: 412, several: 0, told, answerBy: '2026-11-24T12:00', answerByMs: 86_400_000 };
const listed: Listed[] = [1, 2, 3].map((n) => ({
  offerId: `offer-${n}`,
  title: 'Følge til legen i sentrum, med...',
  startsAt: '2026-12-01T11:00',
}));
const one = { title: told.title, startsAt: told.startsAt, choices: [], confirmation: null };

/**
 * Asks "Can you?" and handles the answer. The service asks first; the answer may come without the question, days later.
 */
export const answerOffer = flow({
  name: 'answer-offer',
  version: 1,
  machine,
  operations,
  inputs: [
    asked,
    { ...asked, several: 1, told: { ...told, needsCar: 0, needsLanguages: '', place: '', minutes: 45 } },
    { says: 'yes', words: '' },
    { says: 'no', words: 'er bortreist' },
    { says: 'question', words: 'Hvor er det?' },
    { says: 'undo' },
  ],
  samples: {
    answerOffer: [
      ...(
        [
          'accepted',
          'noted',
          'declined',
          'already yes',
          'already confirmed',
          'already no',
          'yes before',
          'filled',
          'cancelled',
          'over',
          'none',
        ] as const
      ).map((outcome) => ({ outcome, ...one })),
      { outcome: 'confirmed', ...one, confirmation: confirmedSample },
      { outcome: 'confirmed', ...one, confirmation: { ...confirmedSample, more: null } },
      { outcome: 'which', ...one, choices: listed },
    ],
    undoAnswer: [
      { outcome: 'undone', offer: asked, offerIds: ['offer-1'] },
      { outcome: 'undone', offer: null, offerIds: ['offer-1', 'offer-2'] },
      { outcome: 'confirmed before', offer: null, offerIds: [] },
      { outcome: 'nothing', offer: null, offerIds: [] },
    ],
    askAboutOffer: [{ dueAt: '2026-11-25T14:30' }],
  },
});
