import { assign, setup } from 'xstate';
import type { Ask, Asking, Choice, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { aboutWhat, LAPSE_MS, onwardTo, passedOn, sayNothing, type LineParams } from './shared.ts';

interface Mine {
  id: string;
  title: string;
  startsAt: string;
  status: 'signed_up' | 'waiting';
}

interface Context {
  /** `cancel`: the person wants to cancel a sign-up; `see`: they only asked for the list. */
  purpose: 'see' | 'cancel';
  mine: Mine[];
  index: number;
}

type Event =
  | { type: 'chosen'; index: number }
  | { type: 'asked'; slots: LineParams }
  | { type: 'yes' }
  | { type: 'no' }
  | { type: 'none' };

const labelled = ({ title, startsAt }: Mine): NonNullable<Line['params']> => ({
  title,
  day: { as: 'day', of: startsAt },
});

const chosen = ({ mine, index }: Context): NonNullable<Line['params']> => {
  const one = mine[index];
  return one === undefined ? { title: '', day: '' } : labelled(one);
};

const operations = {
  /** The person's subscription in one line, or `none`. */
  mySubscriptions: operation<object, { outcome: 'none' } | { outcome: 'some'; what: string; place: string }>(),
  mySignUps: operation<object, Mine[]>(),
  cancelSignUp: operation<{ id: string }, 'cancelled' | 'already cancelled'>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { purpose?: 'see' | 'cancel' },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'my-sign-ups',
  initial: 'reading',
  output: passedOn,
  context: ({ input }) => ({ purpose: input.purpose ?? 'see', mine: [], index: 0 }),
  states: {
    reading: {
      invoke: {
        src: 'mySubscriptions',
        input: {},
        onDone: [
          {
            guard: ({ event, context }) => event.output.outcome === 'some' && context.purpose === 'see',
            target: 'looking',
            actions: {
              type: 'say',
              params: ({ event: { output } }) => ({
                key: 'digest.mine',
                params: output.outcome === 'some' ? { what: aboutWhat(output.what), place: output.place } : {},
              }),
            },
          },
          { target: 'looking' },
        ],
      },
    },
    looking: {
      invoke: {
        src: 'mySignUps',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.length === 0,
            target: 'ended',
            actions: { type: 'say', params: { key: 'mine.none' } },
          },
          {
            guard: ({ event, context }) => event.output.length === 1 && context.purpose === 'cancel',
            target: 'asking',
            actions: assign(({ event }) => ({ mine: event.output, index: 0 })),
          },
          { target: 'listing', actions: assign(({ event }) => ({ mine: event.output })) },
        ],
      },
    },
    listing: {
      meta: {
        ask: ({ mine }): Ask<Event> => ({
          line: { key: 'mine.list', params: { count: mine.length } },
          choices: mine.map((one, index): Choice<Event> => ({
            send: { type: 'chosen', index },
            label: {
              key: one.status === 'waiting' ? 'mine.waitingItem' : 'mine.item',
              params: { title: { as: 'listTitle', of: one.title }, day: { as: 'listDay', of: one.startsAt } },
            },
            ...(mine.length === 1 ? { means: ['cancel_sign_up'] } : {}),
            listed: true,
          })),
          // A question about one of the activities does not cancel the sign-up.
          takes: [
            { slot: 'choice', intent: 'activity_details', send: 'asked' },
            { slot: 'refused', send: 'none' },
          ],
          how: { key: 'mine.how' },
          situation: 'browsing list of 3',
        }),
      },
      on: {
        none: { target: 'ended', actions: { type: 'say', params: { key: 'mine.asBefore' } } },
        chosen: {
          guard: ({ context, event }) => context.mine[event.index] !== undefined,
          target: 'asking',
          actions: assign(({ event }) => ({ index: event.index })),
        },
        asked: {
          target: 'finding',
          actions: assign(({ event }) => ({ index: Number(event.slots['choice']) - 1 })),
        },
      },
      after: { lapse: 'ended' },
    },
    asking: {
      meta: {
        ask: (context): Ask<Event> => ({
          line: { key: 'mine.askCancel', params: chosen(context) },
          choices: [
            { send: { type: 'yes' }, label: { key: 'common.yes' }, means: ['offer_yes', 'cancel_sign_up', 'withdraw'] },
            { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no', 'sign_up'] },
          ],
          situation: 'giving up',
        }),
      },
      on: {
        yes: 'cancelling',
        no: {
          target: 'ended',
          actions: { type: 'say', params: ({ context }) => ({ key: 'mine.kept', params: chosen(context) }) },
        },
      },
      after: { lapse: 'ended' },
    },
    cancelling: {
      invoke: {
        src: 'cancelSignUp',
        input: ({ context }) => ({ id: context.mine[context.index]?.id ?? '' }),
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ context }) => ({ key: 'mine.cancelled', params: chosen(context) }) },
        },
      },
    },
    finding: {
      type: 'final',
      output: ({ context: { mine, index } }) => {
        const title = mine[index]?.title;
        return onwardTo('find-activities', title === undefined ? {} : { activity: title });
      },
    },
    ended: { type: 'final' },
  },
});

const mine = (n: number): Mine => ({
  id: `sign-up-${n}`,
  title: `Strikkekafe med kaffe og prat ${n}`,
  startsAt: `2026-11-2${n}T11:00`,
  status: n === 2 ? 'waiting' : 'signed_up',
});

/** Lists a person's sign-ups and cancels one on request. */
export const mySignUps = flow({
  name: 'my-sign-ups',
  version: 1,
  machine,
  operations,
  inputs: [{}, { purpose: 'cancel' }],
  samples: {
    mySubscriptions: [
      { outcome: 'none' },
      { outcome: 'some', what: 'tur, strikk', place: 'Kolbjørnsvik' },
      { outcome: 'some', what: '', place: 'Kolbjørnsvik' },
    ],
    mySignUps: [[], [mine(1)], [mine(1), mine(2), mine(3)]],
    cancelSignUp: ['cancelled', 'already cancelled'],
  },
});
