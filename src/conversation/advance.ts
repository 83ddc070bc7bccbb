import type { AnyMachineSnapshot } from 'xstate';
import type { Ask, Asking, FlowEvent, Line } from './ask.ts';
import type { Flow, KeptState, Onward } from './flow.ts';
import { firstStep, nextStep, type Action } from './stepping.ts';

/** Runs a call that a flow named and answers with its output. */
export type Perform = (name: string, input: unknown) => Promise<unknown>;

/** What came of one step of a conversation. */
export interface Step {
  /** What was said in passing, in order. */
  said: Line[];
  /** Where it rests and what it waits for; null when it has ended. */
  rest: { kept: KeptState; ask: Ask } | null;
  /** Deadlines: clear these first, then set those. The event comes back when one is due. */
  clear: string[];
  set: { event: string; afterMs: number }[];
  /** The flow that begins when this one has ended. */
  onward: Onward | null;
}

/** A conversation that does not come to rest is a fault in the flow. */
const CALLS_MAX = 20;

/** Begins a conversation. */
export async function begin(flow: Flow, input: unknown, perform: Perform): Promise<Step> {
  const [snapshot, actions] = firstStep(flow.machine, input);
  return settle(flow, snapshot, actions, perform);
}

/**
 * Takes a kept conversation one event further.
 * @returns 'not expected' when the state has no use for the event; nothing has then happened
 * @throws Error when the kept state is none of this flow's
 */
export async function advance(
  flow: Flow,
  kept: KeptState,
  event: FlowEvent,
  perform: Perform,
): Promise<Step | 'not expected'> {
  const snapshot = restore(flow, kept);
  if (!snapshot.can(event)) return 'not expected';
  const [next, actions] = nextStep(flow.machine, snapshot, event);
  return settle(flow, next, actions, perform);
}

/** What a kept conversation waits for, to be asked again. */
export function askOf(flow: Flow, kept: KeptState): Ask {
  return restingAsk(flow, restore(flow, kept));
}

/**
 * A kept state as a snapshot.
 * @throws Error when a state or a field of the context is unknown or missing: XState alone would accept a wrong context.
 */
function restore(flow: Flow, kept: KeptState): AnyMachineSnapshot {
  const found = Object.keys(kept.context).sort().join();
  if (contextNames(flow) !== found) throw new Error(`${flow.name} kept ${found}, expected ${contextNames(flow)}`);
  return flow.machine.resolveState({ value: kept.value as never, context: kept.context });
}

const namesOf = new WeakMap<Flow, string>();

/** The names that a flow's context always has, sorted and joined by commas. */
export function contextNames(flow: Flow): string {
  let names = namesOf.get(flow);
  if (names === undefined) {
    const [{ context }] = firstStep(flow.machine, flow.inputs[0]);
    names = Object.keys(context as object)
      .sort()
      .join();
    namesOf.set(flow, names);
  }
  return names;
}

async function settle(flow: Flow, first: AnyMachineSnapshot, actions: Action[], perform: Perform): Promise<Step> {
  const step: Step = { said: [], rest: null, clear: [], set: [], onward: null };
  let snapshot = first;
  let pending = actions;
  for (let calls = 0; ; calls++) {
    const child = note(pending, step);
    // A state that is left as it is entered leaves its call behind in the list; only a child that still exists is run.
    if (child === null || snapshot.children[child.id] === undefined) break;
    if (calls >= CALLS_MAX) throw new Error(`${flow.name} does not come to rest`);
    const output = await perform(child.src, child.input);
    [snapshot, pending] = nextStep(flow.machine, snapshot, {
      type: `xstate.done.actor.${child.id}`,
      output,
      actorId: child.id,
    } as never);
  }
  if (snapshot.status === 'done') {
    step.onward = (snapshot.output as Onward | undefined) ?? null;
    return step;
  }
  step.rest = {
    kept: { value: snapshot.value, context: plain(snapshot.context) },
    ask: restingAsk(flow, snapshot),
  };
  return step;
}

interface Child {
  id: string;
  src: string;
  input: unknown;
}

/** Sorts a transition's effects into the step; answers the call to run, if there is one. */
function note(actions: Action[], step: Step): Child | null {
  let child: Child | null = null;
  for (const { type, params } of actions) {
    switch (type) {
      case 'say':
        step.said.push(params as Line);
        break;
      case 'xstate.raise': {
        const { id, delay } = params as { id: string; delay: number };
        step.set.push({ event: id, afterMs: delay });
        break;
      }
      case 'xstate.cancel': {
        const { sendId } = params as { sendId: string };
        step.clear.push(sendId);
        step.set = step.set.filter((d) => d.event !== sendId);
        break;
      }
      case 'xstate.spawnChild':
        child = params as Child;
        break;
      case 'xstate.stopChild':
        break;
      default:
        throw new Error(`A flow may say, call and wait; it did "${type}"`);
    }
  }
  return child;
}

function restingAsk(flow: Flow, snapshot: AnyMachineSnapshot): Ask {
  const metas = Object.values(snapshot.getMeta() as Record<string, Asking<unknown, FlowEvent> | undefined>);
  const asking = metas.find((meta) => meta?.ask !== undefined);
  if (asking === undefined) throw new Error(`${flow.name} rests in ${JSON.stringify(snapshot.value)} and asks nothing`);
  return asking.ask(snapshot.context);
}

const plain = (context: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(context)) as Record<string, unknown>;
