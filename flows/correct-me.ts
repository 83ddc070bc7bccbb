import { setup, assign } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing, type LineParams } from './shared.ts';

type What = 'name' | 'place' | 'language';

interface Context {
  what: What | null;
  /** The new name or place; empty while the flow still has to ask for it. */
  instead: string;
}

type Event =
  | { type: 'name' }
  | { type: 'place' }
  | { type: 'language' }
  | { type: 'said'; slots: LineParams }
  | { type: 'placeGiven'; slots: LineParams }
  | { type: 'leave' };

const operations = {
  setName: operation<
    { name: string },
    { outcome: 'nameSet'; name: string } | { outcome: 'nameUnclear' } | { outcome: 'nameToStaff'; dueAt: string }
  >(),
  setPlace: operation<{ place: string }, { outcome: 'placeSet'; place: string } | { outcome: 'place unknown' }>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { what?: What; instead?: string },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'correct-me',
  initial: 'deciding',
  output: passedOn,
  context: ({ input }) => ({ what: input.what ?? null, instead: input.instead ?? '' }),
  states: {
    deciding: {
      always: [
        { guard: ({ context }) => context.what === 'language', target: 'language' },
        { guard: ({ context: { what, instead } }) => what === 'name' && instead !== '', target: 'setting name' },
        { guard: ({ context: { what, instead } }) => what === 'place' && instead !== '', target: 'setting place' },
        { guard: ({ context }) => context.what === 'name', target: 'asking name' },
        { guard: ({ context }) => context.what === 'place', target: 'asking place' },
        { target: 'asking what' },
      ],
    },
    'asking what': {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'data.whatCorrect' },
          choices: [
            { send: { type: 'name' }, label: { key: 'data.name' }, listed: true },
            { send: { type: 'place' }, label: { key: 'data.place' }, means: ['set_place'], listed: true },
            { send: { type: 'language' }, label: { key: 'data.language' }, means: ['set_language'], listed: true },
          ],
          how: { key: 'data.how' },
          situation: 'none',
        }),
      },
      on: { name: 'asking name', place: 'asking place', language: 'language' },
      after: { lapse: 'ended' },
    },
    'asking name': {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'data.askName' },
          choices: [{ send: { type: 'leave' }, label: { key: 'common.no' }, means: ['offer_no'] }],
          // The reader may take a name for a place, a greeting or nothing.
          takes: [
            { slot: 'said', intent: 'unclear', send: 'said' },
            { slot: 'said', intent: 'set_place', send: 'said' },
            { slot: 'said', intent: 'greeting', send: 'said' },
          ],
          situation: 'none',
        }),
      },
      on: {
        said: {
          target: 'setting name',
          actions: assign(({ event }) => ({ instead: String(event.slots['said'] ?? '') })),
        },
        leave: 'ended',
      },
      after: { lapse: 'ended' },
    },
    'setting name': {
      invoke: {
        src: 'setName',
        input: ({ context }) => ({ name: context.instead }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'nameUnclear',
            target: 'asking name',
            actions: { type: 'say', params: { key: 'data.nameUnclear' } },
          },
          {
            guard: ({ event }) => event.output.outcome === 'nameToStaff',
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event: { output } }) => ({
                key: 'data.nameToStaff',
                params: { day: { as: 'fullDay', of: output.outcome === 'nameToStaff' ? output.dueAt : '' } },
              }),
            },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event }) => ({
                key: 'data.nameSet',
                params: { name: event.output.outcome === 'nameSet' ? event.output.name : '' },
              }),
            },
          },
        ],
      },
    },
    'asking place': {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'find.askPlace' },
          choices: [],
          takes: [{ slot: 'place', send: 'placeGiven' }],
          situation: 'awaiting place',
        }),
      },
      on: {
        placeGiven: {
          target: 'setting place',
          actions: assign(({ event }) => ({ instead: String(event.slots['place'] ?? '') })),
        },
      },
      after: { lapse: 'ended' },
    },
    'setting place': {
      invoke: {
        src: 'setPlace',
        input: ({ context }) => ({ place: context.instead }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'place unknown',
            target: 'asking place',
            actions: {
              type: 'say',
              params: ({ context }) => ({ key: 'find.placeUnknown', params: { place: context.instead.slice(0, 40) } }),
            },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event }) => ({
                key: 'data.placeSet',
                params: { place: event.output.outcome === 'placeSet' ? event.output.place : '' },
              }),
            },
          },
        ],
      },
    },
    language: { type: 'final', output: onwardTo('set-language', {}) },
    ended: { type: 'final' },
  },
});

/** RETT: corrects the person's name, place or language. */
export const correctMe = flow({
  name: 'correct-me',
  version: 1,
  machine,
  operations,
  inputs: [{}, { what: 'name', instead: 'Kari Nordmann' }, { what: 'place', instead: '4817' }, { what: 'language' }],
  samples: {
    setName: [
      { outcome: 'nameSet', name: 'Konstanse Amalie Bjørnstad' },
      { outcome: 'nameUnclear' },
      { outcome: 'nameToStaff', dueAt: '2026-11-25T14:30' },
    ],
    setPlace: [{ outcome: 'placeSet', place: '4816 Kolbjørnsvik' }, { outcome: 'place unknown' }],
  },
});
