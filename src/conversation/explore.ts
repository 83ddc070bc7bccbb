import { advance, begin, type Perform, type Step } from './advance.ts';
import type { Ask, FlowEvent } from './ask.ts';
import type { Flow, KeptState } from './flow.ts';
import { fieldOf, hearKeys, keysOf } from './keypad.ts';

/** One step that a conversation can take: what led to it, and what came of it. */
export interface Visit {
  /** How it was reached: the last event, and the outputs of the calls made. */
  by: { event: FlowEvent | null; outputs: unknown[] };
  step: Step;
}

/** Everything that a flow can come to. */
export interface Walk {
  visits: Visit[];
  /** Each place in which it rests, once. */
  rests: { kept: KeptState; ask: Ask; leadsTo: number }[];
  /** Choices that a question offers and that lead nowhere. */
  dead: { kept: KeptState; event: FlowEvent }[];
}

const VISITS_MAX = 50_000;
/** The same question is walked on from in so many contexts: enough for every counter to reach its limit. */
const CONTEXTS_MAX = 12;
/** Free answers, by what they are taken for. */
const SAMPLE_SLOTS: Readonly<Record<string, string | number>> = {
  place: 'Arendal',
  when: '2026-11-26',
  category: 'craft_music',
  activity: 'strikk',
  persons: 2,
  choice: 2,
  code: '412',
  language: 'ti',
  minutes: 90,
  until: '2027-01-10',
};

/**
 * Walks every path of a flow: each example input, each choice and free answer of each question, each deadline, each example
 * output of each call. It goes through the same engine as the house, so every step is also kept, restored and taken on.
 * @param by with `keys`, only what somebody can do who has a keypad and nothing else
 */
export async function walk(flow: Flow, by: 'all' | 'keys' = 'all'): Promise<Walk> {
  const found: Walk = { visits: [], rests: [], dead: [] };
  const seen = new Set<string>();
  const asked = new Map<string, number>();
  const waiting: Step[] = [];

  const visit = (event: FlowEvent | null, { step, outputs }: Outcome): void => {
    found.visits.push({ by: { event, outputs }, step });
    if (found.visits.length > VISITS_MAX) throw new Error(`${flow.name} has more than ${VISITS_MAX} steps`);
    if (step.rest === null) return;
    const kept = JSON.stringify(step.rest.kept);
    const question = JSON.stringify([step.rest.kept.value, step.rest.ask]);
    const contexts = asked.get(question) ?? 0;
    if (seen.has(kept) || contexts >= CONTEXTS_MAX) return;
    seen.add(kept);
    asked.set(question, contexts + 1);
    waiting.push(step);
  };

  for (const input of flow.inputs) {
    for (const outcome of await outcomes(flow, (perform) => begin(flow, input, perform))) visit(null, outcome);
  }
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at.rest === null) continue;
    const { kept, ask } = at.rest;
    let leadsTo = 0;
    for (const event of by === 'all' ? eventsOf(ask, at) : keyedEvents(ask)) {
      const led = await outcomes(flow, (perform) => advance(flow, roundTrip(kept), event, perform));
      if (led.length === 0) found.dead.push({ kept, event });
      for (const outcome of led) visit(event, outcome);
      leadsTo += led.length;
    }
    found.rests.push({ kept, ask, leadsTo });
  }
  return found;
}

function eventsOf(ask: Ask, step: Step): FlowEvent[] {
  const free = (ask.takes ?? []).map(({ send, slot }): FlowEvent => ({
    type: send,
    slots: slot === undefined ? SAMPLE_SLOTS : { [slot]: SAMPLE_SLOTS[slot] },
  }));
  return [...ask.choices.map((c) => c.send), ...free, ...step.set.map((d) => ({ type: d.event }))];
}

/** Each key of the question, or an answer that is keyed in. */
function keyedEvents(ask: Ask): FlowEvent[] {
  const field = fieldOf(ask);
  const digits = field === null ? keysOf(ask).map(({ key }) => String(key)) : ['1'.repeat(field.digitsMax)];
  return digits.map((keyed) => hearKeys(ask, keyed)).filter((event) => event !== null);
}

interface Outcome {
  step: Step;
  outputs: unknown[];
}

/** All that can come of one step: its calls may each answer any of their examples. */
async function outcomes(flow: Flow, run: (perform: Perform) => Promise<Step | 'not expected'>): Promise<Outcome[]> {
  const found: Outcome[] = [];
  const untried: unknown[][] = [[]];
  for (let script = untried.pop(); script !== undefined; script = untried.pop()) {
    const outputs: unknown[] = [];
    const chosen = script;
    const step = await run((name) => {
      const samples: readonly unknown[] = flow.samples[name] ?? [];
      if (outputs.length === chosen.length) {
        for (const other of samples.slice(1)) untried.push([...outputs, other]);
        chosen.push(samples[0]);
      }
      const output = chosen[outputs.length];
      outputs.push(output);
      return Promise.resolve(output);
    });
    if (step !== 'not expected') found.push({ step, outputs });
  }
  return found;
}

const roundTrip = (kept: KeptState): KeptState => JSON.parse(JSON.stringify(kept)) as KeptState;
