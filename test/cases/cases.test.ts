import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';
import { ANSWER_CASES } from './answers.ts';
import type { Case, Named } from './case.ts';
import { PEOPLE_CASES } from './people.ts';
import { STAFF_CASES } from './staff.ts';

const CASES: readonly Case[] = [...PEOPLE_CASES, ...ANSWER_CASES, ...STAFF_CASES];
const LINES = [
  ...Array.from({ length: 28 }, (_, n) => `A${n + 1}`),
  ...[1, 4, 5, 9, 10, 11, 12, 13, 14, 15].map((n) => `B${n}`),
  ...Array.from({ length: 6 }, (_, n) => `C${n + 1}`),
];

const SAYS = /^(\S+) > (.+)$/s;

/** Null where the test is there, by its title or as a line in a transcript; else what is amiss. */
function missing(named: Named): string | null {
  const [, file = '', says = ''] = SAYS.exec(named) ?? [];
  const path = join(ROOT, 'test', file);
  if (!existsSync(path)) return `there is no ${file}`;
  const text = readFileSync(path, 'utf8');
  const isThere = file.endsWith('.txt')
    ? text.includes(says)
    : text.includes(says.replaceAll("'", String.raw`\'`)) || text.includes(says);
  return isThere ? null : `${file} has no "${says}"`;
}

/** A title stands in quotation marks, and a transcript is a test as a whole. */
function isTest(named: Named): boolean {
  const [, file = '', says = ''] = SAYS.exec(named) ?? [];
  if (file.endsWith('.txt')) return true;
  const text = readFileSync(join(ROOT, 'test', file), 'utf8');
  return ["'", '"', '`'].some((mark) => text.includes(`${mark}${says}`));
}

const named = (at: Case['phone']): Named[] => (typeof at === 'string' ? [at] : []);

test('every line of the trials stands in the table, once', () => {
  expect(CASES.map(({ line }) => line).toSorted()).toEqual(LINES.toSorted());
});

describe.each(CASES)('$line: $sense', ({ held, others, language, phone, left }) => {
  test('is held by tests that are there', () => {
    const all = [...held, ...others, ...named(language), ...named(phone)];
    expect(all.flatMap((one) => missing(one) ?? [])).toEqual([]);
    expect(held.filter((one) => !isTest(one))).toEqual([]);
  });

  test('is whole, or says what is left', () => {
    if (left === 'not done') return;
    expect(held.length).toBeGreaterThan(0);
    expect(new Set(others).size).toBeGreaterThanOrEqual(2);
    const isOpen = [language, phone].some((at) => typeof at !== 'string' && at.none.startsWith('not done'));
    expect(isOpen && left === undefined ? 'says nothing of what is left' : 'whole').toBe('whole');
  });
});
