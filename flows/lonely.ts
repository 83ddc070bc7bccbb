import { assign, setup } from 'xstate';
import type { Ask, Asking, Line } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { NO_SEARCH } from './activity-lines.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing } from './shared.ts';

/** The next meeting at a place near the person. */
interface Meeting {
  activityId: string;
  occurrence: string;
  title: string;
  startsAt: string;
}

interface Context {
  words: string;
  dueAt: string;
  meeting: Meeting | null;
}

type Event = { type: 'visitor' | 'meeting' | 'no' };

const operations = {
  heardLonely: operation<{ words: string }, { dueAt: string; meeting: Meeting | null }>(),
  wantsVisitor: operation<object, { dueAt: string }>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { words?: string },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'lonely',
  initial: 'hearing',
  context: ({ input }) => ({ words: input.words ?? '', dueAt: '', meeting: null }),
  states: {
    hearing: {
      invoke: {
        src: 'heardLonely',
        input: ({ context }) => ({ words: context.words }),
        onDone: {
          target: 'asking',
          actions: [
            assign(({ event }) => event.output),
            { type: 'say', params: ({ event }) => warm(event.output.dueAt) },
          ],
        },
      },
    },
    asking: {
      meta: { ask: askWhat },
      on: {
        visitor: 'wanting',
        meeting: 'showing',
        no: { target: 'ended', actions: { type: 'say', params: { key: 'lonely.fine' } } },
      },
      after: { lapse: 'ended' },
    },
    wanting: {
      invoke: {
        src: 'wantsVisitor',
        input: {},
        onDone: {
          target: 'ended',
          actions: {
            type: 'say',
            params: ({ event }) => ({
              key: 'lonely.visitor',
              params: { day: { as: 'fullDay', of: event.output.dueAt } },
            }),
          },
        },
      },
    },
    showing: {
      type: 'final',
      output: ({ context }) => {
        const { activityId = '', occurrence = '' } = context.meeting ?? {};
        return onwardTo('show-activity', { activityId, occurrence, search: NO_SEARCH });
      },
    },
    ended: { type: 'final' },
  },
  output: passedOn,
});

const warm = (dueAt: string): Line => ({ key: 'lonely.warm', params: { day: { as: 'fullDay', of: dueAt } } });

function askWhat({ meeting }: Context): Ask<Event> {
  if (meeting === null) {
    return {
      line: { key: 'lonely.askVisitor' },
      choices: [
        { send: { type: 'visitor' }, label: { key: 'common.yes' }, means: ['offer_yes'] },
        { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no'] },
      ],
      how: { key: 'lonely.howVisitor' },
      situation: 'pending offer',
    };
  }
  const { title, startsAt } = meeting;
  return {
    line: { key: 'lonely.ask' },
    choices: [
      { send: { type: 'visitor' }, label: { key: 'lonely.aVisitor' }, means: ['ask_for_help'], listed: true },
      {
        send: { type: 'meeting' },
        label: {
          key: 'lonely.meeting',
          params: { title: { as: 'listTitle', of: title }, day: { as: 'listDay', of: startsAt } },
        },
        means: ['pick'],
        listed: true,
      },
      { send: { type: 'no' }, label: { key: 'common.no' }, means: ['offer_no'] },
    ],
    how: { key: 'lonely.how' },
    situation: 'none',
  };
}

/** A person who is alone or in grief: a warm sentence, a human who rings, and one offer. */
export const lonely = flow({
  name: 'lonely',
  version: 1,
  machine,
  operations,
  inputs: [{ words: 'jeg er så ensom' }],
  samples: {
    heardLonely: [
      { dueAt: '2026-11-25T14:30', meeting: null },
      {
        dueAt: '2026-11-25T14:30',
        meeting: {
          activityId: 'activity-1',
          occurrence: '2026-11-26T11:00',
          title: 'Strikkekafé på biblioteket, for...',
          startsAt: '2026-11-26T11:00',
        },
      },
    ],
    wantsVisitor: [{ dueAt: '2026-11-25T14:30' }],
  },
});
