import { setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, onwardTo, passedOn } from './shared.ts';

/** The language in which the choice was said: see `setLanguage`. */
const ANOTHER = 'another';

interface Context {
  /** 1 when the caller has already done something in this call: the menu then asks what else the caller wants. */
  again: number;
}

type Event = { type: 'find' } | { type: 'mine' } | { type: 'offer' } | { type: 'language' };

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as Partial<Context>,
    meta: {} as Asking<Context, Event>,
  },
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'phone-menu',
  initial: 'asking',
  context: ({ input }) => ({ again: input.again ?? 0 }),
  output: passedOn,
  states: {
    asking: {
      meta: {
        ask: ({ again }): Ask<Event> => ({
          line: { key: again === 1 ? 'phone.again' : 'phone.menu' },
          choices: [
            { send: { type: 'find' }, label: { key: 'phone.activities' } },
            { send: { type: 'mine' }, label: { key: 'phone.mine' }, means: ['my_sign_ups', 'cancel_sign_up'] },
            { send: { type: 'offer' }, label: { key: 'phone.answerOffer' }, means: ['offer_yes', 'offer_no'] },
            {
              send: { type: 'language' },
              label: { key: 'phone.otherLanguage' },
              key: 9,
              tongue: 'another',
              unsaid: again === 1,
            },
          ],
          situation: 'none',
        }),
      },
      on: { find: 'finding', mine: 'mine', offer: 'offer', language: 'language' },
      after: { lapse: 'ended' },
    },
    finding: { type: 'final', output: onwardTo('find-activities', {}) },
    mine: { type: 'final', output: onwardTo('my-sign-ups', {}) },
    offer: { type: 'final', output: onwardTo('offer-by-code', {}) },
    language: { type: 'final', output: onwardTo('set-language', { language: ANOTHER }) },
    ended: { type: 'final' },
  },
});

/** The menu that a caller hears: one level deep, with the choice of a human said first and last. */
export const phoneMenu = flow({
  name: 'phone-menu',
  version: 1,
  machine,
  operations: {},
  inputs: [{}, { again: 1 }],
  samples: {},
});
