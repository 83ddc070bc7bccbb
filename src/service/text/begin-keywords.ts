import { hasSubscription } from '../../domain/search/subscriptions.ts';
import type { KeywordDetail, Reading } from '../../understanding/base/reading.ts';
import type { Scene } from '../engine/scene.ts';

/** A flow and its input. */
export interface Beginning {
  flow: 'subscribe' | 'unsubscribe' | 'correct-me' | 'find-activities';
  input: Record<string, string>;
}

/** The flow that a reserved word begins, independent of the open question; null for a text without such a word. */
export function flowOfKeyword({ keyword, intent, slots, with: said }: Reading): Beginning | null {
  const { place, when, category, activity } = slots;
  if (keyword === 'unsubscribe') return { flow: 'unsubscribe', input: {} };
  if (keyword === 'subscribe') return { flow: 'subscribe', input: named({ category, words: activity, place }) };
  if (keyword === 'correct') return { flow: 'correct-me', input: corrected(said) };
  // AKTIVITET forgets the earlier search; a sentence about activities goes on from it.
  const isAnew = keyword === 'find_activities' && intent === keyword;
  return isAnew ? { flow: 'find-activities', input: named({ place, when, category, activity }) } : null;
}

function corrected({ what, rest }: KeywordDetail): Record<string, string> {
  if (what === null) return {};
  return { what, ...(rest === '' ? {} : { instead: rest }) };
}

const named = (slots: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(slots).filter((e): e is [string, string] => e[1] !== undefined));

/** Whether AVSLUTT ABONNEMENT ends only a subscription: for a person who has one. For any other person it is a STOP. */
export const hasOneToEnd = ({ tx, person }: Scene): Promise<boolean> => hasSubscription(tx, person.id);
