import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { aboutWhat, LAPSE_MS, sayNothing, type LineParams } from './shared.ts';

interface Wanted {
  category: string | null;
  /** Search words as the person wrote them. */
  words: string | null;
  place: string | null;
}

type Subscribed =
  | { outcome: 'subscribed' | 'already' | 'too many'; what: string; place: string }
  | { outcome: 'no place' }
  | { outcome: 'place unknown'; place: string };

type Event = { type: 'placeGiven'; slots: LineParams } | { type: 'leave' };

const operations = { subscribe: operation<Wanted, Subscribed>() };

const machine = setup({
  types: {
    context: {} as Wanted,
    events: {} as Event,
    input: {} as Partial<Wanted>,
    meta: {} as Asking<Wanted, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'subscribe',
  initial: 'subscribing',
  context: ({ input }) => ({
    category: input.category ?? null,
    words: input.words ?? null,
    place: input.place ?? null,
  }),
  states: {
    subscribing: {
      invoke: {
        src: 'subscribe',
        input: ({ context: { category, words, place } }) => ({ category, words, place }),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'no place', target: 'asking place' },
          {
            guard: ({ event }) => event.output.outcome === 'place unknown',
            target: 'asking place',
            actions: {
              type: 'say',
              params: ({ event: { output } }) => ({
                key: 'find.placeUnknown',
                params: { place: output.outcome === 'place unknown' ? output.place : '' },
              }),
            },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event: { output } }) =>
                'what' in output
                  ? { key: `digest.${output.outcome}`, params: { what: aboutWhat(output.what), place: output.place } }
                  : { key: 'digest.none' },
            },
          },
        ],
      },
    },
    'asking place': {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'find.askPlace' },
          choices: [{ send: { type: 'leave' }, label: { key: 'common.no' }, means: ['offer_no'] }],
          takes: [{ slot: 'place', send: 'placeGiven' }],
          situation: 'awaiting place',
        }),
      },
      on: {
        placeGiven: {
          target: 'subscribing',
          actions: assign(({ event }) => ({ place: String(event.slots['place'] ?? '') })),
        },
        leave: 'ended',
      },
      after: { lapse: 'ended' },
    },
    ended: { type: 'final' },
  },
});

/** ABONNER TUR 4836: subscribes to new activities, sent each Monday. */
export const subscribe = flow({
  name: 'subscribe',
  version: 1,
  machine,
  operations,
  inputs: [{}, { category: 'physical_outdoor', words: 'tur', place: '4836' }],
  samples: {
    subscribe: [
      { outcome: 'subscribed', what: 'tur', place: 'Kolbjørnsvik' },
      { outcome: 'subscribed', what: '', place: 'Kolbjørnsvik' },
      { outcome: 'already', what: 'strikkekafe og håndarbeid', place: 'Kolbjørnsvik' },
      { outcome: 'too many', what: 'tur', place: 'Kolbjørnsvik' },
      { outcome: 'no place' },
      { outcome: 'place unknown', place: 'Langtvekkistan' },
    ],
  },
});
