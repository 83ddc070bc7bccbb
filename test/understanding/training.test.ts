import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INTENTS, LANGUAGES, SITUATIONS } from '../../src/understanding/base/reading.ts';

// The texts that the second reader learns from (data/training/README.md).

interface Labelled {
  text: string;
  context: string;
  intent: string;
  language: string;
}

const FOLDER = join(import.meta.dirname, '../../data/training');

const LINES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .toSorted()
  .flatMap((file) =>
    readFileSync(join(FOLDER, file), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line, at) => ({ at: `${file}:${String(at + 1)}`, line })),
  );

const parsed = (): (Labelled & { at: string })[] =>
  LINES.map(({ at, line }) => ({ at, ...(JSON.parse(line) as Labelled) }));

test('each training text has a known meaning, context and language', () => {
  const isKnown = ({ text, context, intent, language }: Labelled): boolean =>
    text.trim() === text &&
    text !== '' &&
    (SITUATIONS as readonly string[]).includes(context) &&
    (INTENTS as readonly string[]).includes(intent) &&
    (LANGUAGES as readonly string[]).includes(language);
  expect(parsed().filter((each) => !isKnown(each))).toEqual([]);
});

test('no training text has two meanings in one context, and none stands twice', () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const { at, text, context } of parsed()) {
    const key = `${context}\n${text.toLowerCase()}`;
    const before = seen.get(key);
    if (before !== undefined) twice.push(`${before} and ${at}: ${text}`);
    seen.set(key, at);
  }
  expect(twice).toEqual([]);
});
