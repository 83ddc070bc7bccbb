import { assign, setup } from 'xstate';
import type { Ask, Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { detailsFacts, detailsHow, item, NO_SEARCH, signUpLabel, type Details, type Search } from './activity-lines.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing, type LineParams } from './shared.ts';

const OUTCOMES = [
  'signedUp',
  'signedUpSoon',
  'waitingList',
  'alreadySignedUp',
  'changed',
  'noSignUpNeeded',
  'comeSoon',
  'cancelled',
  'over',
  'too many',
  // In a call the result goes to the number on file, so a caller with a hidden number gets none.
  'noted',
  'noNumber',
] as const;

interface Which {
  activityId: string;
  occurrence: string;
}

interface Context extends Which {
  /** The search whose list the activity was picked from. */
  search: Search;
  details: Details | null;
  persons: number;
}

type Event =
  | { type: 'signUp'; slots?: LineParams }
  | { type: 'back' }
  | { type: 'callMe' }
  | { type: 'personsGiven'; slots: LineParams }
  /** A yes to a question for a number. */
  | { type: 'yes' };

const operations = {
  activityDetails: operation<Which, { outcome: 'gone' } | { outcome: 'shown'; details: Details }>(),
  signUp: operation<Which & { persons: number }, { outcome: (typeof OUTCOMES)[number]; persons: number }>(),
};

const toList = ({ context }: { context: Context }) => onwardTo('find-activities', { ...context.search });

function shown(details: Details): Line {
  const { title, venue, address, startsAt, endsAt } = details;
  return {
    key: 'find.details',
    params: {
      title,
      span: { as: 'span', of: startsAt, to: endsAt },
      where: address === '' ? venue : { as: 'line', of: { key: 'find.where', params: { venue, address } } },
      // A caller can have the other facts sent as a text.
      facts: { as: 'lines', of: detailsFacts(details), heardMax: 1 },
    },
  };
}

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as Which & { search?: Search },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'show-activity',
  initial: 'looking up',
  output: passedOn,
  context: ({ input: { activityId, occurrence, search } }) => ({
    activityId,
    occurrence,
    search: search ?? NO_SEARCH,
    details: null,
    persons: 1,
  }),
  states: {
    'looking up': {
      invoke: {
        src: 'activityDetails',
        input: ({ context: { activityId, occurrence } }) => ({ activityId, occurrence }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'shown',
            target: 'showing',
            actions: assign(({ event }) => (event.output.outcome === 'shown' ? { details: event.output.details } : {})),
          },
          { target: 'back', actions: { type: 'say', params: { key: 'find.gone' } } },
        ],
      },
    },

    showing: {
      meta: {
        ask: ({ details }): Ask<Event> =>
          details === null
            ? { line: { key: 'find.gone' }, choices: [], situation: 'none' }
            : {
                line: shown(details),
                choices: [
                  { send: { type: 'signUp' }, label: { key: signUpLabel(details) }, means: ['offer_yes'] },
                  {
                    send: { type: 'back' },
                    label: { key: 'find.back' },
                    means: ['cancel_sign_up', 'offer_no', 'next_page'],
                  },
                  {
                    send: { type: 'callMe' },
                    label: { key: 'common.callMe' },
                    means: ['activity_details', 'offer_question'],
                  },
                ],
                takes: [{ intent: 'sign_up', send: 'signUp' }],
                how: { key: detailsHow(details) },
                situation: 'awaiting sign-up confirmation',
              },
      },
      on: {
        signUp: [
          {
            guard: ({ event }) => event.slots?.['persons'] !== undefined,
            target: 'signing up',
            actions: assign(({ event }) => ({ persons: Number(event.slots?.['persons']) })),
          },
          { guard: ({ context }) => context.details?.signUp === 'none', target: 'signing up' },
          { target: 'asking persons' },
        ],
        back: 'back',
        callMe: 'handing over',
      },
      after: { lapse: 'ended' },
    },

    'asking persons': {
      meta: {
        ask: () => ({
          line: { key: 'find.askPersons' },
          choices: [],
          takes: [
            { slot: 'persons', send: 'personsGiven' },
            { slot: 'choice', send: 'personsGiven' },
            { intent: 'sign_up', send: 'yes' },
            { intent: 'offer_yes', send: 'yes' },
          ],
          situation: 'awaiting sign-up confirmation',
        }),
      },
      on: {
        personsGiven: {
          target: 'signing up',
          actions: assign(({ event }) => ({ persons: Number(event.slots['persons'] ?? event.slots['choice']) })),
        },
        yes: {
          target: 'asking persons',
          reenter: true,
          actions: { type: 'say', params: { key: 'find.gladYes' } },
        },
      },
      after: { lapse: 'ended' },
    },

    'signing up': {
      invoke: {
        src: 'signUp',
        input: ({ context: { activityId, occurrence, persons } }) => ({ activityId, occurrence, persons }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'too many',
            target: 'asking persons',
            actions: { type: 'say', params: { key: 'find.too many' } },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ context: { details }, event }) => ({
                key: `find.${event.output.outcome}`,
                params: {
                  title: details?.title ?? '',
                  day: { as: 'day', of: details?.startsAt ?? '' },
                  count: event.output.persons,
                },
              }),
            },
          },
        ],
      },
    },

    back: { type: 'final', output: toList },
    'handing over': { type: 'final', output: onwardTo('call-me', { reason: 'activities' }) },
    ended: { type: 'final' },
  },
});

const details = (signUp: Details['signUp'], freshness: Details['freshness']): Details => ({
  ...item(1),
  endsAt: '2026-11-26T13:00',
  address: signUp === 'none' ? '' : 'Torvet 6',
  price: '40 kr',
  stepFree: signUp === 'none' ? 'unknown' : 'yes',
  languages: 'nb;en;uk',
  organiser: 'Arendal Sanitetsforening',
  organiserPhone: '+4737012345',
  confirmedAt: freshness === 'never' ? null : '2026-11-02',
  freshness,
  signUp,
  placesLeft: signUp === 'open' ? 3 : null,
});

/** Shows the facts by which a person decides whether to go, and takes the sign-up. */
export const showActivity = flow({
  name: 'show-activity',
  version: 1,
  machine,
  operations,
  inputs: [{ activityId: 'activity-1', occurrence: '2026-11-26T11:00' }],
  samples: {
    activityDetails: [
      { outcome: 'gone' },
      { outcome: 'shown', details: details('open', 'confirmed') },
      { outcome: 'shown', details: details('waiting list', 'stale') },
      { outcome: 'shown', details: details('none', 'never') },
    ],
    signUp: OUTCOMES.flatMap((outcome) => [
      { outcome, persons: 1 },
      { outcome, persons: 2 },
    ]),
  },
});
