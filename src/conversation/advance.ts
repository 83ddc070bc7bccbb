import type { AnyMachineSnapshot } from 'xstate';
import type { Ask, Asking, FlowEvent, Line } from './ask.ts';
import type { Flow, KeptState, Onward } from './flow.ts';
import { firstStep, nextStep, type Action } from './stepping.ts';

/** Runs an operation that a flow named and returns its output. */
export type Perform = (name: string, input: unknown) => Promise<unknown>;

/** The result of one step of a conversation. */
export interface Step {
  /** Lines said on the way, in order. */
  said: Line[];
  /** The state that the conversation rests in and the question it waits with; null when the conversation has ended. */
  rest: { kept: KeptState; ask: Ask } | null;
  /** Deadlines: clear these first, then set the others. An event is sent back to the flow when its time has come. */
  clear: string[];
  set: { event: string; afterMs: number }[];
  /** The flow that starts after this one has ended. */
  onward: Onward | null;
}

/** Operations in one step; more means that the flow loops. */
const CALLS_MAX = 20;

/** Begins a conversation. */
export async function begin(flow: Flow, input: unknown, perform: Perform): Promise<Step> {
  const [snapshot, actions] = firstStep(flow.machine, input);
  return settle(flow, snapshot, actions, perform);
}

/**
 * Takes a kept conversation one event further.
 * @returns 'not expected' when the state does not handle the event; nothing has happened then
 * @throws Error when the kept state does not belong to this flow
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

/** The question that a kept conversation waits with, to be asked again. */
export function askOf(flow: Flow, kept: KeptState): Ask {
  return restingAsk(flow, restore(flow, kept));
}

/**
 * A kept state as a snapshot.
 * @throws Error when a state or a field of the context is unknown or missing: XState alone would accept a wrong context
 */
function restore(flow: Flow, kept: KeptState): AnyMachineSnapshot {
  const found = Object.keys(kept.context).sort().join();
  if (contextNames(flow) !== found) throw new Error(`${flow.name} kept ${found}, expected ${contextNames(flow)}`);
  return flow.machine.resolveState({ value: kept.value as never, context: kept.context });
}

const namesOf = new WeakMap<Flow, string>();

/** The field names of a flow's context, sorted and joined by commas. */
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
    // XState still lists the invocation of a state that the machine leaves in the step that enters it, so the child has
    // to exist.
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

/**
 * Sorts the actions of a transition into the step.
 * @returns the operation to run, or null
 */
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
