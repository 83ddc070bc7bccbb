import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

interface Context {
  signUpId: string;
  title: string;
  startsAt: string;
  venue: string;
  /** Milliseconds until the activity begins; a later answer is of no use. */
  beginsInMs: number;
}

type Event = { type: 'coming' } | { type: 'cannot' };

const operations = { cancelSignUp: operation<{ id: string }, 'cancelled' | 'already cancelled'>() };

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Context, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { begins: ({ context }) => Math.max(context.beginsInMs, 0) },
}).createMachine({
  id: 'reminder',
  initial: 'asking',
  context: ({ input }) => input,
  states: {
    asking: {
      meta: {
        ask: ({ title, startsAt, venue }): Ask<Event> => ({
          line: { key: 'reminder.ask', params: { title, venue, day: { as: 'fullDay', of: startsAt } } },
          choices: [
            { send: { type: 'coming' }, label: { key: 'reminder.coming' }, means: ['sign_up', 'offer_yes', 'thanks'] },
            {
              send: { type: 'cannot' },
              label: { key: 'reminder.cannot' },
              means: ['cancel_sign_up', 'offer_no', 'withdraw'],
            },
          ],
          situation: 'signed up, reminder sent',
        }),
      },
      on: {
        coming: { target: 'ended', actions: { type: 'say', params: { key: 'reminder.seeYou' } } },
        cannot: 'cancelling',
      },
      after: { begins: 'ended' },
    },
    cancelling: {
      invoke: {
        src: 'cancelSignUp',
        input: ({ context }) => ({ id: context.signUpId }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ context }) => ({ key: 'reminder.cancelled', params: { title: context.title } }),
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** Asks a person who signed up "Remember: tomorrow at eleven. Are you coming?". */
export const reminder = flow({
  name: 'reminder',
  version: 1,
  machine,
  operations,
  inputs: [
    {
      signUpId: 'sign-up-1',
      title: 'Strikkekafe med kaffe og prat 1',
      startsAt: '2026-11-26T11:00',
      venue: 'Arendal bibliotek',
      beginsInMs: 86_400_000,
    },
  ],
  samples: { cancelSignUp: ['cancelled', 'already cancelled'] },
});
