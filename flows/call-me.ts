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

/** A human rings back, by a time that is promised. It asks nothing, so whatever question was open stays open. */
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
