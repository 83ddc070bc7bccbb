import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

type Event = { type: 'yes' } | { type: 'no' };

const operations = { eraseMe: operation<object, 'begun'>() };

const machine = setup({
  types: { events: {} as Event, meta: {} as Asking<unknown, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'erase-me',
  initial: 'asking',
  context: {},
  states: {
    asking: {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'erase.ask' },
          choices: [
            { send: { type: 'yes' }, label: { key: 'common.yes' }, means: ['offer_yes', 'erase_me'] },
            { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no'] },
          ],
          situation: 'pending offer',
        }),
      },
      on: {
        yes: 'erasing',
        no: { target: 'ended', actions: { type: 'say', params: { key: 'erase.kept' } } },
      },
      after: { lapse: 'ended' },
    },
    erasing: {
      invoke: {
        src: 'eraseMe',
        input: {},
        onDone: { target: 'ended', actions: { type: 'say', params: { key: 'erase.begun' } } },
      },
    },
    ended: { type: 'final' },
  },
});

/** SLETT MEG: says which data the service deletes and which it keeps, and asks before it deletes. */
export const eraseMe = flow({
  name: 'erase-me',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: { eraseMe: ['begun'] },
});
