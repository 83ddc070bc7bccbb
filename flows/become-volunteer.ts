import { setup } from 'xstate';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

const operations = {
  registerInterest: operation<object, { outcome: 'registered' | 'already' | 'known' | 'paused'; dueAt: string }>(),
};

const machine = setup({
  types: { context: {} as Record<string, never> },
  actions: { say: sayNothing },
  actors: operations,
}).createMachine({
  id: 'become-volunteer',
  initial: 'registering',
  context: {},
  states: {
    registering: {
      invoke: {
        src: 'registerInterest',
        input: {},
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event }) => ({
              key: `volunteer.${event.output.outcome}`,
              params: { day: { as: 'fullDay', of: event.output.dueAt } },
            }),
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** BLI FRIVILLIG: books a talk with staff. No assignment is offered to the person before that talk. */
export const becomeVolunteer = flow({
  name: 'become-volunteer',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: {
    registerInterest: [
      { outcome: 'registered', dueAt: '2026-11-25T14:30' },
      { outcome: 'already', dueAt: '2026-11-25T14:30' },
      { outcome: 'known', dueAt: '2026-11-25T14:30' },
      { outcome: 'paused', dueAt: '2026-12-07' },
    ],
  },
});
