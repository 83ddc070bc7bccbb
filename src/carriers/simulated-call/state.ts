import type { Gather, Heard } from './twiml-player.ts';

/** What somebody on the line does. */
export type CallerAction =
  | { did: 'keys'; keys: string }
  /** `confidence`: how sure the words were heard, 0 to 1. */
  | { did: 'speech'; speech: string; confidence: number }
  | { did: 'silence' }
  | { did: 'message'; seconds: number }
  /** The staff phone that rings: what becomes of it; then the key of whoever took it, empty for none; then the talk is over. */
  | { did: 'staff'; how: 'answered' | 'no-answer' | 'busy' }
  | { did: 'staff key'; key: string }
  | { did: 'talked' }
  | { did: 'hang up' };

/** What the call waits for. */
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

/** What has been heard since the last deed, by whom, and what the call waits for now. */
export interface SimulatedCallState {
  sid: string;
  /** Counts the deeds: one that was meant for an earlier scene is not taken. */
  turn: number;
  heard: (Heard & { by: 'caller' | 'staff' })[];
  waits: Wait;
}
