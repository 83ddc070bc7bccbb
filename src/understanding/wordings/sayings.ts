import type { Token } from '../base/normalise.ts';
import { combinations, find, type Combination } from './combination.ts';
import { SAYING_CLASSES, SAYINGS } from './sayings-words.ts';
import { WORRIES } from './worry-words.ts';

/**
 * Statements of a person about their own time and state, recognised by combinations of words; in order of precedence.
 */
const SAYING = ['leave', 'running_late', 'availability', 'lonely'] as const;
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
