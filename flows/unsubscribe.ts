import { setup } from 'xstate';
import { call, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

const calls = { unsubscribe: call<object, 'ended' | 'none'>() };

const machine = setup({
  types: { context: {} as object },
  actions: { say: sayNothing },
  actors: calls,
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

/** AVSLUTT ABONNEMENT: no more digests. Everything else is as before. */
export const unsubscribe = flow({
  name: 'unsubscribe',
  version: 1,
  machine,
  calls,
  inputs: [{}],
  samples: { unsubscribe: ['ended', 'none'] },
});
