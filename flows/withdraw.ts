import { assign, setup } from 'xstate';
import { CHOICES_MAX, type Ask, type Asking, type Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { CODE_MS, codeOperations, codeSamples, lockedLine, NO_CODE, TAKES_CODE, type Coded } from './by-code.ts';
import { LAPSE_MS, sayNothing, type LineParams } from './shared.ts';

/** An offer that the volunteer said yes to. */
interface Mine {
  offerId: string;
  title: string;
  startsAt: string;
}

interface Context extends Coded {
  mine: Mine[];
  chosen: Mine | null;
  words: string;
}

type Event =
  | { type: 'chosen'; n: number }
  | { type: 'yes' | 'no'; words?: string }
  | { type: 'codeGiven'; slots: LineParams };

const operations = {
  ...codeOperations,
  myAcceptedOffers: operation<object, Mine[]>(),
  withdrawOffer: operation<{ offerId: string; words: string }, 'withdrawn' | 'over'>(),
  keepOffer: operation<{ offerIds: string[] }, 'kept'>(),
};

const withdrawn = (outcome: 'withdrawn' | 'over', { title, startsAt }: Omit<Mine, 'offerId'>): Line => ({
  key: `withdraw.${outcome}`,
  params: { title, day: { as: 'day', of: startsAt } },
});

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    /** `of`: the offer whose reminder the volunteer answered. */
    input: {} as { words?: string; of?: Mine },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS, codeLapse: CODE_MS },
}).createMachine({
  id: 'withdraw',
  initial: 'deciding',
  context: ({ input: { words = '', of } }) => ({
    ...NO_CODE,
    // The answer to the reminder asked for it once.
    again: of === undefined ? 0 : 1,
    mine: [],
    chosen: of ?? null,
    words,
  }),
  states: {
    deciding: {
      always: [{ guard: ({ context }) => context.chosen !== null, target: 'making code' }, { target: 'finding' }],
    },
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
            target: 'making code',
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
          target: 'making code',
          actions: assign(({ context, event }) => ({ chosen: context.mine[event.n] ?? null })),
        },
      },
      after: { lapse: 'ended' },
    },
    'making code': {
      invoke: {
        src: 'makeCode',
        input: ({ context }) => ({ offerIds: [theOne(context).offerId] }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'locked',
            target: 'ended',
            actions: { type: 'say', params: ({ event }) => lockedLine(event.output) },
          },
          {
            guard: ({ context, event }) => context.again === 1 && event.output.outcome === 'no code',
            target: 'withdrawing',
          },
          {
            target: 'asking',
            actions: assign({
              code: ({ event: { output } }) => (output.outcome === 'code' ? output.code : ''),
              again: 0,
            }),
          },
        ],
      },
    },
    asking: {
      meta: { ask: askSure },
      on: {
        codeGiven: {
          target: 'checking',
          actions: assign({ given: ({ event }) => String(event.slots['confirmation'] ?? '') }),
        },
        yes: [
          { guard: ({ context }) => context.code === '', target: 'withdrawing' },
          { target: 'asking', reenter: true, actions: assign({ again: 1 }) },
        ],
        no: 'keeping',
      },
      after: { codeLapse: 'ended' },
    },
    checking: {
      invoke: {
        src: 'checkCode',
        input: ({ context: { code, given, tries } }) => ({ code, given, tries }),
        onDone: [
          { guard: ({ event }) => event.output === 'right', target: 'withdrawing' },
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
        input: ({ context }) => ({ offerIds: [theOne(context).offerId] }),
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ context }) => said('withdraw.kept', context) },
        },
      },
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
  const { code, again } = context;
  const choices: Ask<Event>['choices'] = [
    { send: { type: 'yes' }, label: { key: 'withdraw.yes' }, means: ['offer_yes', 'withdraw', 'cancel_sign_up'] },
    { send: { type: 'no' }, label: { key: 'withdraw.no' }, means: ['offer_no'] },
  ];
  if (code === '') return { line: said('withdraw.ask', context), choices, situation: 'giving up' };
  const how = { key: 'withdraw.how', params: { code } } as const;
  const line = again === 1 ? how : said('withdraw.ask', context);
  return { line, choices, takes: TAKES_CODE, ...(again === 1 ? {} : { how }), situation: 'giving up' };
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
 * A volunteer who said yes cannot come. The flow asks for the code that stands in the question: after a misread or a forged
 * text, a recipient would wait for a volunteer who does not come.
 */
export const withdraw = flow({
  name: 'withdraw',
  version: 2,
  // A question that was asked before codes is answered as it was asked.
  upgrade: (kept, from) => (from === 1 ? { ...kept, context: { ...NO_CODE, ...kept.context } } : null),
  machine,
  operations,
  inputs: [{}, { words: 'jeg er blitt syk' }, { of: mine(1) }],
  samples: {
    ...codeSamples,
    myAcceptedOffers: [[], [mine(1)], [mine(1), mine(2), mine(3)]],
    withdrawOffer: ['withdrawn', 'over'],
    keepOffer: ['kept'],
  },
});
