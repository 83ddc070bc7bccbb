import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const CHANGELOG = read('CHANGELOG.md');
const SECTIONS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

test('the changelog begins with what is not released, and names the version of the package', () => {
  const versions = [...CHANGELOG.matchAll(/^## (.*)$/gm)].map((m) => m[1] ?? '');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(versions[0]).toBe('Unreleased');
  expect(versions.some((v) => v === version || v.startsWith(`${version} - `))).toBe(true);
});

test('its sections are those that readers know', () => {
  for (const [, section] of CHANGELOG.matchAll(/^### (.*)$/gm)) expect(SECTIONS).toContain(section);
});

test('the licence of the package is the one that is enclosed', () => {
  const { license } = JSON.parse(read('package.json')) as { license: string };
  expect(license).toBe('EUPL-1.2');
  expect(read('LICENSE')).toContain('EUROPEAN UNION PUBLIC LICENCE v. 1.2');
});
