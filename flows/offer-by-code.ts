import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import type { AssignmentTold } from './assignment-lines.ts';
import { offerLine, YES_OR_NO } from './offer-asks.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing, type LineParams } from './shared.ts';

const OUTCOMES = [
  'accepted',
  'declined',
  'already yes',
  'already no',
  'filled',
  'cancelled',
  'over',
  'settled',
] as const;

interface Context {
  code: string;
  offerId: string;
  told: AssignmentTold | null;
  says: 'yes' | 'no';
}

type Event = { type: 'codeGiven'; slots: LineParams } | { type: 'yes' } | { type: 'no' };

const operations = {
  offerWithCode: operation<
    { code: string },
    { outcome: 'open'; offerId: string; told: AssignmentTold } | { outcome: 'wrong' } | { outcome: 'too often' }
  >(),
  answerOfferWithCode: operation<
    { offerId: string; says: 'yes' | 'no' },
    { outcome: (typeof OUTCOMES)[number]; title: string; startsAt: string }
  >(),
};

const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as object, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'offer-by-code',
  initial: 'asking code',
  output: passedOn,
  context: { code: '', offerId: '', told: null, says: 'no' },
  states: {
    'asking code': {
      meta: {
        ask: (): Ask<Event> => ({
          line: { key: 'phone.askCode' },
          choices: [],
          takes: [{ slot: 'code', send: 'codeGiven' }],
          situation: 'none',
        }),
      },
      on: {
        codeGiven: {
          target: 'checking',
          actions: assign(({ event }) => ({ code: String(event.slots['code'] ?? '') })),
        },
      },
      after: { lapse: 'ended' },
    },
    checking: {
      invoke: {
        src: 'offerWithCode',
        input: ({ context }) => ({ code: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'open',
            target: 'asking',
            actions: assign(({ event: { output } }) =>
              output.outcome === 'open' ? { offerId: output.offerId, told: output.told } : {},
            ),
          },
          { guard: ({ event }) => event.output.outcome === 'too often', target: 'handing over' },
          { target: 'asking code', actions: { type: 'say', params: { key: 'phone.wrongCode' } } },
        ],
      },
    },
    asking: {
      meta: {
        ask: ({ told }): Ask<Event> =>
          told === null
            ? { line: { key: 'phone.askCode' }, choices: [], situation: 'none' }
            : { line: offerLine(told), choices: YES_OR_NO, situation: 'pending offer' },
      },
      on: {
        yes: { target: 'answering', actions: assign({ says: 'yes' }) },
        no: { target: 'answering', actions: assign({ says: 'no' }) },
      },
      after: { lapse: 'ended' },
    },
    answering: {
      invoke: {
        src: 'answerOfferWithCode',
        input: ({ context: { offerId, says } }) => ({ offerId, says }),
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event: { output } }) => {
              const params = { title: output.title, day: { as: 'day', of: output.startsAt } } as const;
              return output.outcome === 'settled'
                ? { key: 'phone.settled', params }
                : { key: `offer.${output.outcome}`, params };
            },
          },
        },
      },
    },
    'handing over': { type: 'final', output: onwardTo('call-me', { reason: 'wrong codes' }) },
    ended: { type: 'final' },
  },
});

const told: AssignmentTold = {
  title: 'Følge til legen i sentrum',
  startsAt: '2026-12-01T11:00',
  minutes: 90,
  place: 'Frolands Verk',
  description: 'Hun går med rullator.',
  needsCar: 1,
  needsLanguages: 'uk',
};

/**
 * Lets a caller answer an offer. The code from the text proves that the caller has that text. The call says neither who
 * the assignment is for nor the address: the service sends both to the number on file.
 */
export const offerByCode = flow({
  name: 'offer-by-code',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: {
    offerWithCode: [{ outcome: 'open', offerId: 'offer-1', told }, { outcome: 'wrong' }, { outcome: 'too often' }],
    answerOfferWithCode: OUTCOMES.map((outcome) => ({ outcome, title: told.title, startsAt: told.startsAt })),
  },
});
