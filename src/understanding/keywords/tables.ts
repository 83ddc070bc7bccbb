import { fold, words } from '../base/normalise.ts';
import type { Keyword } from '../base/reading.ts';
import { ARABIC } from './languages/arabic.ts';
import { ENGLISH } from './languages/english.ts';
import { NORWEGIAN } from './languages/norwegian.ts';
import { POLISH } from './languages/polish.ts';
import { SOMALI } from './languages/somali.ts';
import type { KeywordTable } from './languages/table.ts';
import { TIGRINYA } from './languages/tigrinya.ts';
import { UKRAINIAN } from './languages/ukrainian.ts';

/** The languages that keywords are read in; all of them in every message. */
export const KEYWORD_TABLES: readonly KeywordTable[] = [
  NORWEGIAN,
  ENGLISH,
  UKRAINIAN,
  POLISH,
  ARABIC,
  SOMALI,
  TIGRINYA,
];

/** A list of a table, folded for look-up; words that belong together have one space between. */
export const folded = (list: string): string[] => words(list).map((word) => word.split(' ').map(fold).join(' '));

/** The folded words of a list of every table. */
export const setOf = (listIn: (table: KeywordTable) => string): ReadonlySet<string> =>
  new Set(KEYWORD_TABLES.flatMap((table) => folded(listIn(table))));

/** Folded whole message to what it does. */
export const WHOLE_KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  KEYWORD_TABLES.flatMap(({ whole }) =>
    (Object.entries(whole) as [Keyword, string][]).flatMap(([keyword, list]) =>
      folded(list).map((word) => [word, keyword] as const),
    ),
  ),
);

/** Every word that begins a message with something after it. */
const BEGINNINGS: readonly string[] = KEYWORD_TABLES.flatMap(({ begin }) =>
  begin === undefined
    ? []
    : folded([begin.subscribe, begin.unsubscribe.subscription, begin.correct.named, begin.correct.name].join(' ')),
);

/** Words of keywords, for the vocabulary: none of them is a slip of another word. */
export const KEYWORD_VOCABULARY: readonly string[] = [...WHOLE_KEYWORDS.keys(), ...BEGINNINGS].flatMap((key) =>
  key.split(' '),
);
