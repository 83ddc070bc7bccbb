import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { confirmedSample, moreOf, type Particulars } from './assignment-lines.ts';
import { LAPSE_MS, sayNothing } from './shared.ts';

interface Mine {
  offerId: string;
  title: string;
  startsAt: string;
  /** `waiting`: the volunteer said yes and staff have not decided yet. */
  status: 'confirmed' | 'waiting';
}

interface Context {
  mine: Mine[];
}

type Event = { type: 'chosen'; offerId: string } | { type: 'none' };

const operations = {
  myAssignments: operation<object, Mine[]>(),
  assignmentDetails: operation<{ offerId: string }, Particulars>(),
};

const machine = setup({
  types: { context: {} as Context, events: {} as Event, meta: {} as Asking<Context, Event> },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'my-assignments',
  initial: 'finding',
  context: { mine: [] },
  states: {
    finding: {
      invoke: {
        src: 'myAssignments',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.length === 0,
            target: 'ended',
            actions: { type: 'say', params: { key: 'assignment.noneMine' } },
          },
          { target: 'listing', actions: assign({ mine: ({ event }) => event.output }) },
        ],
      },
    },
    listing: {
      meta: { ask: askWhich },
      on: {
        chosen: 'telling',
        none: { target: 'ended', actions: { type: 'say', params: { key: 'mine.asBefore' } } },
      },
      after: { lapse: 'ended' },
    },
    telling: {
      invoke: {
        src: 'assignmentDetails',
        input: ({ event }) => ({ offerId: event.type === 'chosen' ? event.offerId : '' }),
        onDone: [
          {
            guard: ({ event }) => event.output.more !== null,
            target: 'ended',
            actions: [
              { type: 'say', params: ({ event }) => event.output.line },
              { type: 'say', params: ({ event }) => moreOf(event.output) },
            ],
          },
          { target: 'ended', actions: { type: 'say', params: ({ event }) => event.output.line } },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

function askWhich({ mine }: Context): Ask<Event> {
  return {
    line: { key: 'assignment.mine', params: { count: mine.length } },
    choices: mine.map(({ offerId, title, startsAt, status }) => ({
      send: { type: 'chosen' as const, offerId },
      label: {
        key: status === 'waiting' ? ('assignment.mineWaiting' as const) : ('offer.item' as const),
        params: { title: { as: 'listTitle' as const, of: title }, day: { as: 'listDay' as const, of: startsAt } },
      },
      listed: true,
    })),
    takes: [{ slot: 'refused', send: 'none' }],
    how: { key: 'assignment.howMine' },
    situation: 'browsing list of 3',
  };
}

const TITLE = 'Følge til legen i sentrum, med...';

const sample = (n: number, status: Mine['status']): Mine => ({
  offerId: `offer-${n}`,
  title: TITLE,
  startsAt: '2026-12-01T11:00',
  status,
});

/** MINE OPPDRAG: lists the assignments that a volunteer said yes to, with the particulars of the confirmed ones. */
export const myAssignments = flow({
  name: 'my-assignments',
  version: 1,
  machine,
  operations,
  inputs: [{}],
  samples: {
    myAssignments: [
      [],
      [sample(1, 'confirmed')],
      [sample(1, 'confirmed'), sample(2, 'waiting'), sample(3, 'confirmed')],
    ],
    assignmentDetails: [
      confirmedSample,
      { ...confirmedSample, more: null },
      {
        line: { key: 'assignment.waits', params: { title: TITLE, day: { as: 'day', of: '2026-12-01T11:00' } } },
        more: null,
      },
    ],
  },
});
