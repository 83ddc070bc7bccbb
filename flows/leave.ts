import { assign, setup } from 'xstate';
import type { Ask, Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { CODE_MS, codeOperations, codeSamples, NO_CODE, TAKES_CODE, type Coded } from './by-code.ts';
import { sayNothing, type LineParams } from './shared.ts';

/** An assignment that the volunteer said yes to. */
interface Mine {
  offerId: string;
  title: string;
  startsAt: string;
}

interface Context extends Coded {
  words: string;
  /** The volunteer takes it back. */
  undo: boolean;
  coming: Mine[];
}

type Event = { type: 'yes' | 'no' } | { type: 'codeGiven'; slots: LineParams };

const operations = {
  ...codeOperations,
  leaveVolunteer: operation<{ words: string }, { outcome: 'left' | 'before' | 'notVolunteer'; coming: Mine[] }>(),
  undoLeave: operation<object, 'back' | 'nothing'>(),
  giveUpComing: operation<{ offerIds: string[]; words: string }, 'given up'>(),
  keepOffer: operation<{ offerIds: string[] }, 'kept'>(),
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
  delays: { lapse: CODE_MS },
}).createMachine({
  id: 'leave',
  initial: 'starting',
  context: ({ input }) => ({ ...NO_CODE, words: input.words ?? '', undo: input.undo === 1, coming: [] }),
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
            target: 'making code',
            actions: [
              assign({ coming: ({ event }) => event.output.coming }),
              { type: 'say', params: ({ event }) => ({ key: `leave.${event.output.outcome}` }) },
            ],
          },
        ],
      },
    },
    'making code': {
      invoke: {
        src: 'makeCode',
        input: ({ context }) => ({ offerIds: idsOf(context) }),
        onDone: [
          // Staff have it in the inbox, and the number is locked against trying.
          { guard: ({ event }) => event.output.outcome === 'locked', target: 'ended' },
          {
            target: 'asking',
            actions: assign({ code: ({ event: { output } }) => (output.outcome === 'code' ? output.code : '') }),
          },
        ],
      },
    },
    asking: {
      meta: { ask: askComing },
      on: {
        codeGiven: {
          target: 'checking',
          actions: assign({ given: ({ event }) => String(event.slots['confirmation'] ?? '') }),
        },
        yes: [
          { guard: ({ context }) => context.code === '', target: 'givingUp' },
          { target: 'asking', reenter: true, actions: assign({ again: 1 }) },
        ],
        no: 'keeping',
      },
      after: { lapse: 'ended' },
    },
    checking: {
      invoke: {
        src: 'checkCode',
        input: ({ context: { code, given, tries } }) => ({ code, given, tries }),
        onDone: [
          { guard: ({ event }) => event.output === 'right', target: 'givingUp' },
          {
            guard: ({ event }) => event.output === 'over',
            target: 'ended',
            actions: { type: 'say', params: { key: 'code.over' } },
          },
          {
            target: 'asking',
            actions: [
              assign({ tries: ({ context }) => context.tries + 1, again: 1 }),
              { type: 'say', params: { key: 'code.wrong' } },
            ],
          },
        ],
      },
    },
    keeping: {
      invoke: {
        src: 'keepOffer',
        input: ({ context }) => ({ offerIds: idsOf(context) }),
        onDone: { target: 'ended', actions: { type: 'say', params: ({ context }) => about('leave.kept', context) } },
      },
    },
    givingUp: {
      invoke: {
        src: 'giveUpComing',
        input: ({ context }) => ({ offerIds: idsOf(context), words: context.words }),
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

const idsOf = ({ coming }: Context): string[] => coming.map(({ offerId }) => offerId);

function askComing(context: Context): Ask<Event> {
  const { code, again } = context;
  const choices: Ask<Event>['choices'] = [
    { send: { type: 'yes' }, label: { key: 'leave.yes' }, means: ['offer_yes', 'withdraw', 'cancel_sign_up'] },
    { send: { type: 'no' }, label: { key: 'leave.no' }, means: ['offer_no'] },
  ];
  if (code === '') return { line: about('leave.ask', context), choices, situation: 'giving up' };
  const how = { key: 'leave.how', params: { code } } as const;
  const line = again === 1 ? how : about('leave.ask', context);
  return { line, choices, takes: TAKES_CODE, ...(again === 1 ? {} : { how }), situation: 'giving up' };
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
  version: 2,
  // A question that was asked before codes is answered as it was asked.
  upgrade: (kept, from) => (from === 1 ? { ...kept, context: { ...NO_CODE, ...kept.context } } : null),
  machine,
  operations,
  inputs: [{ words: 'jeg slutter som frivillig' }, { undo: 1 }],
  samples: {
    ...codeSamples,
    leaveVolunteer: [
      { outcome: 'left', coming: [] },
      { outcome: 'left', coming: [mine(1)] },
      { outcome: 'left', coming: [mine(1), mine(2)] },
      { outcome: 'before', coming: [] },
      { outcome: 'notVolunteer', coming: [] },
    ],
    undoLeave: ['back', 'nothing'],
    giveUpComing: ['given up'],
    keepOffer: ['kept'],
  },
});
