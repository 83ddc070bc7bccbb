import { assign, setup } from 'xstate';
import { call, flow } from '../src/conversation/flow.ts';
import type { Ask, Asking, Choice, Line } from '../src/conversation/ask.ts';
import { detailsFacts, detailsHow, itemLine, signUpLabel, type Details, type Item } from './activity-lines.ts';
import { findActivitiesSamples } from './find-activities.samples.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing, words } from './shared.ts';

/** What is looked for. */
export interface Wish {
  place: string | null;
  when: string | null;
  category: string | null;
  activity: string | null;
}

export type SearchOutput =
  | { outcome: 'no place' }
  | { outcome: 'place unknown'; place: string }
  | { outcome: 'nothing'; place: string }
  | { outcome: 'found'; place: string; items: Item[]; more: number; wider: number };

export type DetailsOutput = { outcome: 'gone' } | { outcome: 'shown'; details: Details };

export type SignUpOutcome =
  | 'signedUp'
  | 'waitingList'
  | 'alreadySignedUp'
  | 'changed'
  | 'noSignUpNeeded'
  | 'cancelled'
  | 'over'
  | 'tooMany';

interface Context extends Wish {
  skip: number;
  placeTries: number;
  place: string | null;
  /** The place as the register spells it, once it is known. */
  near: string;
  items: Item[];
  more: number;
  wider: number;
  index: number;
  details: Details | null;
  persons: number;
}

type Slots = Record<string, string | number>;
type Event =
  | { type: 'placeGiven'; slots: Slots }
  | { type: 'refined'; slots: Slots }
  | { type: 'picked'; index: number }
  | { type: 'asked'; slots: Slots }
  | { type: 'more' }
  | { type: 'showAll' }
  | { type: 'otherPlace' }
  | { type: 'signUp'; slots?: Slots }
  | { type: 'back' }
  | { type: 'personsGiven'; slots: Slots }
  | { type: 'callMe' };

const PLACE_TRIES_MAX = 2;
/** Whoever has turned so many pages wants something else than a list. */
const SKIP_MAX = 12;

const listChoices = ({ items, more }: Context): Choice<Event>[] => [
  ...items.map((item, index): Choice<Event> => ({
    send: { type: 'picked', index },
    label: itemLine(item),
    listed: true,
  })),
  ...(more === 1
    ? [{ send: { type: 'more' } as const, label: { key: 'common.more' } as Line, means: ['next_page'] }]
    : []),
];

const when = (item: Pick<Item, 'title' | 'startsAt'>): NonNullable<Line['params']> => ({
  title: item.title,
  day: { as: 'day', of: item.startsAt },
});

const filtered = ({ category, activity, when: day }: Context): boolean =>
  category !== null || activity !== null || day !== null;

const wishOf = (slots: Slots): Partial<Wish> => ({
  ...(slots['place'] === undefined ? {} : { place: String(slots['place']) }),
  ...(slots['when'] === undefined ? {} : { when: String(slots['when']) }),
  ...(slots['category'] === undefined && slots['activity'] === undefined
    ? {}
    : { category: words(slots['category']), activity: words(slots['activity']) }),
});

