import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './support/languages.ts';

interface Floor {
  /** Floors and files that may be imported from. */
  floors: readonly string[];
  packages: readonly string[];
}

/** Who may import whom: what stands lower knows nothing of what stands above it. Node's own modules are let in everywhere. */
const FLOORS: Readonly<Record<string, Floor>> = {
  'src/conversation': { floors: ['locales'], packages: ['xstate'] },
  flows: { floors: ['src/conversation', 'locales'], packages: ['xstate'] },
  'src/understanding': { floors: ['locales', 'data'], packages: ['temporal-polyfill'] },
  'src/db': { floors: [], packages: ['kysely', 'better-sqlite3', 'pg'] },
  'src/domain': {
    floors: ['src/db'],
    packages: [
      'kysely',
      'libphonenumber-js/max',
      'temporal-polyfill',
      'rrule-temporal',
      'minisearch',
      'kdbush',
      'geokdbush',
    ],
  },
  'src/channels': { floors: ['src/conversation', 'locales'], packages: ['i18next'] },
  'src/carriers': { floors: [], packages: ['twilio', 'smpp', 'zod'] },
  'src/service': {
    floors: ['src/conversation', 'flows', 'src/understanding', 'src/db', 'src/domain', 'src/channels', 'src/carriers'],
    packages: ['node-cron', 'i18next'],
  },
  'src/feeds': { floors: ['src/domain', 'src/db'], packages: ['csv-parse', 'rrule-temporal'] },
  'src/web': {
    floors: [
      'src/service',
      'src/domain',
      'src/feeds',
      'src/db',
      'src/channels',
      'src/carriers',
      'src/config.ts',
      'src/log.ts',
    ],
    packages: ['express', 'helmet', 'prom-client', 'zod'],
  },
  'src/cli': {
    floors: [
      'src/service',
      'src/domain',
      'src/feeds',
      'src/db',
      'src/channels',
      'src/carriers',
      'src/understanding',
      'src/web',
      'src/config.ts',
      'src/log.ts',
    ],
    packages: ['commander', '@clack/prompts', 'cli-table3', 'better-sqlite3', 'kysely'],
  },
};

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.ts'))
    .map((f) => join(folder, f));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

function forbidden(floor: string, file: string): string[] {
  const { floors, packages } = FLOORS[floor] ?? { floors: [], packages: [] };
  return importsOf(file).filter((name) => {
    if (name.startsWith('node:')) return false;
    if (!name.startsWith('.')) return !packages.some((p) => name === p || name.startsWith(`${p}/`));
    const target = relative(ROOT, resolve(ROOT, dirname(file), name));
    return ![floor, ...floors].some((f) => target === f || target.startsWith(`${f}/`));
  });
}

describe.each(Object.keys(FLOORS))('%s', (floor) => {
  test('imports only what it may', () => {
    const found = filesOf(floor).flatMap((file) => forbidden(floor, file).map((name) => `${file} imports ${name}`));
    expect(found).toEqual([]);
  });
});

test('the check sees a forbidden import', () => {
  const found = forbidden('src/carriers', 'src/service/app/open-app.ts');
  expect(found.length).toBeGreaterThan(3);
});

test('every folder of src has its floor', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((e) => e.isDirectory());
  for (const { name } of folders) expect(Object.keys(FLOORS)).toContain(`src/${name}`);
});

test('only config.ts reads the environment', () => {
  const readers = ['src', 'flows']
    .flatMap(filesOf)
    .filter((f) => /process\.env\b/.test(readFileSync(join(ROOT, f), 'utf8')));
  expect(
    readers.filter((f) => !f.startsWith('src/cli/framework/io.ts') && f !== 'src/cli/main.ts' && f !== 'src/config.ts'),
  ).toEqual([]);
});

test('raw SQL from a string is for migrations alone', () => {
  const users = filesOf('src').filter((f) => /\bsql\.raw\(/.test(readFileSync(join(ROOT, f), 'utf8')));
  expect(users.filter((f) => !f.startsWith('src/db/migrations/'))).toEqual([]);
});
