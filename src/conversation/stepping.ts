import { createEmptyActor, type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';

/** An action of a machine as data: it has not run. */
export interface Action {
  type: string;
  params?: unknown;
}

export type Stepped = [snapshot: AnyMachineSnapshot, actions: Action[]];

/** Takes the place of the actor that XState expects. The engine never starts it and keeps nothing in it. */
const nobody = createEmptyActor();

/**
 * Equals XState's `initialTransition`; a test compares both. `initialTransition` and `transition` create an actor for each
 * step, which starts the machine without an input. Our flows throw then; XState catches the error, at twice the cost of the
 * step itself.
 */
export const firstStep = (machine: AnyStateMachine, input: unknown): Stepped =>
  collecting((scope) => machine.getInitialSnapshot(scope as never, input as never));

/** Equals XState's `transition`. */
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
