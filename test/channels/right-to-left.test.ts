import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatsFor } from '../../src/channels/formats.ts';
import { LANGUAGES, LOCALES } from '../support/languages.ts';

/** Letters that are read from the right. */
const FROM_THE_RIGHT = /\p{Script=Arabic}|\p{Script=Hebrew}/u;
/**
 * Between such letters, groups of digits with a space, a plus or a dash between them change places on the screen
 * (Unicode's bidirectional algorithm, rules W4 to N1): "116 123" is seen as "123 116".
 */
const CHANGES_PLACES = /\d[ \u00A0]\d|\+\d|\d-\d/u;

/** All sentences that are read from the right, by where they are. */
function* sentencesFromTheRight(): Generator<[where: string, text: string]> {
  const safety = JSON.parse(readFileSync(join(LOCALES, 'safety.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  for (const [language, all] of Object.entries(safety))
    for (const [key, text] of Object.entries(all))
      if (FROM_THE_RIGHT.test(text)) yield [`safety ${language} ${key}`, text];
  for (const language of LANGUAGES)
    for (const file of readdirSync(join(LOCALES, language)))
      for (const [key, text] of Object.entries(
        JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Record<string, string>,
      ))
        if (FROM_THE_RIGHT.test(text)) yield [`${language} ${file} ${key}`, text];
}

test('numbers stay whole between letters that are read from the right', () => {
  const all = [...sentencesFromTheRight()].filter(([where]) => !where.includes('language.json name'));
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(([, text]) => CHANGES_PLACES.test(text)).map(([where]) => where)).toEqual([]);
});

test('a telephone number in Arabic is written in one, and a day and its hour have no digits side by side but in reading order', () => {
  const arabic = formatsFor('ar');
  expect(arabic.phone('+4737012345')).toBe('37012345');
  expect(arabic.day('2026-11-26T11:00')).toBe('الخميس 26/11 11:00');
  expect(arabic.fullDay('2026-11-26T14:30')).toBe('الخميس 26 نوفمبر 14:30');
});

test('the check sees what changes places', () => {
  expect('الطبيب: 116 117').toMatch(CHANGES_PLACES);
  expect('الطبيب: 116117').not.toMatch(CHANGES_PLACES);
});
