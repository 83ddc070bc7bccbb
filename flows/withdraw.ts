import { assign, setup } from 'xstate';
import { CHOICES_MAX, type Ask, type Asking, type Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

/** An offer that the volunteer said yes to. */
interface Mine {
  offerId: string;
  title: string;
  startsAt: string;
}

interface Context {
  mine: Mine[];
  chosen: Mine | null;
  words: string;
}

type Event = { type: 'chosen'; n: number } | { type: 'yes' | 'no'; words?: string };

const operations = {
  myAcceptedOffers: operation<object, Mine[]>(),
  withdrawOffer: operation<{ offerId: string; words: string }, 'withdrawn' | 'over'>(),
};

export const withdrawn = (outcome: 'withdrawn' | 'over', { title, startsAt }: Omit<Mine, 'offerId'>): Line => ({
  key: `withdraw.${outcome}`,
  params: { title, day: { as: 'day', of: startsAt } },
});

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { words?: string },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'withdraw',
  initial: 'finding',
  context: ({ input }) => ({ mine: [], chosen: null, words: input.words ?? '' }),
  states: {
    finding: {
      invoke: {
        src: 'myAcceptedOffers',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.length === 0,
            target: 'ended',
            actions: { type: 'say', params: { key: 'withdraw.none' } },
          },
          {
            guard: ({ event }) => event.output.length === 1,
            target: 'asking',
            actions: assign({ chosen: ({ event }) => event.output[0] ?? null }),
          },
          { target: 'choosing', actions: assign({ mine: ({ event }) => event.output.slice(0, CHOICES_MAX) }) },
        ],
      },
    },
    choosing: {
      meta: { ask: askWhich },
      on: {
        chosen: {
          target: 'asking',
          actions: assign(({ context, event }) => ({ chosen: context.mine[event.n] ?? null })),
        },
      },
      after: { lapse: 'ended' },
    },
    asking: {
      meta: { ask: askSure },
      on: {
        yes: 'withdrawing',
        no: { target: 'ended', actions: { type: 'say', params: ({ context }) => said('withdraw.kept', context) } },
      },
      after: { lapse: 'ended' },
    },
    withdrawing: {
      invoke: {
        src: 'withdrawOffer',
        input: ({ context }) => ({ offerId: context.chosen?.offerId ?? '', words: context.words }),
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ context, event }) => withdrawn(event.output, theOne(context)) },
        },
      },
    },
    ended: { type: 'final' },
  },
});

function theOne({ chosen }: Context): Mine {
  if (chosen === null) throw new Error('Nothing was chosen to withdraw from.');
  return chosen;
}

function said(key: 'withdraw.ask' | 'withdraw.kept', context: Context): Line {
  const { title, startsAt } = theOne(context);
  return { key, params: { title, day: { as: 'day', of: startsAt } } };
}

function askSure(context: Context): Ask<Event> {
  return {
    line: said('withdraw.ask', context),
    choices: [
      { send: { type: 'yes' }, label: { key: 'withdraw.yes' }, means: ['offer_yes', 'withdraw', 'cancel_sign_up'] },
      { send: { type: 'no' }, label: { key: 'withdraw.no' }, means: ['offer_no'] },
    ],
    how: { key: 'withdraw.how' },
    situation: 'pending offer',
  };
}

function askWhich({ mine }: Context): Ask<Event> {
  return {
    line: { key: 'withdraw.which' },
    choices: mine.map(({ title, startsAt }, n) => ({
      send: { type: 'chosen' as const, n },
      label: {
        key: 'offer.item' as const,
        params: { title: { as: 'listTitle' as const, of: title }, day: { as: 'listDay' as const, of: startsAt } },
      },
      listed: true,
    })),
    how: { key: 'offer.howWhich' },
    situation: 'two pending offers',
  };
}

const mine = (n: number): Mine => ({
  offerId: `offer-${n}`,
  title: 'Følge til legen i sentrum, med...',
  startsAt: '2026-12-01T11:00',
});

/**
 * A volunteer who said yes cannot come. The flow asks for a confirmation, because after a misread text a recipient
 * would wait for a volunteer who does not come.
 */
export const withdraw = flow({
  name: 'withdraw',
  version: 1,
  machine,
  operations,
  inputs: [{}, { words: 'jeg er blitt syk' }],
  samples: {
    myAcceptedOffers: [[], [mine(1)], [mine(1), mine(2), mine(3)]],
    withdrawOffer: ['withdrawn', 'over'],
  },
});
