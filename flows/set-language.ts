import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing, words } from './shared.ts';

interface Context {
  language: string | null;
  offered: string[];
}

type Event = { type: 'chosen'; language: string } | { type: 'named'; slots: Record<string, string | number> };

const operations = {
  /** The languages that have every sentence. */
  offeredLanguages: operation<object, string[]>(),
  setLanguage: operation<{ language: string }, { outcome: 'set' } | { outcome: 'notYet' | 'noVoice'; dueAt: string }>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { language?: string },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'set-language',
  initial: 'deciding',
  context: ({ input }) => ({ language: input.language ?? null, offered: [] }),
  states: {
    deciding: {
      always: [{ guard: ({ context }) => context.language !== null, target: 'setting' }, { target: 'looking up' }],
    },
    'looking up': {
      invoke: {
        src: 'offeredLanguages',
        input: {},
        onDone: { target: 'asking', actions: assign(({ event }) => ({ offered: event.output })) },
      },
    },
    asking: {
      meta: {
        ask: ({ offered }): Ask<Event> => ({
          line: { key: 'language.ask' },
          choices: offered.map((language) => ({
            send: { type: 'chosen', language },
            label: { key: 'language.item', params: { language: { as: 'ownName', of: language } } },
            listed: true,
            tongue: language,
          })),
          takes: [{ slot: 'language', send: 'named' }],
          how: { key: 'language.how' },
          situation: 'none',
        }),
      },
      on: {
        chosen: { target: 'setting', actions: assign(({ event }) => ({ language: event.language })) },
        named: { target: 'setting', actions: assign(({ event }) => ({ language: words(event.slots['language']) })) },
      },
      after: { lapse: 'ended' },
    },
    setting: {
      invoke: {
        src: 'setLanguage',
        input: ({ context }) => ({ language: context.language ?? 'nb' }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ context, event }) =>
              event.output.outcome === 'set'
                ? { key: 'language.set' }
                : {
                    key: event.output.outcome === 'noVoice' ? 'language.noVoice' : 'language.notYet',
                    params: {
                      language: { as: 'languages', of: context.language ?? '' },
                      day: { as: 'fullDay', of: event.output.dueAt },
                    },
                  },
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** Lets a person choose their language once; the service remembers it. */
export const setLanguage = flow({
  name: 'set-language',
  version: 1,
  machine,
  operations,
  inputs: [{}, { language: 'nn' }, { language: 'ti' }],
  samples: {
    offeredLanguages: [
      ['nb', 'nn', 'en'],
      ['nb', 'nn', 'en', 'ar', 'pl', 'so', 'ti', 'uk'],
    ],
    setLanguage: [
      { outcome: 'set' },
      { outcome: 'notYet', dueAt: '2026-11-25T14:30' },
      { outcome: 'noVoice', dueAt: '2026-11-25T14:30' },
    ],
  },
});
