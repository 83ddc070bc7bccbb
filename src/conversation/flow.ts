import { fromPromise, type AnyStateMachine, type PromiseActorLogic } from 'xstate';

/** The calls that a flow makes, by name. */
export type Operations = Readonly<Record<string, PromiseActorLogic<unknown, never>>>;

/** A conversation: its machine, and what the engine needs to know beside it. */
export interface Flow<C = Operations> {
  name: string;
  /** Raised whenever states or context change, together with the shape file that a test keeps. */
  version: number;
  machine: AnyStateMachine;
  /** What it has the house do; the compiler asks `src/service/operations/index.ts` for each of them. */
  operations: C;
  /** Example outputs of each call, all outcomes among them: the walk over every path goes through each. */
  samples: { readonly [K in keyof C]: readonly OutputOf<C[K]>[] };
  /** Example inputs to begin with. */
  inputs: readonly object[];
  /** Brings the kept state of an older version up to this one; null begins politely anew. */
  upgrade?: (kept: KeptState, fromVersion: number) => KeptState | null;
  /** The kept state with a list of no more than so many, and the rest under "more": a text may list more than can be heard. */
  shortened?: (kept: KeptState, listMax: number) => KeptState;
}

/** Checks a flow's samples against its calls. */
export const flow = <C>(declared: Flow<C>): Flow<C> => declared;

/** What is kept of a conversation between two turns: plain JSON. */
export interface KeptState {
  value: unknown;
  context: Record<string, unknown>;
}

/**
 * A lookup or a command that a flow names and the house runs, inside the turn's transaction. The flow never sees it run:
 * its output comes back as an event. What it throws undoes the turn, so there is no `onError` in a flow.
 */
export function operation<Input, Output>(): PromiseActorLogic<Output, Input & object> {
  return fromPromise<Output, Input & object>(() => {
    throw new Error('A flow was run as an actor; it is only ever stepped with transition().');
  });
}

/** The function that the house runs for a call, as the flow's declaration gives it. */
export type InputOf<Call> = Call extends PromiseActorLogic<infer _Output, infer Input> ? Input : never;
export type OutputOf<Call> = Call extends PromiseActorLogic<infer Output, infer _Input> ? Output : never;

/** How a flow ends when another is to begin in the same turn. */
export interface Onward {
  begin: string;
  input: Record<string, unknown>;
}
