import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../support/languages.ts';
import { NO_PROMISES, PROMISES, PROMISING } from './claims.ts';

const LOCALES = join(ROOT, 'locales');

/** Every sentence of a language by its name, without the endings of plural and speech. */
const sentencesIn = (language: string): { key: string; text: string }[] =>
  readdirSync(join(LOCALES, language)).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Record<string, string>).map(
      ([key, text]) => ({
        key: `${file.replace('.json', '')}.${key.replace(/_(?:zero|one|two|few|many|other)$/, '').replace(/_spoken$/, '')}`,
        text,
      }),
    ),
  );

/** To staff, or between programs: none of them is a promise to a person. */
const TO_STAFF = /^(?:notice|staff|report|proof)\./;
const isClaimed = (key: string): boolean => key in PROMISES || key in NO_PROMISES;

describe('a sentence that promises', () => {
  test.each(Object.keys(PROMISING))('says in %s what must then be so, or why nothing must', (language) => {
    const promising = PROMISING[language] ?? /^$/;
    const unclaimed = sentencesIn(language)
      .filter(({ key, text }) => promising.test(text) && !TO_STAFF.test(key) && !isClaimed(key))
      .map(({ key, text }) => `${key}: ${text}`);
    expect(unclaimed).toEqual([]);
  });

  test('is looked for in every language that is written', () => {
    const folders = readdirSync(LOCALES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual(Object.keys(PROMISING).toSorted());
  });

  test('of the languages that have no more than sentences of safety, says what must then be so', () => {
    const { note: _note, ...languages } = JSON.parse(readFileSync(join(LOCALES, 'safety.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const keys = new Set(Object.values(languages).flatMap((sentences) => Object.keys(sentences)));
    const asks = ['language.ask', 'language.how'];
    expect([...keys].filter((key) => !isClaimed(key) && !asks.includes(key))).toEqual([]);
  });

  test('is there, and so is the test that a reason names', () => {
    const known = new Set(sentencesIn('nb').map(({ key }) => key));
    const gone = [...Object.keys(PROMISES), ...Object.keys(NO_PROMISES)].filter((key) => !known.has(key));
    expect(gone).toEqual([]);
    const named = Object.values(NO_PROMISES).flatMap((why) => /\btest\/\S+\.ts\b/.exec(why)?.[0] ?? []);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
