import { fold } from '../base/normalise.ts';

/**
 * A small language for phrases, so that a rule covers many sentences. A phrase is words separated by spaces:
 *
 * - `a|b` one of them; `@want` a class of words; `bruk~` a stem with any ending of {@link ENDINGS}
 * - `x?` may be left out; `..` up to three words between; `...` up to six
 * - `#num` `#topic` `#when` `#place` `#lang` a word with this tag; `^` the beginning and `$` the end of the text
 * - a number after `=` at the end is the weight (10 if left out)
 *
 * Matched over folded words without backtracking deeper than the phrase is long: the cost is bounded whatever the text.
 */
export interface Phrase {
  parts: Part[];
  weight: number;
  fromStart: boolean;
  toEnd: boolean;
}

interface Part {
  words: ReadonlySet<string>;
  tags: readonly string[];
  optional: boolean;
  /** Number of words that may come between the part before and this one. */
  gap: number;
}

/** A word as phrases see it. */
export interface Sign {
  fold: string;
  /** The known word that it is a slip of, or the fold itself. */
  norm: string;
  /** The bokmål form of a word in nynorsk or a dialect. */
  bokmal?: string;
  tags: ReadonlySet<string>;
}

const ENDINGS = [
  '',
  'e',
  'a',
  'r',
  'er',
  'en',
  'et',
  't',
  'te',
  'ar',
  'ane',
  'ene',
  'n',
  's',
  'ed',
  'ing',
  'inga',
  'ingen',
  'ingar',
  'inger',
  'de',
  'dd',
  'na',
  'ast',
  'es',
  'a',
  'ande',
  'ende',
  'st',
];

/** Compiles a table of phrases, one a line; `classes` names the words of each `@class`. Throws on an unknown class. */
export function phrases(table: string, classes: Readonly<Record<string, string>>): Phrase[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => compile(line, classes));
}

function compile(line: string, classes: Readonly<Record<string, string>>): Phrase {
  const items = line.split(/\s+/);
  const phrase: Phrase = { parts: [], weight: 10, fromStart: false, toEnd: false };
  let gap = 0;
  for (const item of items) {
    if (item === '^') phrase.fromStart = true;
    else if (item === '$') phrase.toEnd = true;
    else if (item === '..' || item === '...') gap = item.length === 2 ? 3 : 6;
    else if (/^=\d+$/.test(item)) phrase.weight = Number(item.slice(1));
    else {
      const optional = item.endsWith('?');
      const body = optional ? item.slice(0, -1) : item;
      const choices = body.split('|');
      const tags = choices.filter((choice) => choice.startsWith('#')).map((choice) => choice.slice(1));
      const said = choices.filter((choice) => !choice.startsWith('#'));
      phrase.parts.push({ words: wordsOf(said, classes), tags, optional, gap });
      gap = 0;
    }
  }
  if (phrase.parts.length === 0) throw new Error(`A phrase without words: ${line}`);
  return phrase;
}

function wordsOf(choices: readonly string[], classes: Readonly<Record<string, string>>): Set<string> {
  const all = new Set<string>();
  for (const choice of choices) {
    if (choice.startsWith('@')) {
      const members = classes[choice.slice(1)];
      if (members === undefined) throw new Error(`No such class of words: ${choice}`);
      for (const member of members.trim().split(/\s+/)) addWord(all, member);
    } else addWord(all, choice);
  }
  return all;
}

function addWord(all: Set<string>, word: string): void {
  if (!word.endsWith('~')) all.add(fold(word));
  else for (const ending of ENDINGS) all.add(fold(word.slice(0, -1)) + ending);
}

/** Every word in these phrases, for the vocabulary. */
export function phraseWords(list: readonly Phrase[]): string[] {
  return list.flatMap((phrase) => phrase.parts.flatMap((part) => [...part.words]));
}

function matchFrom(phrase: Phrase, signs: readonly Sign[], index: number, at: number, first: boolean): number | null {
  const part = phrase.parts[index];
  if (!part) return !phrase.toEnd || at === signs.length ? at : null;
  const furthest = first ? at : Math.min(at + part.gap, signs.length - 1);
  for (let place = at; place <= furthest; place++) {
    const sign = signs[place];
    if (!sign || !fits(part, sign)) continue;
    const end = matchFrom(phrase, signs, index + 1, place + 1, false);
    if (end !== null) return end;
  }
  return part.optional ? matchFrom(phrase, signs, index + 1, at, first) : null;
}

function fits(part: Part, sign: Sign): boolean {
  return (
    part.words.has(sign.fold) ||
    part.words.has(sign.norm) ||
    (sign.bokmal !== undefined && part.words.has(sign.bokmal)) ||
    part.tags.some((tag) => tag === 'any' || sign.tags.has(tag))
  );
}

/** Phrases of several intents, found by the words that they can begin with. */
export class PhraseBook<Name extends string> {
  #byFirst = new Map<string, { name: Name; phrase: Phrase }[]>();
  #anywhere: { name: Name; phrase: Phrase }[] = [];

  constructor(tables: Readonly<Partial<Record<Name, readonly Phrase[]>>>) {
    for (const name of Object.keys(tables) as Name[]) {
      for (const phrase of tables[name] ?? []) this.#add(name, phrase);
    }
  }

  #add(name: Name, phrase: Phrase): void {
    const openers = new Set<string>();
    for (const part of phrase.parts) {
      if (part.tags.length > 0) {
        this.#anywhere.push({ name, phrase });
        return;
      }
      for (const word of part.words) openers.add(word);
      if (!part.optional) break;
    }
    for (const word of openers) {
      const list = this.#byFirst.get(word);
      if (list) list.push({ name, phrase });
      else this.#byFirst.set(word, [{ name, phrase }]);
    }
  }

  /** The heaviest phrase of each name in the text, with its place. */
  find(signs: readonly Sign[]): Map<Name, { weight: number; from: number; to: number }> {
    const found = new Map<Name, { weight: number; from: number; to: number }>();
    signs.forEach((sign, at) => {
      for (const key of new Set([sign.fold, sign.norm, sign.bokmal ?? sign.fold])) {
        for (const { name, phrase } of this.#byFirst.get(key) ?? []) this.#try(found, name, phrase, signs, at);
      }
      for (const { name, phrase } of this.#anywhere) this.#try(found, name, phrase, signs, at);
    });
    return found;
  }

  #try(
    found: Map<Name, { weight: number; from: number; to: number }>,
    name: Name,
    phrase: Phrase,
    signs: readonly Sign[],
    at: number,
  ): void {
    if ((found.get(name)?.weight ?? 0) >= phrase.weight || (phrase.fromStart && at > 0)) return;
    const end = matchFrom(phrase, signs, 0, at, true);
    if (end !== null) found.set(name, { weight: phrase.weight, from: at, to: end });
  }
}
