import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { item, type Item, type Search, type Wish } from './activity-lines.ts';
import { choice, filtered, keptNamed, listChoices, wishOf, type FindContext, type FindEvent } from './find-choices.ts';
import { found, listHead, type SearchOutput } from './found-lines.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

const PLACE_TRIES_MAX = 2;
/** No "more" after this many activities: the person needs another search rather than a longer list. */
const SKIP_MAX = 12;

/** What follows a no to what was shown. */
const ENOUGH = { target: 'ended', actions: { type: 'say', params: { key: 'find.enough' } } } as const;

const operations = { searchActivities: operation<Search, SearchOutput>() };

const machine = setup({
  types: {
    context: {} as FindContext,
    events: {} as FindEvent,
    input: {} as Partial<Search>,
    meta: {} as Asking<FindContext, FindEvent>,
  },
  actions: { say: sayNothing },
  actors: operations,
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
    limits: input.limits ?? null,
    skip: input.skip ?? 0,
    placeTries: 0,
    near: '',
    items: [],
    more: 0,
    wider: 0,
    instead: 0,
    missed: '',
    index: 0,
  }),
  states: {
    searching: {
      invoke: {
        src: 'searchActivities',
        input: ({ context: { place, when, category, activity, limits, skip } }) => ({
          place,
          when,
          category,
          activity,
          limits,
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
                    instead: output.instead,
                    missed: output.missed,
                    near: output.place,
                    placeTries: 0,
                  }
                : {},
            ),
          },
          {
            guard: ({ event, context }) =>
              event.output.outcome === 'nothing' && context.items.length > 0 && context.skip > 0,
            target: 'listing',
            actions: [assign({ more: 0 }), { type: 'say', params: { key: 'find.noMore' } }],
          },
          {
            guard: ({ event: { output } }) => output.outcome === 'named' && output.otherTime === 1,
            target: 'showing',
            actions: [
              assign(({ event }) => keptNamed(event.output)),
              { type: 'say', params: { key: 'find.nextTime' } },
            ],
          },
          {
            guard: ({ event }) => event.output.outcome === 'named',
            target: 'showing',
            actions: assign(({ event }) => keptNamed(event.output)),
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
          takes: [
            { slot: 'place', send: 'placeGiven' },
            { slot: 'refused', send: 'enough' },
          ],
          situation: 'awaiting place',
        }),
      },
      on: {
        placeGiven: { target: 'searching', actions: assign(({ event }) => wishOf(event.slots)) },
        enough: ENOUGH,
      },
      after: { lapse: 'ended' },
    },

    listing: {
      meta: {
        ask: (context): Ask<FindEvent> => ({
          line: listHead(context),
          choices: listChoices(context),
          takes: [
            { intent: 'activity_details', send: 'asked' },
            { intent: 'find_activities', send: 'refined' },
            { intent: 'set_place', send: 'refined' },
            { intent: 'offer_yes', send: 'which' },
            { slot: 'refused', send: 'enough' },
            ...(context.more === 1 ? [] : [{ intent: 'next_page', send: 'more' } as const]),
          ],
          how: { key: context.more === 1 ? 'find.how' : 'find.howLast' },
          situation: 'browsing list of 3',
        }),
      },
      on: {
        picked: {
          guard: ({ context, event }) => context.items[event.index] !== undefined,
          target: 'showing',
          actions: assign(({ event }) => ({ index: event.index })),
        },
        asked: {
          guard: ({ context }) => context.items.length === 1,
          target: 'showing',
          actions: assign({ index: 0 }),
        },
        more: [
          {
            guard: ({ context }) => context.more === 0,
            target: 'listing',
            reenter: true,
            actions: { type: 'say', params: { key: 'find.noMore' } },
          },
          {
            target: 'searching',
            actions: assign(({ context }) => ({ skip: context.skip + context.items.length })),
          },
        ],
        refined: { target: 'searching', actions: assign(({ event }) => wishOf(event.slots)) },
        enough: ENOUGH,
        which: { target: 'listing', reenter: true, actions: { type: 'say', params: { key: 'find.which' } } },
      },
      after: { lapse: 'ended' },
    },

    nothing: {
      meta: {
        ask: (context): Ask<FindEvent> => ({
          line: { key: filtered(context) ? 'find.nothingLike' : 'find.nothing', params: { place: context.near } },
          choices: [
            ...(filtered(context) ? [choice({ type: 'showAll' }, { key: 'find.showAll' })] : []),
            choice({ type: 'otherPlace' }, { key: 'find.otherPlace' }),
            choice({ type: 'callMe' }, { key: 'common.callMe' }),
          ].map((one) => ({ ...one, listed: true })),
          takes: [
            { intent: 'find_activities', send: 'refined' },
            { intent: 'set_place', send: 'refined' },
            { slot: 'refused', send: 'enough' },
          ],
          how: { key: 'find.howLast' },
          situation: 'none',
        }),
      },
      on: {
        showAll: {
          target: 'searching',
          actions: assign({ when: null, category: null, activity: null, limits: null, skip: 0 }),
        },
        otherPlace: 'asking place',
        refined: { target: 'searching', actions: assign(({ event }) => wishOf(event.slots)) },
        callMe: 'handing over',
        enough: ENOUGH,
      },
      after: { lapse: 'ended' },
    },

    showing: {
      type: 'final',
      output: ({ context: { items, index, place, when, category, activity, limits, skip } }) => {
        const { activityId = '', occurrence = '' } = items[index] ?? {};
        return onwardTo('show-activity', {
          activityId,
          occurrence,
          search: { place, when, category, activity, limits, skip },
        });
      },
    },
    'handing over': { type: 'final', output: onwardTo('call-me', { reason: 'activities' }) },
    ended: { type: 'final' },
  },
});

const wishes: (Partial<Wish> & { skip?: number })[] = [
  {},
  { place: '4836' },
  { place: 'Hisøy', when: '2026-11-26', category: 'craft_music', activity: 'strikk' },
];

/** Lists activities near the person, the soonest first, three at a time, and shows the one that is picked. */
export const findActivities = flow({
  name: 'find-activities',
  version: 2,
  upgrade: (kept, from) => (from === 1 ? { ...kept, context: { ...kept.context, limits: null, missed: '' } } : null),
  machine,
  operations,
  inputs: wishes,
  shortened: (kept, listMax) => {
    const items = kept.context['items'] as Item[];
    if (items.length <= listMax) return kept;
    return { ...kept, context: { ...kept.context, items: items.slice(0, listMax), more: 1 } };
  },
  samples: {
    searchActivities: [
      { outcome: 'no place' },
      { outcome: 'place unknown', place: 'Langtvekkistan' },
      { outcome: 'nothing', place: 'Arendal' },
      { outcome: 'named', item: item(1), otherTime: 0 },
      { outcome: 'named', item: item(1), otherTime: 1 },
      found(3, 1, 0),
      found(1, 0, 1),
      found(3, 1, 0, 1),
      ...(['free', 'stepFree', 'audience', 'time', 'km'] as const).map((missed) => found(3, 1, 0, 0, missed)),
    ],
  },
});
