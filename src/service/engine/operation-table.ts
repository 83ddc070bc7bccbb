import type { flows } from '../../../flows/index.ts';
import type { InputOf, OutputOf } from '../../conversation/flow.ts';
import type { Scene } from './scene.ts';

type Together<U> = (U extends unknown ? (k: U) => void : never) extends (k: infer I) => void ? I : never;

/** Every operation of every flow. */
type AllOperations = Together<(typeof flows)[number]['operations']>;

/** The implementation of every operation. A missing operation, or another result type, does not compile. */
export type OperationTable = {
  [Name in keyof AllOperations]: (
    scene: Scene,
    input: InputOf<AllOperations[Name]>,
  ) => Promise<OutputOf<AllOperations[Name]>>;
};

/** Lines of a list in a call; a longer list takes more than twenty seconds. */
export const HEARD_LIST_MAX = 2;
