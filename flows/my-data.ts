import { assign, setup } from 'xstate';
import type { Ask, Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

/** The data that is stored about a person, as far as a text has room for it. */
interface Held {
  name: string | null;
  place: string | null;
  language: string;
  messages: number;
  signUps: number;
  /** Date of the first contact. */
  since: string;
  /** Titles of activities with this number as their organiser's, as many as fit; empty for none. */
  organised: string;
  organisedCount: number;
  /** The centre whose staff phone it is. */
  staffPhoneOf: string | null;
}

interface Context {
  held: Held | null;
}

type Event = { type: 'correct' } | { type: 'erase' } | { type: 'whole' };

const operations = { myData: operation<object, Held>() };

const described = (held: Held): NonNullable<Line['params']> => ({
  name: held.name ?? { as: 'line', of: { key: 'data.noName' } },
  place: held.place ?? { as: 'line', of: { key: 'data.noPlace' } },
  language: { as: 'ownName', of: held.language },
  messages: held.messages,
  signUps: held.signUps,
  since: { as: 'date', of: held.since },
});

const machine = setup({
  types: { context: {} as Context, events: {} as Event, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'my-data',
  initial: 'looking',
  output: passedOn,
  context: { held: null },
  states: {
    looking: {
      invoke: {
        src: 'myData',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.staffPhoneOf !== null,
            target: 'showing',
            actions: [
              assign(({ event }) => ({ held: event.output })),
              {
                type: 'say',
                params: ({ event }) => ({
                  key: 'data.staffPhone',
                  params: { centre: event.output.staffPhoneOf ?? '' },
                }),
              },
            ],
          },
          {
            guard: ({ event }) => event.output.organisedCount > 0,
            target: 'showing',
            actions: [
              assign(({ event }) => ({ held: event.output })),
              {
                type: 'say',
                params: ({ event: { output } }) => ({
                  key: 'data.organised',
                  params: { count: output.organisedCount, titles: output.organised },
                }),
              },
            ],
          },
          { target: 'showing', actions: assign(({ event }) => ({ held: event.output })) },
        ],
      },
    },
    showing: {
      meta: {
        ask: ({ held }): Ask<Event> => ({
          line: held === null ? { key: 'data.how' } : { key: 'data.held', params: described(held) },
          choices: [
            { send: { type: 'correct' }, label: { key: 'data.correct' }, listed: true },
            { send: { type: 'erase' }, label: { key: 'data.erase' }, means: ['erase_me'], listed: true },
            { send: { type: 'whole' }, label: { key: 'data.whole' }, means: ['talk_to_human'], listed: true },
          ],
          how: { key: 'data.how' },
          situation: 'none',
        }),
      },
      on: { correct: 'correcting', erase: 'erasing', whole: 'handing over' },
      after: { lapse: 'ended' },
    },
    correcting: { type: 'final', output: onwardTo('correct-me', {}) },
    erasing: { type: 'final', output: onwardTo('erase-me', {}) },
    'handing over': { type: 'final', output: onwardTo('call-me', { reason: 'wants a copy of their data' }) },
    ended: { type: 'final' },
  },
});

const NOT_ELSEWHERE = { organised: '', organisedCount: 0, staffPhoneOf: null };
const KONSTANSE = {
  name: 'Konstanse Bjørnstad',
  place: 'Kolbjørnsvik',
  language: 'nn',
  messages: 1234,
  signUps: 9,
  since: '2026-11-23',
};

/** MINE DATA: tells a person which data is stored about them and how to correct, keep or delete it. */
export const myData = flow({
  name: 'my-data',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: {
    myData: [
      { name: null, place: null, language: 'nb', messages: 1, signUps: 0, since: '2026-11-23', ...NOT_ELSEWHERE },
      {
        ...KONSTANSE,
        organised: 'Tur i skogen, Kafé',
        organisedCount: 12,
        staffPhoneOf: null,
      },
      { ...KONSTANSE, ...NOT_ELSEWHERE, staffPhoneOf: 'Frivilligsentralen Arendal' },
      { ...KONSTANSE, ...NOT_ELSEWHERE },
    ],
  },
});