const calls = {
  searchActivities: call<Wish & { skip: number }, SearchOutput>(),
  activityDetails: call<{ activityId: string; occurrence: string }, DetailsOutput>(),
  signUp: call<
    { activityId: string; occurrence: string; persons: number },
    { outcome: SignUpOutcome; persons: number }
  >(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as Partial<Wish>,
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: calls,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'find-activities',
  initial: 'searching',
  output: passedOn,
  context: ({ input }) => ({
    place: input.place ?? null,
    when: input.when ?? null,
    category: input.category ?? null,
    activity: input.activity ?? null,
    skip: 0,
    placeTries: 0,
    near: '',
    items: [],
    more: 0,
    wider: 0,
    index: 0,
    details: null,
    persons: 1,
  }),
  states: {
    searching: {
      invoke: {
        src: 'searchActivities',
        input: ({ context: { place, when: day, category, activity, skip } }) => ({
          place,
          when: day,
          category,
          activity,
          skip,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'found',
            target: 'listing',
            actions: assign(({ context, event: { output } }) =>
              output.outcome === 'found'
                ? {
                    items: output.items,
                    more: context.skip < SKIP_MAX ? output.more : 0,
                    wider: output.wider,
                    near: output.place,
                    placeTries: 0,
                    index: 0,
                    details: null,
                  }
                : {},
            ),
          },
          {
            guard: ({ event, context }) => event.output.outcome === 'nothing' && context.skip > 0,
            target: 'listing',
            actions: [assign({ more: 0 }), { type: 'say', params: { key: 'find.noMore' } }],
          },
          {
            guard: ({ event }) => event.output.outcome === 'nothing',
            target: 'nothing',
            actions: assign(({ event }) => (event.output.outcome === 'nothing' ? { near: event.output.place } : {})),
          },
          {
            guard: ({ event, context }) =>
              event.output.outcome === 'place unknown' && context.placeTries >= PLACE_TRIES_MAX,
            target: 'handing over',
          },
          {
            guard: ({ event }) => event.output.outcome === 'place unknown',
            target: 'asking place',
            actions: [
              assign(({ context }) => ({ place: null, placeTries: context.placeTries + 1 })),
              {
                type: 'say',
                params: ({ event }) => ({
                  key: 'find.placeUnknown',
                  params: { place: event.output.outcome === 'place unknown' ? event.output.place : '' },
                }),
              },
            ],
          },
          { target: 'asking place' },
        ],
      },
    },

    'asking place': {
      meta: {
        ask: () => ({
          line: { key: 'find.askPlace' },
          choices: [],
          takes: [{ slot: 'place', send: 'placeGiven' }],
          situation: 'awaiting place',
        }),
      },
      on: {
        placeGiven: { target: 'searching', actions: assign(({ event }) => ({ ...wishOf(event.slots), skip: 0 })) },
      },
      after: { lapse: 'ended' },
    },

    listing: {
      meta: {
        ask: (context): Ask<Event> => ({
          line: { key: context.wider === 1 ? 'find.wider' : 'find.list', params: { place: context.near } },
          choices: listChoices(context),
          takes: [
            { intent: 'activity_details', send: 'asked' },
            { intent: 'find_activities', send: 'refined' },
            { intent: 'set_place', send: 'refined' },
          ],
          how: { key: context.more === 1 ? 'find.how' : 'find.howLast' },
          situation: 'browsing list of 3',
        }),
      },
      on: {
        picked: {
          guard: ({ context, event }) => context.items[event.index] !== undefined,
          target: 'looking up',
          actions: assign(({ event }) => ({ index: event.index })),
        },
        asked: {
          guard: ({ context }) => context.items.length === 1,
          target: 'looking up',
          actions: assign({ index: 0 }),
        },
        more: {
          target: 'searching',
          actions: assign(({ context }) => ({ skip: context.skip + context.items.length })),
        },
        refined: { target: 'searching', actions: assign(({ event }) => ({ ...wishOf(event.slots), skip: 0 })) },
      },
      after: { lapse: 'ended' },
    },

    nothing: {
      meta: {
        ask: (context): Ask<Event> => ({
          line: {
            key: filtered(context) ? 'find.nothingLike' : 'find.nothing',
            params: { place: context.near },
          },
          choices: [
            ...(filtered(context)
              ? [{ send: { type: 'showAll' } as const, label: { key: 'find.showAll' } as Line, listed: true }]
              : []),
            { send: { type: 'otherPlace' }, label: { key: 'find.otherPlace' }, listed: true },
            { send: { type: 'callMe' }, label: { key: 'common.callMe' }, listed: true },
          ],
          takes: [
            { intent: 'find_activities', send: 'refined' },
            { intent: 'set_place', send: 'refined' },
          ],
          how: { key: 'find.howLast' },
          situation: 'none',
        }),
      },
      on: {
        showAll: {
          target: 'searching',
          actions: assign({ when: null, category: null, activity: null, skip: 0 }),
        },
        otherPlace: 'asking place',
        refined: { target: 'searching', actions: assign(({ event }) => ({ ...wishOf(event.slots), skip: 0 })) },
        callMe: 'handing over',
      },
      after: { lapse: 'ended' },
    },

    'looking up': {
      invoke: {
        src: 'activityDetails',
        input: ({ context }) => {
          const { activityId = '', occurrence = '' } = context.items[context.index] ?? {};
          return { activityId, occurrence };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'shown',
            target: 'showing',
            actions: assign(({ event }) => (event.output.outcome === 'shown' ? { details: event.output.details } : {})),
          },
          { target: 'listing', actions: { type: 'say', params: { key: 'find.gone' } } },
        ],
      },
    },

    showing: {
      meta: {
        ask: ({ details }): Ask<Event> =>
          details === null
            ? { line: { key: 'find.gone' }, choices: [], situation: 'none' }
            : {
                line: {
                  key: 'find.details',
                  params: {
                    title: details.title,
                    span: { as: 'span', of: details.startsAt, to: details.endsAt },
                    where: {
                      as: 'line',
                      of: { key: 'find.where', params: { venue: details.venue, address: details.address } },
                    },
                    facts: { as: 'lines', of: detailsFacts(details) },
                  },
                },
                choices: [
                  { send: { type: 'signUp' }, label: { key: signUpLabel(details) }, means: ['offer_yes'] },
                  {
                    send: { type: 'back' },
                    label: { key: 'find.back' },
                    means: ['cancel_sign_up', 'offer_no', 'next_page'],
                  },
                  {
                    send: { type: 'callMe' },
                    label: { key: 'common.callMe' },
                    means: ['activity_details', 'offer_question'],
                  },
                ],
                takes: [{ intent: 'sign_up', send: 'signUp' }],
                how: { key: detailsHow(details) },
                situation: 'awaiting sign-up confirmation',
              },
      },
      on: {
        signUp: [
          {
            guard: ({ event }) => event.slots?.['persons'] !== undefined,
            target: 'signing up',
            actions: assign(({ event }) => ({ persons: Number(event.slots?.['persons']) })),
          },
          { guard: ({ context }) => context.details?.signUp === 'none', target: 'signing up' },
          { target: 'asking persons' },
        ],
        back: 'listing',
        callMe: 'handing over',
      },
      after: { lapse: 'ended' },
    },

    'asking persons': {
      meta: {
        ask: () => ({
          line: { key: 'find.askPersons' },
          choices: [],
          takes: [
            { slot: 'persons', send: 'personsGiven' },
            { slot: 'choice', send: 'personsGiven' },
          ],
          situation: 'awaiting sign-up confirmation',
        }),
      },
      on: {
        personsGiven: {
          target: 'signing up',
          actions: assign(({ event }) => ({ persons: Number(event.slots['persons'] ?? event.slots['choice']) })),
        },
      },
      after: { lapse: 'ended' },
    },

    'signing up': {
      invoke: {
        src: 'signUp',
        input: ({ context }) => {
          const { activityId = '', occurrence = '' } = context.details ?? {};
          return { activityId, occurrence, persons: context.persons };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'tooMany',
            target: 'asking persons',
            actions: { type: 'say', params: { key: 'find.tooMany' } },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ context, event }) => ({
                key: `find.${event.output.outcome}`,
                params: { ...(context.details === null ? {} : when(context.details)), count: event.output.persons },
              }),
            },
          },
        ],
      },
    },

    'handing over': { type: 'final', output: onwardTo('call-me', { reason: 'activities' }) },
    ended: { type: 'final' },
  },
});

export const findActivities = flow({
  name: 'find-activities',
  version: 1,
  machine,
  calls,
  ...findActivitiesSamples,
});
