import type { flows } from '../../../flows/index.ts';
import type { InputOf, OutputOf } from '../../conversation/flow.ts';
import type { Scene } from './scene.ts';

type Together<U> = (U extends unknown ? (k: U) => void : never) extends (k: infer I) => void ? I : never;

/** Every call of every flow. */
type AllCalls = Together<(typeof flows)[number]['calls']>;

/** What the house runs for them: a call that is missing here, or answers something else, does not compile. */
export type CallTable = {
  [Name in keyof AllCalls]: (scene: Scene, input: InputOf<AllCalls[Name]>) => Promise<OutputOf<AllCalls[Name]>>;
};

/** Lines of a list that is read aloud: a longer one takes more than twenty seconds. */
export const HEARD_LIST_MAX = 2;
