import { createEmptyActor, type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';

/** What a machine does in a step, as data: nothing of it has been run. */
export interface Action {
  type: string;
  params?: unknown;
}

export type Stepped = [snapshot: AnyMachineSnapshot, actions: Action[]];

/** Stands where a machine expects the actor that runs it. It is never started, and nothing is kept in it. */
const nobody = createEmptyActor();

/**
 * XState's `initialTransition`. That, and `transition`, make an actor of the machine for each step, which begins it without an
 * input: our flows throw there, it is caught, and the error and its stack cost twice as much as the step. A test holds both equal.
 */
export const firstStep = (machine: AnyStateMachine, input: unknown): Stepped =>
  collecting((scope) => machine.getInitialSnapshot(scope as never, input as never));

/** XState's `transition`. */
export const nextStep = (machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }): Stepped =>
  collecting((scope) => machine.transition(snapshot, event, scope as never));

function collecting(step: (scope: AnyActorScope) => AnyMachineSnapshot): Stepped {
  const actions: Action[] = [];
  const snapshot = step({
    self: nobody,
    id: nobody.id,
    sessionId: nobody.sessionId,
    system: nobody.system,
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor: (action) => void actions.push(action),
  });
  return [snapshot, actions];
}
