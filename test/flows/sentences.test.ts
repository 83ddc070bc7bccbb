import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flows } from '../../flows/index.ts';
import { walk } from '../../src/conversation/explore.ts';
import type { Flow } from '../../src/conversation/flow.ts';
import { LOCALES, ROOT } from '../support/languages.ts';

/** The name of a language is read with the language itself. */
const READ_OTHERWISE = ['language.name'];

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.name.endsWith('.ts')) yield readFileSync(join(entry.parentPath, entry.name), 'utf8');
  }
}

test('every sentence is said somewhere', async () => {
  const walked = await Promise.all((flows as unknown as readonly Flow[]).map(walk));
  // What a flow puts together from a call's answer ("find." and the outcome) is met on the walk; all else stands in the source.
  const said = `${JSON.stringify(walked)}${[...sources(join(ROOT, 'flows')), ...sources(join(ROOT, 'src'))].join('')}`;
  const names = readdirSync(join(LOCALES, 'nb')).flatMap((file) => {
    const keys = Object.keys(JSON.parse(readFileSync(join(LOCALES, 'nb', file), 'utf8')) as object);
    return keys.map((key) => `${file.slice(0, -'.json'.length)}.${key.replace(/_(one|other)$/, '')}`);
  });
  const unsaid = names.filter((name) => !said.includes(`'${name}'`) && !said.includes(`"${name}"`));
  expect(unsaid.filter((name) => !READ_OTHERWISE.includes(name))).toEqual([]);
});
