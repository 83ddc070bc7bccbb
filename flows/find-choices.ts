import type { Choice, Line } from '../src/conversation/ask.ts';
import { itemLine, limitsOf, type Item, type Search } from './activity-lines.ts';
import type { Missed, SearchOutput } from './found-lines.ts';
import { words, type LineParams } from './shared.ts';

export interface FindContext extends Search {
  placeTries: number;
  /** The place as the register spells it, once it is known. */
  near: string;
  items: Item[];
  more: number;
  wider: number;
  /** 1 when no activity has the searched name and the list shows others of the same kind. */
  instead: number;
  missed: Missed;
  index: number;
}

export type FindEvent =
  | { type: 'placeGiven'; slots: LineParams }
  | { type: 'refined'; slots: LineParams }
  | { type: 'picked'; index: number }
  | { type: 'asked'; slots: LineParams }
  | { type: 'more' }
  | { type: 'showAll' }
  | { type: 'otherPlace' }
  /** A yes that does not say to which line. */
  | { type: 'which' }
  | { type: 'callMe' }
  /** A no to what was shown. */
  | { type: 'enough' };

export const listChoices = ({ items, more }: FindContext): Choice<FindEvent>[] => [
  ...items.map((one, index): Choice<FindEvent> => ({
    send: { type: 'picked', index },
    label: itemLine(one),
    listed: true,
  })),
  ...(more === 1 ? [choice({ type: 'more' }, { key: 'common.more' }, ['next_page'])] : []),
];

export const choice = (send: FindEvent, label: Line, means: string[] = []): Choice<FindEvent> => ({
  send,
  label,
  means,
});

export const filtered = ({ category, activity, when, limits }: FindContext): boolean =>
  category !== null || activity !== null || when !== null || limits !== null;

/** Slots named now replace those named earlier; a new interest replaces both the old category and the old activity. */
export const wishOf = (slots: LineParams): Partial<Search> => ({
  ...(slots['place'] === undefined ? {} : { place: String(slots['place']) }),
  ...(slots['when'] === undefined ? {} : { when: String(slots['when']) }),
  ...(slots['category'] === undefined && slots['activity'] === undefined
    ? {}
    : { category: words(slots['category']), activity: words(slots['activity']) }),
  ...(limitsOf(slots) === null ? {} : { limits: limitsOf(slots) }),
  skip: 0,
});

/** What a search by name leaves; the list behind it is of everything nearby. */
export const keptNamed = (output: SearchOutput): Partial<FindContext> =>
  output.outcome === 'named'
    ? { items: [output.item], index: 0, when: null, category: null, activity: null, limits: null }
    : {};
