import { advance, begin, type Perform, type Step } from './advance.ts';
import type { Ask, FlowEvent } from './ask.ts';
import type { Flow, KeptState } from './flow.ts';
import { fieldOf, hearKeys, keysOf } from './keypad.ts';

/** A step that a conversation can take, with the event that led to it. */
export interface Visit {
  /** The last event, and the outputs of the operations that ran after it. */
  by: { event: FlowEvent | null; outputs: unknown[] };
  step: Step;
}

/** All steps that a flow can take. */
export interface Walk {
  visits: Visit[];
  /** Each resting state, once. */
  rests: { kept: KeptState; ask: Ask; leadsTo: number }[];
  /** Choices that a question offers and that no state handles. */
  dead: { kept: KeptState; event: FlowEvent }[];
}

const VISITS_MAX = 50_000;
/** Contexts in which the walk follows the same question: enough for every counter to reach its limit. */
const CONTEXTS_MAX = 12;
/** Sample slots for free answers. */
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
 * Walks every path of a flow: each sample input, each choice and free answer of each question, each deadline, each
 * sample output of each operation. The walk uses the engine of the service, so it also stores and restores the state at
 * every step.
 * @param by with `keys`, only the paths open to a caller who uses nothing but the keypad
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

/** An event for each key of the question, or for a sample of digits. */
function keyedEvents(ask: Ask): FlowEvent[] {
  const field = fieldOf(ask);
  const digits = field === null ? keysOf(ask).map(({ key }) => String(key)) : ['1'.repeat(field.digitsMax)];
  return digits.map((keyed) => hearKeys(ask, keyed)).filter((event) => event !== null);
}

interface Outcome {
  step: Step;
  outputs: unknown[];
}

/** All results of one step: each of its operations can return any of its samples. */
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
