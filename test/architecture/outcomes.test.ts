import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INTENTS } from '../../src/understanding/base/reading.ts';
import { notAlready, outcomeWords, spelledTwice, wordsBeside, type Words } from './outcomes.ts';
import { planted, readProgram } from './sources.ts';

const PROGRAM = readProgram();
const WORDS = outcomeWords(PROGRAM);
const LIST = readFileSync(new URL('outcome-words.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** A word with one file that uses it. */
const shown = (words: Words, kept: (word: string) => boolean): string[] =>
  [...words].filter(([word]) => kept(word)).map(([word, files]) => `${word}: ${[...files][0]}`);

test('every outcome word is in outcome-words.txt: take one that is there, or add it', () => {
  expect(shown(WORDS, (word) => !LIST.includes(word))).toEqual([]);
});

test('every word of outcome-words.txt is used; the list is sorted and names each once', () => {
  expect(LIST.filter((word) => !WORDS.has(word))).toEqual([]);
  expect(LIST).toEqual([...new Set(LIST)].toSorted());
});

test('one outcome has one spelling', () => {
  // An intent is a name of the contract, not an outcome.
  const named = (word: string): boolean => (INTENTS as readonly string[]).includes(word);
  const all = new Map([...wordsBeside(PROGRAM), ...WORDS].filter(([word]) => !named(word)));
  expect(spelledTwice(all.keys())).toEqual([]);
  expect(shown(all, (word) => notAlready([word]).length > 0)).toEqual([]);
});

describe('the check', () => {
  test('sees words in promises, in types of the file and in a property; words of other unions and of values beside them', () => {
    const sources = planted({
      'src/a.ts': `
        type Took = 'late' | 'none';
        export async function take(): Promise<'taken' | 'already taken' | null> {}
        export interface Desk { claim(): Promise<Took>; name: 'not an outcome' }
        export const end = async (): Promise<{ outcome: 'ended' | 'over already'; n: number }> => {
          return { json: { outcome: n > 1 ? 'ended' : 'left alone', title: 'not an outcome' } };
        };
        const FIELDS = { outcome: 'a title' };
      `,
    });
    const found = [...outcomeWords(sources).keys()];
    expect(found.toSorted()).toEqual(['already taken', 'ended', 'late', 'none', 'over already', 'taken']);
    expect([...wordsBeside(sources).keys()].toSorted()).toEqual(['ended', 'late', 'left alone', 'none']);
  });

  test('sees the same in another order, with other marks and in one word', () => {
    expect(
      spelledTwice(['already noted', 'noted already', 'too many', 'tooMany', 'no-answer', 'no answer', 'no']),
    ).toEqual(['already noted / noted already', 'too many / tooMany', 'no answer / no-answer']);
    expect(notAlready(['already over', 'over already', 'already'])).toEqual(['over already']);
    expect([...wordsBeside(planted({ 'a.ts': "export type Gate = 'asked already' | 'not met'" })).keys()]).toEqual([
      'asked already',
      'not met',
    ]);
  });
});
