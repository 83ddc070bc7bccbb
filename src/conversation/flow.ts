import { fromPromise, type AnyStateMachine, type PromiseActorLogic } from 'xstate';

/** The operations of a flow, by name. */
export type Operations = Readonly<Record<string, PromiseActorLogic<unknown, never>>>;

/** A conversation: its machine, and the declarations that the engine needs. */
export interface Flow<C = Operations> {
  name: string;
  /** Increase this number when states or context change, together with the shape file that a test keeps. */
  version: number;
  machine: AnyStateMachine;
  /** The operations that the flow uses; `src/service/operations/index.ts` does not compile without each of them. */
  operations: C;
  /** Sample outputs of each operation, with every outcome: the walk over every path uses each of them. */
  samples: { readonly [K in keyof C]: readonly OutputOf<C[K]>[] };
  /** Sample inputs. */
  inputs: readonly object[];
  /** Converts the kept state of an older version to this one; null starts the flow again politely. */
  upgrade?: (kept: KeptState, fromVersion: number) => KeptState | null;
  /**
   * The kept state with at most `listMax` items and the others under "more": a text may list more than a caller can
   * remember.
   */
  shortened?: (kept: KeptState, listMax: number) => KeptState;
}

/** Lets the compiler check the samples against the operations. */
export const flow = <C>(declared: Flow<C>): Flow<C> => declared;

/** The state that is kept between two turns: plain JSON. */
export interface KeptState {
  value: unknown;
  context: Record<string, unknown>;
}

/**
 * Declares a lookup or a command that a flow names and the service runs inside the transaction of the turn. The output
 * comes back to the flow as an event. An error undoes the whole turn, so flows have no `onError`.
 */
export function operation<Input, Output>(): PromiseActorLogic<Output, Input & object> {
  return fromPromise<Output, Input & object>(() => {
    throw new Error('A flow was run as an actor; it is only ever stepped with transition().');
  });
}

export type InputOf<Call> = Call extends PromiseActorLogic<infer _Output, infer Input> ? Input : never;
export type OutputOf<Call> = Call extends PromiseActorLogic<infer Output, infer _Input> ? Output : never;

/** Output of a flow that starts another flow in the same turn. */
export interface Onward {
  begin: string;
  input: Record<string, unknown>;
}
