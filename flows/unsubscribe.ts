import { setup } from 'xstate';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

const operations = { unsubscribe: operation<object, 'ended' | 'none'>() };

const machine = setup({
  types: { context: {} as object },
  actions: { say: sayNothing },
  actors: operations,
}).createMachine({
  id: 'unsubscribe',
  initial: 'ending',
  context: {},
  states: {
    ending: {
      invoke: {
        src: 'unsubscribe',
        input: {},
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ event }) => ({ key: `digest.${event.output}` }) },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** AVSLUTT ABONNEMENT: ends the digests and changes nothing else. */
export const unsubscribe = flow({
  name: 'unsubscribe',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: { unsubscribe: ['ended', 'none'] },
});
