import { assign, setup } from 'xstate';
import type { Ask, Asking, Choice } from '../src/conversation/ask.ts';
import { flow } from '../src/conversation/flow.ts';
import { item, itemOfThree, NO_SEARCH, type Item } from './activity-lines.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

interface Context {
  place: string;
  items: Item[];
  index: number;
}

type Event = { type: 'picked'; index: number } | { type: 'enough' };

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { place: string; items: Item[] },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'digest',
  initial: 'listing',
  output: passedOn,
  context: ({ input }) => ({ place: input.place, items: input.items, index: 0 }),
  states: {
    listing: {
      meta: {
        ask: ({ place, items }): Ask<Event> => ({
          line: { key: 'digest.head', params: { place } },
          choices: items.map((one, index): Choice<Event> => ({
            send: { type: 'picked', index },
            label: itemOfThree(one),
            listed: true,
          })),
          takes: [{ slot: 'refused', send: 'enough' }],
          how: { key: 'digest.how' },
          situation: 'browsing list of 3',
        }),
      },
      on: {
        enough: { target: 'ended', actions: { type: 'say', params: { key: 'find.enough' } } },
        picked: {
          guard: ({ context, event }) => context.items[event.index] !== undefined,
          target: 'showing',
          actions: assign(({ event }) => ({ index: event.index })),
        },
      },
      after: { lapse: 'ended' },
    },
    showing: {
      type: 'final',
      output: ({ context: { place, items, index } }) => {
        const { activityId = '', occurrence = '' } = items[index] ?? {};
        return onwardTo('show-activity', { activityId, occurrence, search: { ...NO_SEARCH, place } });
      },
    },
    ended: { type: 'final' },
  },
});

/** Sends a subscriber the new activities of the week; a number in the answer shows one of them. */
export const digest = flow({
  name: 'digest',
  version: 1,
  machine,
  operations: {},
  inputs: [
    { place: 'Kolbjørnsvik', items: [item(1)] },
    { place: 'Kolbjørnsvik', items: [item(1), item(2), item(3)] },
  ],
  samples: {},
});
