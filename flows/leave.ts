import { assign, setup } from 'xstate';
import type { Ask, Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

/** An assignment that the volunteer said yes to. */
interface Mine {
  offerId: string;
  title: string;
  startsAt: string;
}

interface Context {
  words: string;
  /** The volunteer takes it back. */
  undo: boolean;
  coming: Mine[];
}

type Event = { type: 'yes' | 'no' };

const operations = {
  leaveVolunteer: operation<{ words: string }, { outcome: 'left' | 'before' | 'notVolunteer'; coming: Mine[] }>(),
  undoLeave: operation<object, 'back' | 'nothing'>(),
  giveUpComing: operation<{ offerIds: string[]; words: string }, 'given up'>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { words?: string; undo?: 1 },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'leave',
  initial: 'starting',
  context: ({ input }) => ({ words: input.words ?? '', undo: input.undo === 1, coming: [] }),
  states: {
    starting: { always: [{ guard: ({ context }) => context.undo, target: 'returning' }, { target: 'leaving' }] },
    leaving: {
      invoke: {
        src: 'leaveVolunteer',
        input: ({ context }) => ({ words: context.words }),
        onDone: [
          {
            guard: ({ event }) => event.output.coming.length === 0,
            target: 'ended',
            actions: { type: 'say', params: ({ event }) => ({ key: `leave.${event.output.outcome}` }) },
          },
          {
            target: 'asking',
            actions: [
              assign({ coming: ({ event }) => event.output.coming }),
              { type: 'say', params: ({ event }) => ({ key: `leave.${event.output.outcome}` }) },
            ],
          },
        ],
      },
    },
    asking: {
      meta: { ask: askComing },
      on: {
        yes: 'givingUp',
        no: { target: 'ended', actions: { type: 'say', params: ({ context }) => about('leave.kept', context) } },
      },
      after: { lapse: 'ended' },
    },
    givingUp: {
      invoke: {
        src: 'giveUpComing',
        input: ({ context }) => ({ offerIds: context.coming.map(({ offerId }) => offerId), words: context.words }),
        onDone: { target: 'ended', actions: { type: 'say', params: { key: 'leave.freed' } } },
      },
    },
    returning: {
      invoke: {
        src: 'undoLeave',
        input: {},
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event }) => ({ key: event.output === 'back' ? 'leave.back' : 'offer.nothing' }),
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

function about(key: 'leave.ask' | 'leave.kept', { coming }: Context): Line {
  const [first] = coming;
  if (first === undefined) throw new Error('Nothing is still to come.');
  return { key, params: { title: first.title, day: { as: 'day', of: first.startsAt }, count: coming.length } };
}

function askComing(context: Context): Ask<Event> {
  return {
    line: about('leave.ask', context),
    choices: [
      { send: { type: 'yes' }, label: { key: 'leave.yes' }, means: ['offer_yes'] },
      { send: { type: 'no' }, label: { key: 'leave.no' }, means: ['offer_no'] },
    ],
    how: { key: 'leave.how' },
    situation: 'pending offer',
  };
}

const mine = (n: number): Mine => ({
  offerId: `offer-${n}`,
  title: 'Følge til legen i sentrum, med...',
  startsAt: '2026-12-01T11:00',
});

/**
 * A volunteer leaves, and is asked no more from now on. The flow asks once about accepted assignments that are still to
 * come, since a recipient waits for the volunteer.
 */
export const leave = flow({
  name: 'leave',
  version: 1,
  machine,
  operations,
  inputs: [{ words: 'jeg slutter som frivillig' }, { undo: 1 }],
  samples: {
    leaveVolunteer: [
      { outcome: 'left', coming: [] },
      { outcome: 'left', coming: [mine(1)] },
      { outcome: 'left', coming: [mine(1), mine(2)] },
      { outcome: 'before', coming: [] },
      { outcome: 'notVolunteer', coming: [] },
    ],
    undoLeave: ['back', 'nothing'],
    giveUpComing: ['given up'],
  },
});
