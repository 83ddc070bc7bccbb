import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import { describe, expect, test } from 'vitest';
import type { Flow } from '../../src/conversation/flow.ts';
import { firstStep, nextStep, type Action, type Stepped } from '../../src/conversation/stepping.ts';
import { EACH_FLOW } from '../support/walks.ts';

const STEPS_MAX = 400;

/** Everything that tells one step from another; the actors that stand for calls have a number of their own each time. */
const shown = ([snapshot, actions]: readonly [AnyMachineSnapshot, readonly Action[]]): object => ({
  value: snapshot.value as unknown,
  context: snapshot.context as unknown,
  status: snapshot.status,
  output: snapshot.output as unknown,
  error: snapshot.error,
  calls: Object.keys(snapshot.children),
  actions: actions.map(({ type, params }) => ({ type, params: withoutActors(params) })),
});

const withoutActors = (params: unknown): unknown =>
  JSON.parse(JSON.stringify(params, (key, value: unknown) => (key === 'actorRef' ? undefined : value)) ?? 'null');

/** What can happen next: an answer of each call that is open, or else everything that the state knows. */
function eventsAt(flow: Flow, [snapshot, actions]: Stepped): { type: string }[] {
  const calls = actions.filter(({ type }) => type === 'xstate.spawnChild').map(({ params }) => params);
  const open = (calls as { id: string; src: string }[]).filter(({ id }) => snapshot.children[id] !== undefined);
  if (open.length === 0) {
    const types = new Set(snapshot._nodes.flatMap((node) => node.ownEvents));
    return [...types].map((type) => ({ type, index: 0, slots: {} }));
  }
  return open.flatMap(({ id, src }) =>
    ((flow.samples[src] ?? []) as readonly unknown[]).map((output) => ({
      type: `xstate.done.actor.${id}`,
      output,
      actorId: id,
    })),
  );
}

describe.each(EACH_FLOW)('each step of $name', ({ flow }) => {
  test("is the one that XState's own functions take", () => {
    const seen = new Set<string>();
    const waiting: Stepped[] = [];
    const visit = (ours: () => Stepped, theirs: () => readonly [AnyMachineSnapshot, readonly Action[]]): void => {
      const [step, own] = [outcome(ours), outcome(theirs)];
      expect(typeof step === 'string' ? step : shown(step)).toEqual(typeof own === 'string' ? own : shown(own));
      if (typeof step === 'string') return;
      const key = JSON.stringify(shown(step));
      if (!seen.has(key) && seen.size < STEPS_MAX) waiting.push(step);
      seen.add(key);
    };
    for (const input of flow.inputs)
      visit(
        () => firstStep(flow.machine, input),
        () => initialTransition(flow.machine, input),
      );
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const [snapshot] = at;
      for (const event of eventsAt(flow, at))
        visit(
          () => nextStep(flow.machine, snapshot, event),
          () => transition(flow.machine, snapshot, event as never),
        );
    }
    expect(seen.size).toBeGreaterThan(1);
  });
});

/** What a step throws counts, too: an event with nothing in it may be more than a flow can take. */
function outcome<T>(step: () => T): T | string {
  try {
    return step();
  } catch (error) {
    return String(error);
  }
}
