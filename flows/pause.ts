import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing, words, type LineParams } from './shared.ts';

interface Context {
  until: string | null;
  back: number;
}

type Event = { type: 'until'; slots: LineParams } | { type: 'weeks'; n: number };

const operations = {
  pauseVolunteer: operation<
    { until: string | null; weeks: number },
    { outcome: 'paused' | 'past' | 'notVolunteer'; until: string }
  >(),
  endPause: operation<object, 'back' | 'notPaused' | 'notVolunteer'>(),
};

const machine = setup({
  types: {
    context: {} as Context & { weeks: number },
    events: {} as Event,
    input: {} as { until?: string; back?: number },
    meta: {} as Asking<Context & { weeks: number }, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'pause',
  initial: 'beginning',
  context: ({ input }) => ({ until: input.until ?? null, back: input.back ?? 0, weeks: 0 }),
  states: {
    beginning: {
      always: [
        { guard: ({ context }) => context.back === 1, target: 'coming back' },
        { guard: ({ context }) => context.until !== null, target: 'pausing' },
        { target: 'asking' },
      ],
    },
    asking: {
      meta: { ask: askUntil },
      on: {
        until: {
          target: 'pausing',
          actions: assign({ until: ({ event }) => words(event.slots['until'] ?? event.slots['when']) }),
        },
        weeks: { target: 'pausing', actions: assign({ weeks: ({ event }) => event.n }) },
      },
      after: { lapse: 'ended' },
    },
    pausing: {
      invoke: {
        src: 'pauseVolunteer',
        input: ({ context }) => ({ until: context.until, weeks: context.weeks }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event }) => ({
              key: `pause.${event.output.outcome}`,
              params: { day: { as: 'fullDay', of: event.output.until } },
            }),
          },
        },
      },
    },
    'coming back': {
      invoke: {
        src: 'endPause',
        input: {},
        onDone: {
          target: 'ended',
          actions: { type: 'say', params: ({ event }) => ({ key: `pause.${event.output}` }) },
        },
      },
    },
    ended: { type: 'final' },
  },
});

const WEEKS = [1, 2, 4] as const;

function askUntil(): Ask<Event> {
  return {
    line: { key: 'pause.ask' },
    choices: WEEKS.map((n) => ({
      send: { type: 'weeks' as const, n },
      label: { key: 'pause.weeks' as const, params: { count: n } },
      listed: true,
    })),
    takes: [
      { slot: 'until', send: 'until' },
      { slot: 'when', send: 'until' },
    ],
    how: { key: 'pause.how' },
    situation: 'none',
  };
}

/** PAUSE TIL 10. januar, PAUSE 2 UKER, TILBAKE: stops offers to a volunteer for a time, or resumes them. */
export const pause = flow({
  name: 'pause',
  version: 1,
  machine,
  operations,
  inputs: [{}, { until: '2027-01-10' }, { back: 1 }],
  samples: {
    pauseVolunteer: [
      { outcome: 'paused', until: '2027-01-10' },
      { outcome: 'past', until: '2026-01-10' },
      { outcome: 'notVolunteer', until: '2027-01-10' },
    ],
    endPause: ['back', 'notPaused', 'notVolunteer'],
  },
});
