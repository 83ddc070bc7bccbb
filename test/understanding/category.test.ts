import { describe, expect, it } from 'vitest';
import { topicOf, topics } from '../../src/understanding/named/category.ts';
import { languageOf } from '../../src/understanding/language.ts';
import { pick } from '../../src/understanding/named/pick.ts';
import type { Category, Language } from '../../src/understanding/base/reading.ts';

describe('categories', () => {
  it.each<[string, Category]>([
    ['strikking', 'craft_music'],
    ['strikkekveld', 'craft_music'],
    ['barnekor', 'craft_music'],
    ['språkkafé', 'meeting_place'],
    ['formiddagstreffet', 'meeting_place'],
    ['pensjonisttreff', 'meeting_place'],
    ['kveldstur', 'physical_outdoor'],
    ['turgruppa', 'physical_outdoor'],
    ['gåfotball', 'physical_outdoor'],
    ['besøksvenn', 'one_to_one'],
    ['norsktrening', 'inclusion'],
    ['julemarked', 'event'],
    ['mobilkurs', 'course'],
    ['reparasjonskafé', 'lending_reuse'],
    ['прогулянка', 'physical_outdoor'],
  ])('%s is %s', (word, category) => {
    expect(topicOf(word)?.category).toBe(category);
  });

  it.each([
    'natur',
    'kultur',
    'korleis',
    'kort tid',
    'stykker',
    'retur',
    'tirsdag',
    'skille',
    'ja',
    'Arendal',
    'mandag',
  ])('%s is none', (word) => {
    expect(topicOf(word)).toBeNull();
  });

  it('gives the search words without stop words, slips corrected', () => {
    expect(topics('er det noe strikkng for meg i nærheten')).toEqual({ category: 'craft_music', words: ['strikking'] });
    expect(topics('hva skjer')).toEqual({ words: [] });
  });
});

describe('the language of a short text', () => {
  it.each<[string, Language | null]>([
    ['hva skjer i helga', 'nb'],
    ['kva skjer i helga', 'nn'],
    ['eg vil vere med', 'nn'],
    ['what is on this weekend', 'en'],
    ['що відбувається', 'uk'],
    ['хочу на прогулку', 'uk'],
    ['gdzie jest spotkanie', 'pl'],
    ['ماذا يوجد', 'ar'],
    ['waxaan rabaa caawimo', 'so'],
    ['እወ', 'ti'],
    ['4836', null],
    ['', null],
    ['👍', null],
  ])('%s is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});

describe('picking a line', () => {
  const list = ['Strikkekafé, Hisøy', 'Turgruppa i Froland', 'Språkkafé, Arendal'];
  it.each<[string, number | null]>([
    ['1', 1],
    ['nr 3', 3],
    ['den siste', 3],
    ['andre', 2],
    ['2 takk', 2],
    ['strikkinga', 1],
    ['turgrupa', 2],
    ['den i Arendal', 3],
    ['kafe', null],
    ['7', null],
    ['1 eller 2', null],
    ['begge', null],
    ['', null],
  ])('%s is line %s', (text, line) => {
    expect(pick(text, list)).toBe(line);
  });
});
