/** How a name or a number is found in text that others wrote. */
export interface Pattern {
  /** For the database, on the text in lower case: matches at least the rows that contain it. */
  like: string;
  exact: RegExp;
}

const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;
const JOINT = String.raw`[-‐‑'’]`;
/** Not in the middle of a word, nor behind "Gro-". */
const BEFORE = `(?<!${LETTER}|${LETTER}${JOINT})`;
/** The genitive belongs to the name; "Lie", "Li-Hansen" and "Li Hansen" are other names. */
const AFTER = String.raw`(?=s?(?!${LETTER})(?!${JOINT}${LETTER}))`;
const NO_SURNAME = String.raw`(?![^\S\n]\p{Lu}\p{Ll})`;
/** "Per Li, Ola og Kari" names two people; "Ring Li, Ola" names one. */
const NO_FIRST_NAME = String.raw`(?<!(?<!(?:^|[.!?:\n])\s*)\p{Lu}${LETTER}*\s)`;

/**
 * Patterns for a full name, given name first and surname first, in any case. A name of one word has none: many people
 * share it.
 */
export function namePatterns(name: string): Pattern[] {
  const words = name.normalize('NFC').trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  const first = words.slice(0, -1);
  if (first.length === 0) return [];
  const given = words.map(escaped).join(String.raw`\s+`);
  const turned = String.raw`${escaped(last)},?\s+${first.map(escaped).join(String.raw`\s+`)}`;
  return [
    { like: likeOf(words), exact: nameExpression(BEFORE + given) },
    { like: likeOf([last, ...first]), exact: nameExpression(NO_FIRST_NAME + BEFORE + turned) },
  ];
}

/**
 * Capitals of what follows count, so that case is spelled out rather than ignored. "OLA LI KOMMER" is no longer name.
 */
const nameExpression = (source: string): RegExp => new RegExp(source + AFTER + NO_SURNAME, 'gu');

/** A letter in either case. */
const escaped = (word: string): string =>
  Array.from(word)
    .map((c) => {
      const both = [...new Set([c, c.toLowerCase(), c.toUpperCase()])].map((x) =>
        x.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`),
      );
      return both.length === 1 ? (both[0] ?? '') : `(?:${both.join('|')})`;
    })
    .join('');

/** `lower` of SQLite knows the letters a to z alone, and an accent may be a character of its own. */
const likeOf = (words: readonly string[]): string =>
  `%${words.map((w) => w.toLowerCase().replace(/[^a-z0-9]+/g, '%')).join('%')}%`;

/** "+4790123456" as people write it: "90 12 34 56", "0047 901 23 456", "901-23-456". */
export function numberPattern(number: string): Pattern {
  const national = number.startsWith('+47') ? number.slice(3) : number.slice(1);
  const country = number.startsWith('+47') ? '(?:(?:\\+|00)?\\s?47[\\s.-]?)?' : '(?:\\+|00)?';
  const digits = Array.from(national).join('[\\s\\u00a0.()/-]{0,2}');
  return {
    like: `%${Array.from(national).join('%')}%`,
    exact: new RegExp(`(?<!\\d)${country}${digits}(?!\\d)`, 'gu'),
  };
}
