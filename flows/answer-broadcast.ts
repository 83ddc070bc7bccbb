import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

interface Input {
  broadcastId: string;
  /** What staff wrote, with the person's name in it. */
  text: string;
}

interface Context extends Input {
  says: 'yes' | 'no';
  /** What was written beside the answer. */
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
        // The message is a part of the question: whoever presses the star wants to hear all of it.
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

/** "Who can come?", told to whoever is rung about a broadcast that collects a yes, and asked there. */
export const answerBroadcast = flow({
  name: 'answer-broadcast',
  version: 1,
  machine,
  operations,
  inputs: [{ broadcastId: 'broadcast-1', text: 'Hei Solveig! Hvem kan hjelpe på basaren lørdag klokka tolv?' }],
  samples: { noteBroadcastAnswer: ['yes', 'no'] },
});
