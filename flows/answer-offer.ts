import { assign, setup } from 'xstate';
import type { Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { moreOf, type Particulars } from './assignment-lines.ts';
import { askBoth, askDoubt, askOffer, askWhich, type Context, type Event } from './offer-asks.ts';
import { inputs, samples, type Answered, type Input, type Undone } from './answer-offer-samples.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

const operations = {
  answerOffer: operation<{ offerId: string | null; says: 'yes' | 'no'; words: string; sure: number }, Answered>(),
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
    sure: input.sure ?? 0,
    clash: null,
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
          sure: context.sure,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.clash !== null,
            target: 'asking both',
            actions: assign({ clash: ({ event }) => event.output.clash }),
          },
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
    'asking both': {
      meta: { ask: askBoth },
      on: {
        yes: {
          target: 'answering',
          actions: assign(({ context }) => ({
            says: 'yes' as const,
            sure: 1,
            offerId: context.clash?.offerId ?? null,
          })),
        },
        no: {
          target: 'answering',
          actions: assign(({ context, event }) => ({
            says: 'no' as const,
            words: event.words ?? '',
            offerId: context.clash?.offerId ?? null,
          })),
        },
      },
      after: { lapse: 'ended' },
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
          { target: 'ended', actions: { type: 'say', params: ({ event }) => takenBack(event.output) } },
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
  if (outcome === 'which' || outcome === 'yes before' || outcome === 'confirmed' || outcome === 'clash')
    throw new Error(`"${outcome}" is not said as it stands.`);
  return { key: `offer.${outcome}`, params: { title, day: { as: 'day', of: startsAt } } };
}

function takenBack({ again, title = '', startsAt = '' }: Undone): Line {
  if (again === undefined) return { key: 'offer.nothing' };
  return { key: `offer.${again}`, params: { title, day: { as: 'day', of: startsAt } } };
}

function named(event: { words?: string; offerId?: string }): { words: string; offerId?: string } {
  return { words: event.words ?? '', ...(event.offerId === undefined ? {} : { offerId: event.offerId }) };
}

/**
 * Asks "Can you?" and handles the answer. The service asks first; the answer may come without the question, days later.
 */
export const answerOffer = flow({
  name: 'answer-offer',
  version: 2,
  upgrade: (kept, from) => (from === 1 ? { ...kept, context: { ...kept.context, sure: 0, clash: null } } : null),
  machine,
  operations,
  inputs,
  samples,
});
