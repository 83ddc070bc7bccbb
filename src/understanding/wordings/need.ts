import type { Token } from '../base/normalise.ts';
import { combinations, find, type Combination } from './combination.ts';
import { NEED_CLASSES } from './need-words.ts';
import { NEED_NORDIC } from './need-nordic.ts';
import { NEED_WORLD } from './need-world.ts';

/**
 * How certain it is that life, health or safety is at stake. A doubtful case reaches a human too, because a miss costs
 * more than an alarm.
 */
export type Need = 'certain' | 'doubtful';

let compiled: Combination<Need>[] | undefined;

/** Whether a text tells of need: the writer's own, or that of another. Pure; in any of the languages that are read. */
export function readNeed(tokens: readonly Token[]): Need | null {
  compiled ??= combinations<Need>(NEED_NORDIC + NEED_WORLD, ['certain', 'doubtful'], NEED_CLASSES);
  let found: Need | null = null;
  for (const each of compiled) {
    if (found === each.level || find(tokens, each) === null) continue;
    if (each.level === 'certain') return 'certain';
    found = 'doubtful';
  }
  return found;
}
