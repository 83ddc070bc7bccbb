import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { flow } from '../src/conversation/flow.ts';
import { onwardTo, passedOn, sayNothing } from './shared.ts';

interface Context {
  offerId: string;
  title: string;
  startsAt: string;
  /** Milliseconds until the assignment begins; a later answer is of no use. */
  beginsInMs: number;
}

type Event = { type: 'coming' } | { type: 'cannot'; words?: string };

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Context, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  delays: { begins: ({ context }) => Math.max(context.beginsInMs, 0) },
}).createMachine({
  id: 'assignment-reminder',
  initial: 'asking',
  output: passedOn,
  context: ({ input }) => input,
  states: {
    asking: {
      meta: {
        ask: ({ title, startsAt }): Ask<Event> => ({
          line: { key: 'assignment.remind', params: { title, day: { as: 'fullDay', of: startsAt } } },
          choices: [
            {
              send: { type: 'coming' },
              label: { key: 'assignment.coming' },
              means: ['offer_yes', 'sign_up', 'thanks'],
            },
            {
              send: { type: 'cannot' },
              label: { key: 'assignment.cannot' },
              means: ['withdraw', 'offer_no', 'cancel_sign_up'],
            },
          ],
          how: { key: 'assignment.howRemind' },
          situation: 'accepted assignment, reminder sent',
        }),
      },
      on: {
        coming: { target: 'ended', actions: { type: 'say', params: { key: 'assignment.seeYou' } } },
        cannot: 'withdrawing',
      },
      after: { begins: 'ended' },
    },
    // A forged text must not free a volunteer whom a recipient waits for: that takes the code of our own text.
    withdrawing: {
      type: 'final',
      output: ({ context: { offerId, title, startsAt } }) => onwardTo('withdraw', { of: { offerId, title, startsAt } }),
    },
    ended: { type: 'final' },
  },
});

/** Asks a confirmed volunteer "Remember: tomorrow at eleven. Are you coming?". The address was in the confirmation. */
export const assignmentReminder = flow({
  name: 'assignment-reminder',
  version: 1,
  machine,
  operations: {},
  inputs: [
    {
      offerId: 'offer-1',
      title: 'Følge til legen i sentrum, med litt prat på veien',
      startsAt: '2026-12-01T11:00',
      beginsInMs: 86_400_000,
    },
  ],
  samples: {},
});
