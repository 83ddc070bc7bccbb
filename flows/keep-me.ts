import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { flow } from '../src/conversation/flow.ts';
import { onwardTo, passedOn, sayNothing } from './shared.ts';

type Event = { type: 'yes' } | { type: 'no' };

/** Less than the month after which the service erases a person who does not answer. */
const ANSWER_MS = 25 * 24 * 60 * 60 * 1000;

const machine = setup({
  types: { events: {} as Event, meta: {} as Asking<unknown, Event> },
  actions: { say: sayNothing },
  delays: { lapse: ANSWER_MS },
}).createMachine({
  id: 'keep-me',
  initial: 'asking',
  context: {},
  output: passedOn,
  states: {
    asking: {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'keep.ask' },
          choices: [
            { send: { type: 'yes' }, label: { key: 'common.yes' }, means: ['offer_yes', 'thanks', 'greeting'] },
            { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no', 'erase_me'] },
          ],
          situation: 'pending offer',
        }),
      },
      on: {
        yes: { target: 'ended', actions: { type: 'say', params: { key: 'keep.kept' } } },
        no: 'erasing',
      },
      after: { lapse: 'ended' },
    },
    erasing: { type: 'final', output: onwardTo('erase-me', {}) },
    ended: { type: 'final' },
  },
});

/** Asks a person who has not been in touch for a year whether to stay registered. Any answer keeps them. */
export const keepMe = flow({
  name: 'keep-me',
  version: 1,
  machine,
  operations: {},
  inputs: [{}],
  samples: {},
});
