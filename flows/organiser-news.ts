import { assign, setup } from 'xstate';
import type { Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import {
  askCode,
  askFact,
  askRight,
  factsOf,
  fieldOf,
  NOTHING,
  type NewsContext,
  type NewsDone,
  type NewsEvent,
  type NewsFacts,
  type NewsPlanned,
} from './organiser-asks.ts';
import { newsSamples } from './organiser-samples.ts';
import { sayNothing, words } from './shared.ts';

const operations = {
  planNews: operation<NewsFacts & { asked: string }, NewsPlanned>(),
  checkNews: operation<{ code: string; given: string; tries: number }, 'right' | 'wrong' | 'over'>(),
  carryOutNews: operation<{ deed: string; words: string }, NewsDone>(),
  leaveNews: operation<{ deed: string; words: string; why: 'no answer' | 'no' }, NewsDone>(),
  confirmAll: operation<object, NewsDone>(),
};

/** How long the number is good: what it brings about reaches other people. */
const NEWS_MS = 10 * 60 * 1000;
/** How long a question about a fact stays open. */
const FACT_MS = 24 * 60 * 60 * 1000;

const machine = setup({
  types: {
    context: {} as NewsContext,
    events: {} as NewsEvent,
    input: {} as { words: string; activity?: string; day?: string },
    meta: {} as Asking<NewsContext, NewsEvent>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { codeLapse: NEWS_MS, factLapse: FACT_MS },
}).createMachine({
  id: 'organiser-news',
  initial: 'planning',
  context: ({ input }) => ({
    ...NOTHING,
    ...input,
    asked: '',
    line: null,
    choices: [],
    code: '',
    deed: '',
    given: '',
    tries: 0,
  }),
  states: {
    planning: {
      invoke: {
        src: 'planNews',
        input: ({ context }) => ({ ...factsOf(context), asked: context.asked }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'ask',
            target: 'asking',
            actions: assign(({ event: { output } }) =>
              output.outcome === 'ask' ? { asked: output.fact, line: output.line, choices: output.choices } : {},
            ),
          },
          {
            guard: ({ event }) => event.output.outcome === 'confirm',
            target: 'confirming',
            actions: assign(({ event: { output } }) =>
              output.outcome === 'confirm' ? { line: output.line, code: output.code, deed: output.deed } : {},
            ),
          },
          {
            guard: ({ event }) => event.output.outcome === 'read back',
            target: 'reading back',
            actions: assign(({ event: { output } }) => ({ line: output.line })),
          },
          { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
        ],
      },
    },
    asking: {
      meta: { ask: askFact },
      on: {
        chosen: {
          target: 'planning',
          actions: assign(({ context, event }) => ({ [fieldOf(context)]: event.value })),
        },
        told: {
          target: 'planning',
          actions: assign(({ context, event }) => ({ [fieldOf(context)]: words(event.slots['said']) ?? '' })),
        },
        no: 'leaving',
      },
      after: { factLapse: 'leaving' },
    },
    confirming: {
      meta: { ask: askCode },
      on: {
        codeGiven: {
          target: 'checking',
          actions: assign({ given: ({ event }) => String(event.slots['confirmation'] ?? '') }),
        },
        // A yes that anybody could text in the organiser's name counts for nothing: the number is asked for again.
        yes: [
          { guard: ({ context }) => context.code === '', target: 'carrying out' },
          { target: 'confirming', reenter: true },
        ],
        no: 'declining',
      },
      after: { codeLapse: 'leaving' },
    },
    checking: {
      invoke: {
        src: 'checkNews',
        input: ({ context: { code, given, tries } }) => ({ code, given, tries }),
        onDone: [
          { guard: ({ event }) => event.output === 'right', target: 'carrying out' },
          {
            guard: ({ event }) => event.output === 'over',
            target: 'ended',
            actions: { type: 'say', params: { key: 'organiser.over' } },
          },
          {
            target: 'confirming',
            actions: [
              assign({ tries: ({ context }) => context.tries + 1 }),
              { type: 'say', params: { key: 'code.wrong' } },
            ],
          },
        ],
      },
    },
    'carrying out': {
      invoke: {
        src: 'carryOutNews',
        input: ({ context }) => ({ deed: context.deed, words: context.words }),
        onDone: { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
      },
    },
    declining: {
      invoke: {
        src: 'leaveNews',
        input: ({ context }) => ({ deed: context.deed, words: context.words, why: 'no' as const }),
        onDone: { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
      },
    },
    leaving: {
      invoke: {
        src: 'leaveNews',
        input: ({ context }) => ({ deed: context.deed, words: context.words, why: 'no answer' as const }),
        onDone: { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
      },
    },
    'reading back': {
      meta: { ask: askRight },
      on: {
        right: 'confirming all',
        wrong: {
          target: 'asking',
          actions: assign({ ...NOTHING, asked: 'words', line: { key: 'organiser.askWrong' }, choices: [] }),
        },
      },
      after: { factLapse: 'ended' },
    },
    'confirming all': {
      invoke: {
        src: 'confirmAll',
        input: {},
        onDone: { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
      },
    },
    ended: { type: 'final' },
  },
});

/** An organiser tells of a change by text: what is missing is asked for, and what has consequences needs the number in our text. */
export const organiserNews = flow({
  name: 'organiser-news',
  version: 1,
  machine,
  operations,
  inputs: [{ words: 'vi avlyser strikkekafeen onsdag' }],
  samples: newsSamples,
});
