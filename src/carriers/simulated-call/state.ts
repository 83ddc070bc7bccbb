import type { Gather, Heard } from './twiml-player.ts';

/** An action of the caller, or of the staff member who is called. */
export type CallerAction =
  | { did: 'keys'; keys: string }
  /** `confidence`: of the speech recognition, 0 to 1. */
  | { did: 'speech'; speech: string; confidence: number }
  | { did: 'silence' }
  | { did: 'message'; seconds: number }
  /**
   * The staff phone that rings: the outcome; then the key of the staff member, empty for none; then the end of the
   * talk.
   */
  | { did: 'staff'; how: 'answered' | 'no-answer' | 'busy' }
  | { did: 'staff key'; key: string }
  | { did: 'talked' }
  | { did: 'hang up' };

/** The action for which the call waits. */
export type Wait =
  | ({ for: 'answer' } & Pick<
      Gather,
      'keys' | 'speech' | 'digitsMax' | 'finishOnKey' | 'timeoutS' | 'bargeIn' | 'language'
    >)
  | { for: 'message'; maxS: number }
  | { for: 'staff'; number: string; timeoutS: number }
  | { for: 'staff key'; timeoutS: number }
  | { for: 'talk' }
  | { for: 'nothing'; because: 'the line hung up' | 'the caller hung up' | 'fault' };

/** Everything heard since the last action, with the listener, and the action for which the call waits. */
export interface SimulatedCallState {
  sid: string;
  /** Counts actions: an action for an earlier turn is refused. */
  turn: number;
  heard: (Heard & { by: 'caller' | 'staff' })[];
  waits: Wait;
}
