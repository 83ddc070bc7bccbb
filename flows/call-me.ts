import { setup } from 'xstate';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

const operations = { askForCallback: operation<{ reason: string }, { outcome: 'asked' | 'already'; dueAt: string }>() };

const machine = setup({
  types: { context: {} as { reason: string }, input: {} as { reason?: string } },
  actions: { say: sayNothing },
  actors: operations,
}).createMachine({
  id: 'call-me',
  initial: 'asking',
  context: ({ input }) => ({ reason: input.reason ?? 'asked to be called' }),
  states: {
    asking: {
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

/** Promises a call from staff by a given time. The flow asks nothing, so an open question stays open. */
export const callMe = flow({
  name: 'call-me',
  version: 1,
  machine,
  operations,
  inputs: [{}, { reason: 'menu' }],
  samples: {
    askForCallback: [
      { outcome: 'asked', dueAt: '2026-11-25T14:30' },
      { outcome: 'already', dueAt: '2026-11-25T14:30' },
    ],
  },
});
