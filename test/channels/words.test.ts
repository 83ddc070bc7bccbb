import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure, withPlainLetters } from '../../src/channels/parts.ts';
import { wordsFor } from '../../src/channels/words.ts';
import type { Line } from '../../src/conversation/ask.ts';
import { LANGUAGES, LOCALES, PLAIN, sentences, WORDS, WRITTEN_WITH_MARKS } from '../support/languages.ts';

type Sentences = Record<string, string>;
const files = (language: string): string[] =>
  readdirSync(join(LOCALES, language)).filter((f) => f.endsWith('.json') && f !== 'words.json');
const read = (language: string, file: string): Sentences =>
  JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Sentences;
const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
const base = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  test('are the same as in bokmål, file by file', () => {
    expect(files(language)).toEqual(files('nb'));
    for (const file of files('nb')) {
      const names = (l: string): string[] => [...new Set(Object.keys(read(l, file)).map(base))].toSorted();
      expect(names(language), file).toEqual(names('nb'));
    }
  });

  test('have the same places as in bokmål', () => {
    for (const file of files('nb')) {
      const ours = read(language, file);
      for (const [key, text] of Object.entries(read('nb', file))) {
        const mine = ours[key] ?? Object.entries(ours).find(([k]) => base(k) === base(key))?.[1] ?? '';
        expect(places(mine), `${file} ${key}`).toEqual(places(text));
      }
    }
  });

  test('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const file of files(language)) {
      const keys = Object.keys(read(language, file));
      for (const name of new Set(keys.filter((k) => base(k) !== k).map(base))) {
        const got = keys.filter((k) => base(k) === name).map((k) => k.slice(name.length + 1));
        expect(got.toSorted(), `${file} ${name}`).toEqual(forms);
      }
    }
  });

  test('have no mark that makes a text expensive, or that is sent as another', () => {
    for (const file of files(language)) {
      for (const [key, text] of Object.entries(read(language, file))) {
        // Polish letters are sent without their marks where these would cost.
        const sent = WRITTEN_WITH_MARKS.has(language) ? withPlainLetters(text) : text;
        if (PLAIN.has(language)) expect(measure(sent).encoding, `${file} ${key}: ${text}`).toBe('GSM-7');
        expect(measure(text).text, `${file} ${key}`).toBe(text);
      }
    }
  });

  test('come out as i18next says them', () => {
    const words = wordsFor(sentences, language);
    const rules = new Intl.PluralRules(language);
    /** "You come alone" is not said to nobody, though 0 takes the same form as 1 in Tigrinya. */
    const isOfOneOnly = (file: string, key: string, count: number): boolean =>
      count !== 1 &&
      rules.select(count) === 'one' &&
      !/\{\{count\}\}/.test(read(language, file)[`${base(key)}_one`] ?? '{{count}}');
    for (const file of files('nb')) {
      const name = file.slice(0, -'.json'.length);
      for (const [key, text] of Object.entries(read('nb', file))) {
        for (const count of [0, 1, 2, 5]) {
          if (isOfOneOnly(file, key, count)) continue;
          const params = Object.fromEntries(places(text).map((p) => [p.slice(2, -2), `<${p}>`]));
          const line = { key: `${name}.${base(key)}`, params: { ...params, count } } as unknown as Line;
          const theirs = sentences.t(`${name}.${base(key)}`, { lng: language, ...params, count });
          expect(words(line)).toBe(theirs);
        }
      }
    }
  });
});

test('what people write is never read as a sentence of ours', () => {
  const words = WORDS.get('nb');
  const hostile = fc.oneof(
    fc.constantFrom('{{centre}}', '$t(common.stopped)', '{{constructor}}', '%s', "O'Brien & Sønn"),
    fc.string(),
  );
  fc.assert(
    fc.property(hostile, (place) => {
      expect(words?.({ key: 'find.placeUnknown', params: { place } })).toBe(`Jeg fant ikke ${place}.`);
    }),
  );
});

test('days, distances and numbers as people write them', () => {
  const say = (language: string, line: Line): string => WORDS.get(language)?.(line) ?? '';
  const item = (of: string, km: number): Line => ({
    key: 'find.item',
    params: { title: 'Tur', day: { as: 'day', of }, km: { as: 'km', of: km } },
  });
  expect(say('nb', item('2026-11-26T18:00', 2.4))).toBe('Tur, tor. 26.11 kl. 18, 2 km');
  expect(say('nn', item('2026-11-28T18:30', 0.42))).toBe('Tur, lau. 28.11 kl. 18.30, under 1 km');
  expect(say('en', item('2026-11-26T18:00', 0.01))).toBe('Tur, Thu 26/11 at 18:00, under 1 km');
  const due: Line = { key: 'callback.asked', params: { day: { as: 'fullDay', of: '2026-11-26T14:30' } } };
  expect(say('nb', due)).toBe('Et menneske ringer deg, senest torsdag 26. november kl. 14.30.');
  expect(say('en', due)).toBe('A person will ring you, by Thursday 26 November at 14:30 at the latest.');
  const spoken: Line = { key: 'find.languages', params: { languages: { as: 'languages', of: 'nb;en;uk' } } };
  expect(say('nb', spoken)).toBe('Språk: norsk, engelsk, ukrainsk.');
  const contact: Line = {
    key: 'find.contact',
    params: { organiser: 'Anne', phone: { as: 'phone', of: '+4737012345' } },
  };
  expect(say('nb', contact)).toBe('Spør Anne, tlf. 37 01 23 45.');
  const freephone: Line = {
    key: 'find.contact',
    params: { organiser: 'Anne', phone: { as: 'phone', of: '+4780012345' } },
  };
  expect(say('nb', freephone)).toBe('Spør Anne, tlf. 800 12 345.');
});
