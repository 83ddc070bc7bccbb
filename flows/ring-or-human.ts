import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

/** The conversation that is set aside while this flow asks who should call: its kept state and its deadlines. */
export interface Held {
  flow: string;
  version: number;
  state: string;
  deadlines: { event: string; dueAt: string }[];
}

/** After this time without an answer staff call back: a person who wrote RING and no more still wants a call. */
const WAIT_MS = 10 * 60 * 1000;

type Event = { type: 'human' } | { type: 'machine' };

const operations = {
  askForCallback: operation<{ reason: string }, { outcome: 'asked' | 'already'; dueAt: string }>(),
  goOnAsking: operation<{ held: Held }, 'open'>(),
  ringMe: operation<{ held: Held }, 'ringing' | 'not now'>(),
};

const machine = setup({
  types: {
    context: {} as { held: Held },
    events: {} as Event,
    input: {} as { held: Held },
    meta: {} as Asking<{ held: Held }, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { wait: WAIT_MS },
}).createMachine({
  id: 'ring-or-human',
  initial: 'asking',
  context: ({ input }) => ({ held: input.held }),
  states: {
    asking: {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'ring.ask' },
          choices: [
            { send: { type: 'human' }, label: { key: 'ring.human' }, means: ['talk_to_human'], listed: true },
            { send: { type: 'machine' }, label: { key: 'ring.machine' }, listed: true },
          ],
          how: { key: 'ring.how' },
          situation: 'none',
        }),
      },
      on: { human: 'asking a human', machine: 'ringing' },
      after: { wait: 'asking a human' },
    },
    'asking a human': {
      invoke: {
        src: 'askForCallback',
        input: { reason: 'asked to be called' },
        onDone: {
          target: 'going on',
          actions: {
            type: 'say',
            params: ({ event }) => ({
              key: `callback.${event.output.outcome}`,
              params: { day: { as: 'fullDay', of: event.output.dueAt } },
            }),
          },
        },
      },
    },
    'going on': {
      invoke: { src: 'goOnAsking', input: ({ context: { held } }) => ({ held }), onDone: 'ended' },
    },
    ringing: {
      invoke: {
        src: 'ringMe',
        input: ({ context: { held } }) => ({ held }),
        onDone: [
          {
            guard: ({ event }) => event.output === 'ringing',
            target: 'ended',
            actions: { type: 'say', params: { key: 'ring.ringing' } },
          },
          { target: 'asking a human' },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

const held: Held = { flow: 'find-activities', version: 1, state: '{}', deadlines: [] };

/**
 * RING during a conversation: either staff call, or the service calls at once and continues the conversation by phone.
 */
export const ringOrHuman = flow({
  name: 'ring-or-human',
  version: 1,
  machine,
  operations,
  inputs: [{ held }],
  samples: {
    askForCallback: [
      { outcome: 'asked', dueAt: '2026-11-25T14:30' },
      { outcome: 'already', dueAt: '2026-11-25T14:30' },
    ],
    goOnAsking: ['open'],
    ringMe: ['ringing', 'not now'],
  },
});
