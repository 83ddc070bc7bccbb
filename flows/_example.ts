import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

/** Plain JSON, with `null` for an unknown value: it is stored between two texts. */
interface Context {
  reason: string;
}

/** The person's answer. */
type Event = { type: 'yes' } | { type: 'no' };

/**
 * The operations of the service for this flow. Outcomes are words, and each is also the last part of a sentence's key.
 */
const operations = {
  askForCallback: operation<{ reason: string }, { outcome: 'asked' | 'already'; dueAt: string }>(),
};

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Context, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'example',
  initial: 'asking',
  context: ({ input }) => input,
  states: {
    asking: {
      meta: {
        // One question, derived from the context: it is asked again after a restart, and on another channel.
        ask: (): Ask<Event> => ({
          line: { key: 'ring.ask' },
          choices: [
            { send: { type: 'yes' }, label: { key: 'common.callMe' }, means: ['offer_yes', 'talk_to_human'] },
            { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no'] },
          ],
          situation: 'pending offer',
        }),
      },
      on: { yes: 'calling', no: { target: 'ended', actions: { type: 'say', params: { key: 'common.welcome' } } } },
      // Every question has a deadline.
      after: { lapse: 'ended' },
    },
    calling: {
      invoke: {
        src: 'askForCallback',
        input: ({ context }) => ({ reason: context.reason }),
        onDone: {
          target: 'ended',
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
    ended: { type: 'final' },
  },
});

/**
 * The template of a flow (CONTRIBUTING.md, "A flow"). It is not on the list of flows, so the line never holds it; the walk over
 * every path walks it as well, so it is always as a flow should be.
 */
export const example = flow({
  name: 'example',
  version: 1,
  machine,
  operations,
  // Every kind of beginning, and every outcome of each operation: the walk goes through all of them.
  inputs: [{ reason: 'asked to be called' }],
  samples: {
    askForCallback: [
      { outcome: 'asked', dueAt: '2026-11-25T14:30' },
      { outcome: 'already', dueAt: '2026-11-25T14:30' },
    ],
  },
});
