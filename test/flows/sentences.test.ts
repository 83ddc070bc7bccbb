import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES, LOCALES, ROOT } from '../support/languages.ts';
import { ALL_FLOWS, walkOf } from '../support/walks.ts';

/** The name of a language is read with the language itself. */
const READ_OTHERWISE = ['language.name'];

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.name.endsWith('.ts')) yield readFileSync(join(entry.parentPath, entry.name), 'utf8');
  }
}

test('what is said on the phone is a variant of a sentence, with nothing in its places that the other has not', () => {
  for (const language of LANGUAGES) {
    for (const file of readdirSync(join(LOCALES, language))) {
      const all = JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Record<string, string>;
      for (const [key, text] of Object.entries(all).filter(([k]) => k.includes('_spoken'))) {
        const written = all[key.replace('_spoken', '')];
        expect(written, `${language} ${file} ${key}`).toBeDefined();
        for (const place of text.match(/\{\{\w+\}\}/g) ?? []) expect(written, `${language} ${key}`).toContain(place);
      }
    }
  }
});

test('every sentence is said somewhere', async () => {
  const walked = await Promise.all(ALL_FLOWS.map(walkOf));
  // The walk meets keys that a flow joins from an operation's outcome ("find." and the outcome); the source contains
  // all others.
  const said = `${JSON.stringify(walked)}${[...sources(join(ROOT, 'flows')), ...sources(join(ROOT, 'src'))].join('')}`;
  const names = readdirSync(join(LOCALES, 'nb')).flatMap((file) => {
    const keys = Object.keys(JSON.parse(readFileSync(join(LOCALES, 'nb', file), 'utf8')) as object);
    return keys.map(
      (key) => `${file.slice(0, -'.json'.length)}.${key.replace(/_(one|other)$/, '').replace(/_spoken$/, '')}`,
    );
  });
  const unsaid = names.filter((name) => !said.includes(`'${name}'`) && !said.includes(`"${name}"`));
  expect(unsaid.filter((name) => !READ_OTHERWISE.includes(name))).toEqual([]);
});
