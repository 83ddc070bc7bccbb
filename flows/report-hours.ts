import { assign, setup } from 'xstate';
import type { Ask, Asking } from '../src/conversation/ask.ts';
import { operation, flow } from '../src/conversation/flow.ts';
import { duration } from './assignment-lines.ts';
import { LAPSE_MS, onwardTo, passedOn, sayNothing, type LineParams } from './shared.ts';

/** An assignment that the volunteer has done. */
interface Done {
  offerId: string;
  title: string;
  startsAt: string;
  /** The planned duration. */
  minutes: number;
}

interface Context {
  done: Done | null;
  minutes: number | null;
  /** 1 when the service asks first, just after the end. */
  thanking: number;
}

type Event =
  | { type: 'hours'; slots: LineParams }
  | { type: 'planned' }
  | { type: 'fine' }
  | { type: 'well' }
  | { type: 'callMe' };

const operations = {
  /** The finished assignment that has no hours yet. */
  assignmentDone: operation<object, Done | null>(),
  reportHours: operation<{ offerId: string; minutes: number }, 'noted' | 'corrected' | 'too many'>(),
};

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { done?: Done; minutes?: number },
    meta: {} as Asking<Context, Event>,
  },
  actions: { say: sayNothing },
  actors: operations,
  delays: { lapse: LAPSE_MS },
}).createMachine({
  id: 'report-hours',
  initial: 'beginning',
  context: ({ input }) => ({
    done: input.done ?? null,
    minutes: input.minutes ?? null,
    thanking: input.done === undefined ? 0 : 1,
  }),
  states: {
    beginning: { always: [{ guard: ({ context }) => context.done !== null, target: 'asking' }, { target: 'finding' }] },
    finding: {
      invoke: {
        src: 'assignmentDone',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output === null,
            target: 'ended',
            actions: { type: 'say', params: { key: 'hours.nothingDone' } },
          },
          {
            guard: ({ context }) => context.minutes !== null,
            target: 'noting',
            actions: assign({ done: ({ event }) => event.output }),
          },
          { target: 'asking', actions: assign({ done: ({ event }) => event.output }) },
        ],
      },
    },
    asking: {
      meta: { ask: askHours },
      on: {
        hours: { target: 'noting', actions: assign({ minutes: ({ event }) => Number(event.slots['minutes']) }) },
        planned: { target: 'noting', actions: assign({ minutes: ({ context }) => theOne(context).minutes }) },
        fine: { target: 'ended', actions: { type: 'say', params: { key: 'hours.glad' } } },
      },
      after: { lapse: 'ended' },
    },
    noting: {
      invoke: {
        src: 'reportHours',
        input: ({ context }) => ({ offerId: theOne(context).offerId, minutes: context.minutes ?? 0 }),
        onDone: [
          {
            guard: ({ event }) => event.output === 'too many',
            target: 'ended',
            actions: { type: 'say', params: { key: 'hours.tooMany' } },
          },
          {
            target: 'asking how it went',
            actions: {
              type: 'say',
              params: ({ context }) => ({
                key: 'hours.noted',
                params: {
                  title: theOne(context).title,
                  duration: { as: 'line', of: duration(context.minutes ?? 0) },
                },
              }),
            },
          },
        ],
      },
    },
    'asking how it went': {
      meta: { ask: askHowItWent },
      on: {
        well: { target: 'ended', actions: { type: 'say', params: { key: 'hours.welcome' } } },
        callMe: 'calling',
      },
      after: { lapse: 'ended' },
    },
    calling: { type: 'final', output: onwardTo('call-me', { reason: 'how it went' }) },
    ended: { type: 'final' },
  },
  output: passedOn,
});

function theOne({ done }: Context): Done {
  if (done === null) throw new Error('No assignment is being told of.');
  return done;
}

function askHours(context: Context): Ask<Event> {
  const { title, startsAt, minutes } = theOne(context);
  return {
    line: {
      key: context.thanking === 1 ? 'hours.thanks' : 'hours.ask',
      params: { title, day: { as: 'day', of: startsAt } },
    },
    choices: [
      {
        send: { type: 'planned' },
        label: { key: 'hours.planned', params: { duration: { as: 'line', of: duration(minutes) } } },
        means: ['offer_yes', 'activity_confirmed'],
      },
    ],
    takes: [
      { slot: 'minutes', send: 'hours' },
      { intent: 'thanks', send: 'fine' },
    ],
    how: { key: 'hours.how' },
    situation: 'asked how assignment went',
  };
}

function askHowItWent(): Ask<Event> {
  return {
    line: { key: 'hours.howItWent' },
    choices: [
      { send: { type: 'well' }, label: { key: 'hours.well' }, means: ['thanks', 'offer_yes'] },
      { send: { type: 'callMe' }, label: { key: 'hours.callMe' }, means: ['offer_no', 'talk_to_human'] },
    ],
    how: { key: 'hours.howWell' },
    situation: 'asked how assignment went',
  };
}

const done: Done = {
  offerId: 'offer-1',
  title: 'Følge til legen i sentrum, med litt prat på veien',
  startsAt: '2026-12-01T11:00',
  minutes: 90,
};

/** Asks "Thank you; how long did it take?" in one text. The flow also takes hours that a volunteer reports unasked. */
export const reportHours = flow({
  name: 'report-hours',
  version: 1,
  machine,
  operations,
  inputs: [{ done }, {}, { minutes: 75 }],
  samples: { assignmentDone: [null, done], reportHours: ['noted', 'corrected', 'too many'] },
});
