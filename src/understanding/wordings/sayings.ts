import type { Token } from '../base/normalise.ts';
import { combinations, find, type Combination } from './combination.ts';
import { SAYING_CLASSES, SAYINGS } from './sayings-words.ts';
import { WORRIES } from './worry-words.ts';

/** What a person says of their own time and state, told by words that stand together; in the order in which it is heard. */
const SAYING = ['leave', 'running_late', 'availability', 'profile', 'lonely', 'need_volunteers'] as const;
export type Saying = (typeof SAYING)[number];

let compiled: readonly (readonly Combination<Saying>[])[] | undefined;
let worries: readonly Combination<'worry'>[] | undefined;

/** A text's statement about leaving, lateness, suitable times, or loneliness; null without one. */
export function readSaying(tokens: readonly Token[]): Saying | null {
  compiled ??= byLevel(combinations<Saying>(SAYINGS, SAYING, SAYING_CLASSES));
  const found = compiled.find((group) => group.some((each) => find(tokens, each) !== null));
  return found?.[0]?.level ?? null;
}

const byLevel = (all: readonly Combination<Saying>[]): Combination<Saying>[][] =>
  SAYING.map((level) => all.filter((each) => each.level === level));

/** Whether a text about a visit holds a word that worries, in any language. */
export function isWorrying(tokens: readonly Token[]): boolean {
  worries ??= combinations(WORRIES, ['worry'], {});
  return worries.some((each) => find(tokens, each) !== null);
}
