import { expect, test } from 'vitest';
import { flows } from '../../flows/index.ts';
import { readSources } from '../architecture/sources.ts';

const SOURCES = readSources(['src', 'flows'], ['.ts']);

/** Flows that no file but their own names. */
function unbegun(names: readonly string[]): string[] {
  const texts = [...SOURCES].filter(([path]) => path !== 'flows/index.ts');
  return names.filter(
    (name) => !texts.some(([path, text]) => path !== `flows/${name}.ts` && text.includes(`'${name}'`)),
  );
}

test('every flow is begun somewhere: by an intent, a keyword, another flow, or what the service does by itself', () => {
  expect(unbegun(flows.map(({ name }) => name))).toEqual([]);
});

test('the check sees a flow that is begun nowhere', () => {
  const name = ['never', 'begun'].join('-');
  expect(unbegun([name, 'find-activities'])).toEqual([name]);
});
