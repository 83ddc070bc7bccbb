import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { CODE_MS, codeOperations, codeSamples, lockedLine, NO_CODE, TAKES_CODE, type Coded } from './by-code.ts';
import { sayNothing, type LineParams } from './shared.ts';

type Event = { type: 'yes' } | { type: 'no' } | { type: 'codeGiven'; slots: LineParams };

const operations = {
  ...codeOperations,
  eraseMe: operation<object, { outcome: 'begun' } | { outcome: 'by a human'; dueAt: string }>(),
};

const machine = setup({
  types: { context: {} as Coded, events: {} as Event, meta: {} as Asking<Coded, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: CODE_MS },
}).createMachine({
  id: 'erase-me',
  initial: 'starting',
  context: NO_CODE,
  states: {
    starting: {
      invoke: {
        src: 'makeCode',
        input: { offerIds: [] },
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'locked',
            target: 'ended',
            actions: { type: 'say', params: ({ event }) => lockedLine(event.output) },
          },
          {
            target: 'asking',
            actions: assign({ code: ({ event: { output } }) => (output.outcome === 'code' ? output.code : '') }),
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
          { guard: ({ context }) => context.code === '', target: 'erasing' },
          { target: 'asking', reenter: true, actions: assign({ again: 1 }) },
        ],
        no: { target: 'ended', actions: { type: 'say', params: { key: 'erase.kept' } } },
      },
      after: { lapse: 'ended' },
    },
    checking: {
      invoke: {
        src: 'checkCode',
        input: ({ context: { code, given, tries } }) => ({ code, given, tries }),
        onDone: [
          { guard: ({ event }) => event.output === 'right', target: 'erasing' },
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
    erasing: {
      invoke: {
        src: 'eraseMe',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'begun',
            target: 'ended',
            actions: { type: 'say', params: { key: 'erase.begun' } },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event: { output } }) => ({
                key: 'erase.byHuman',
                params: { day: { as: 'fullDay', of: output.outcome === 'by a human' ? output.dueAt : '' } },
              }),
            },
          },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

function askSure({ code, again }: Coded): Ask<Event> {
  const choices: Ask<Event>['choices'] = [
    { send: { type: 'yes' }, label: { key: 'common.yes' }, means: ['offer_yes', 'erase_me'] },
    { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no'] },
  ];
  if (code === '') return { line: { key: 'erase.ask' }, choices, situation: 'pending offer' };
  const how = { key: 'erase.howCode', params: { code } } as const;
  const line = again === 1 ? how : ({ key: 'erase.ask' } as const);
  return { line, choices, takes: TAKES_CODE, ...(again === 1 ? {} : { how }), situation: 'pending offer' };
}

/**
 * SLETT MEG: says which data the service deletes and which it keeps, and asks for the code that stands in the question. The
 * service deletes after an hour, in which ANGRE takes it back.
 */
export const eraseMe = flow({
  name: 'erase-me',
  version: 2,
  // A question that was asked before codes is answered as it was asked.
  upgrade: (kept, from) => (from === 1 ? { ...kept, context: { ...NO_CODE, ...kept.context } } : null),
  machine,
  operations,
  inputs: [{}],
  samples: {
    ...codeSamples,
    eraseMe: [{ outcome: 'begun' }, { outcome: 'by a human', dueAt: '2026-12-01T14:30' }],
  },
});
