import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { call, flow } from '../src/conversation/flow.ts';
import type { LineKey } from '../locales/keys.ts';
import { LAPSE_MS, sayNothing, words } from './shared.ts';

type Event = { type: 'chosen'; language: string } | { type: 'named'; slots: Record<string, string | number> };

/** The languages that every sentence is written in, in the order in which they are offered. */
const WRITTEN: readonly { language: string; label: LineKey }[] = [
  { language: 'nb', label: 'language.nb' },
  { language: 'nn', label: 'language.nn' },
  { language: 'en', label: 'language.en' },
];

const calls = {
  setLanguage: call<{ language: string }, { outcome: 'set' } | { outcome: 'notYet'; dueAt: string }>(),
};

const machine = setup({
  types: {
    context: {} as { language: string | null },
    events: {} as Event,
    input: {} as { language?: string },
    meta: {} as Asking<unknown, Event>,
  },
  actions: { say: sayNothing },
  actors: calls,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'set-language',
  initial: 'deciding',
  context: ({ input }) => ({ language: input.language ?? null }),
  states: {
    deciding: {
      always: [{ guard: ({ context }) => context.language !== null, target: 'setting' }, { target: 'asking' }],
    },
    asking: {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'language.ask' },
          choices: WRITTEN.map(({ language, label }) => ({
            send: { type: 'chosen', language },
            label: { key: label },
            listed: true,
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
                    key: 'language.notYet',
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

/** The language that we write to somebody in: chosen once, remembered. */
export const setLanguage = flow({
  name: 'set-language',
  version: 1,
  machine,
  calls,
  inputs: [{}, { language: 'nn' }, { language: 'ti' }],
  samples: { setLanguage: [{ outcome: 'set' }, { outcome: 'notYet', dueAt: '2026-11-25T14:30' }] },
});
