import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { sayNothing } from './shared.ts';

interface Input {
  associationId: string;
  association: string;
  /** The person who named this one. */
  from: string;
  /** The name by which the person was named. */
  name: string;
  /** The number that has no say any more once the person agrees. */
  oldNumber: string;
}

interface Context extends Input {
  says: '' | 'yes' | 'no';
}

type Event = { type: 'yes' } | { type: 'no' };

const operations = {
  answerAsContact: operation<Context, 'isContact' | 'isNoContact'>(),
};

/** A person who is asked for a favour gets some days for it. */
const ANSWER_MS = 5 * 24 * 60 * 60 * 1000;

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Input, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: ANSWER_MS },
}).createMachine({
  id: 'new-contact',
  initial: 'asking',
  context: ({ input }) => ({ ...input, says: '' }),
  states: {
    asking: {
      meta: {
        ask: ({ association, from }: Context): Ask<Event> => ({
          line: { key: 'organiser.asksNew', params: { association, from } },
          choices: [
            { send: { type: 'yes' }, label: { key: 'organiser.asksNewYes' }, means: ['offer_yes'], listed: true },
            { send: { type: 'no' }, label: { key: 'organiser.asksNewNo' }, means: ['offer_no'], listed: true },
          ],
          situation: 'pending offer',
        }),
      },
      on: {
        yes: { target: 'answering', actions: assign({ says: 'yes' }) },
        no: { target: 'answering', actions: assign({ says: 'no' }) },
      },
      after: { lapse: { target: 'lapsing', actions: assign({ says: 'no' }) } },
    },
    answering: {
      invoke: {
        src: 'answerAsContact',
        input: ({ context }) => context,
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ event }) => ({ key: `organiser.${event.output}` }) },
        },
      },
    },
    // Staff learn of it; the person who did not answer hears nothing.
    lapsing: { invoke: { src: 'answerAsContact', input: ({ context }) => context, onDone: 'ended' } },
    ended: { type: 'final' },
  },
});

/** Asks the person that an association's contact named as the next one. */
export const newContact = flow({
  name: 'new-contact',
  version: 1,
  machine,
  operations,
  inputs: [
    {
      associationId: 'association-1',
      association: 'Tromøy husflidslag og barnas verksted',
      from: 'Anne Dahl',
      name: 'Liv Berg',
      oldNumber: '+4790000012',
    },
  ],
  samples: { answerAsContact: ['isContact', 'isNoContact'] },
});
