import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

interface Input {
  broadcastId: string;
  /** The text that staff wrote, with the recipient's name filled in. */
  text: string;
}

interface Context extends Input {
  says: 'yes' | 'no';
  /** The words that the recipient added to the answer. */
  words: string;
}

type Event = { type: 'yes'; words?: string } | { type: 'no'; words?: string };

const operations = {
  noteBroadcastAnswer: operation<{ broadcastId: string; says: 'yes' | 'no'; words: string }, 'yes' | 'no'>(),
};

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Input, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'answer-broadcast',
  initial: 'asking',
  context: ({ input }) => ({ broadcastId: input.broadcastId, text: input.text, says: 'no', words: '' }),
  states: {
    asking: {
      meta: {
        // The broadcast text is part of the question, so that a caller who presses the star hears all of it again.
        ask: ({ text }): Ask<Event> => ({
          line: { key: 'broadcast.spoken', params: { text: { as: 'written', of: text } } },
          choices: [
            { send: { type: 'yes' }, label: { key: 'offer.yes' }, means: ['offer_yes', 'sign_up'] },
            { send: { type: 'no' }, label: { key: 'offer.no' }, means: ['offer_no', 'withdraw', 'cancel_sign_up'] },
          ],
          how: { key: 'broadcast.how' },
          situation: 'pending offer',
        }),
      },
      on: {
        yes: {
          target: 'noting',
          actions: assign(({ event }) => ({ says: 'yes' as const, words: event.words ?? '' })),
        },
        no: { target: 'noting', actions: assign(({ event }) => ({ says: 'no' as const, words: event.words ?? '' })) },
      },
      after: { lapse: 'ended' },
    },
    noting: {
      invoke: {
        src: 'noteBroadcastAnswer',
        input: ({ context: { broadcastId, says, words } }) => ({ broadcastId, says, words }),
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ event }) => ({ key: `broadcast.${event.output}` }) },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** Reads a broadcast that collects answers ("Who can come?") to the recipient in a call and asks for the answer. */
export const answerBroadcast = flow({
  name: 'answer-broadcast',
  version: 1,
  machine,
  operations,
  inputs: [{ broadcastId: 'broadcast-1', text: 'Hei Solveig! Hvem kan hjelpe på basaren lørdag klokka tolv?' }],
  samples: { noteBroadcastAnswer: ['yes', 'no'] },
});
