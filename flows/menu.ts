import { setup } from 'xstate';
import type { Asking } from '../src/conversation/ask.ts';
import { flow } from '../src/conversation/flow.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

type Event = { type: 'find' } | { type: 'mine' } | { type: 'call' } | { type: 'language' } | { type: 'enough' };

const machine = setup({
  types: { events: {} as Event, meta: {} as Asking<unknown, Event> },
  actions: { say: sayNothing },
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'menu',
  initial: 'asking',
  context: {},
  output: passedOn,
  states: {
    asking: {
      meta: {
        ask: () => ({
          line: { key: 'menu.ask' },
          choices: [
            // No `means`: "Noe i morgen?" as this choice would lose its day.
            { send: { type: 'find' }, label: { key: 'menu.find' }, listed: true },
            { send: { type: 'mine' }, label: { key: 'menu.mine' }, means: ['my_sign_ups'], listed: true },
            { send: { type: 'call' }, label: { key: 'common.callMe' }, means: ['talk_to_human'], listed: true },
            { send: { type: 'language' }, label: { key: 'menu.language' }, listed: true },
          ],
          takes: [{ slot: 'refused', send: 'enough' }],
          how: { key: 'menu.how' },
          situation: 'none',
        }),
      },
      on: {
        find: 'finding',
        mine: 'mine',
        call: 'calling',
        language: 'language',
        enough: { target: 'ended', actions: { type: 'say', params: { key: 'find.enough' } } },
      },
      after: { lapse: 'ended' },
    },
    finding: { type: 'final', output: onwardTo('find-activities', {}) },
    mine: { type: 'final', output: onwardTo('my-sign-ups', {}) },
    calling: { type: 'final', output: onwardTo('call-me', { reason: 'menu' }) },
    language: { type: 'final', output: onwardTo('set-language', {}) },
    ended: { type: 'final' },
  },
});

/** The answer to a person who only says hello. */
export const menu = flow({ name: 'menu', version: 1, machine, operations: {}, inputs: [{}], samples: {} });
