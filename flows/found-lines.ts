import type { Line } from '../src/conversation/ask.ts';
import { item, type Item } from './activity-lines.ts';

/** The result of a search. */
export type SearchOutput =
  | { outcome: 'no place' }
  | { outcome: 'place unknown'; place: string }
  | { outcome: 'nothing'; place: string }
  | {
      outcome: 'found';
      place: string;
      items: Item[];
      more: number;
      wider: number;
      instead: number;
      /** The limit that nothing was within: the list is without the limits then. */
      missed: Missed;
    };

/** The limit of a wish that nothing was within. */
export type Missed = '' | 'free' | 'stepFree' | 'audience' | 'time' | 'km';

const MISSED = {
  free: 'find.noneFree',
  stepFree: 'find.noneStepFree',
  audience: 'find.noneFor',
  time: 'find.noneThen',
  km: 'find.noneSoNear',
} as const;

/** The content of the line above a list. */
interface ListShown {
  near: string;
  wider: number;
  instead: number;
  activity: string | null;
  missed: Missed;
}

/** The line above a list: the place, and how the list differs from the search. */
export function listHead({ near, wider, instead, activity, missed }: ListShown): Line {
  if (missed !== '') return { key: MISSED[missed], params: { place: near } };
  if (instead === 1) return insteadOf(near, activity ?? '');
  return { key: wider === 1 ? 'find.wider' : 'find.list', params: { place: near } };
}

/** Words in another script are not quoted: they would halve each part of the text, and the reader may not know the letters. */
const insteadOf = (place: string, activity: string): Line =>
  /^[\p{Script=Latin}\p{Script=Common}\p{M}]*$/u.test(activity)
    ? { key: 'find.instead', params: { place, activity: activity.slice(0, 30) } }
    : { key: 'find.insteadUnread', params: { place } };

/** A sample for the walk over every path. */
export const found = (n: number, more: number, wider: number, instead = 0, missed: Missed = ''): SearchOutput => ({
  outcome: 'found',
  place: 'Arendal',
  items: Array.from({ length: n }, (_, i) => item(i + 1)),
  more,
  wider,
  instead,
  missed,
});
