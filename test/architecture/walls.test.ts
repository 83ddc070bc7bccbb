import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';
import { beyond, planted, readSources, type Sources } from './sources.ts';

/** Something that one place alone may speak of. */
interface Wall {
  what: string;
  pattern: RegExp;
  /** Folders and files that may hold it. */
  home: readonly string[];
  /** Other files that may, each with its reason. A test fails when an exception is no longer needed. */
  exceptions?: Readonly<Record<string, string>>;
}

/** A carrier is named in its own folder, in the settings and in the list of carriers. */
const carrier = (name: string): Wall => ({
  what: name,
  pattern: new RegExp(name, 'i'),
  home: [`src/carriers/${name}`, 'src/carriers/index.ts', 'src/config.ts'],
});

/** Folders of `src/carriers` that are no carrier. */
const SHARED = ['base', 'simulated-call'];
const CARRIERS = readdirSync(join(ROOT, 'src/carriers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => name);

const WALLS: readonly Wall[] = [
  ...CARRIERS.map(carrier),
  {
    what: 'the environment',
    pattern: /process\.env\b/,
    home: ['src/config.ts', 'src/cli/main.ts', 'src/cli/framework/io.ts'],
  },
  { what: 'SQL from a string', pattern: /\bsql\.raw\(/, home: ['src/db/migrations'] },
];

/** Files outside its home that hold it, as "file: how often". */
function overTheWall(sources: Sources, { pattern, home }: Wall): string[] {
  const every = new RegExp(pattern.source, `${pattern.flags}g`);
  return [...sources]
    .filter(([path]) => !home.some((room) => path === room || path.startsWith(`${room}/`)))
    .map(([path, text]) => [path, [...`${path}\n${text}`.matchAll(every)].length] as const)
    .filter(([, times]) => times > 0)
    .map(([path, times]) => `${path}: ${times}`);
}

const PROGRAM = readSources(['src', 'flows', 'locales'], ['.ts', '.js', '.json', '.html', '.css', '.svg']);

test.each(WALLS)('$what stays in its place', (wall) => {
  expect(beyond(overTheWall(PROGRAM, wall), wall.exceptions ?? {})).toEqual([]);
});

test('every carrier has a wall', () => {
  expect(CARRIERS).toEqual(expect.arrayContaining(['smpp', 'twilio']));
});

describe('the check', () => {
  test('sees a provider in any spelling, in code, text, comment or file name', () => {
    const sources = planted({
      'src/domain/a.ts': "// Twilio's words\nconst url = 'https://api.TWILIO.com'; createTwilioCarrier();",
      'src/web/twilio-fields.ts': '',
      'src/cli/as-twilio/c.ts': '',
      'src/carriers/twilio/send.ts': "import twilio from 'twilio'",
      'src/carriers/twilio-codes.ts': '',
      'src/config.ts': 'TWILIO_AUTH_TOKEN',
    });
    expect(overTheWall(sources, carrier('twilio'))).toEqual([
      'src/domain/a.ts: 3',
      'src/web/twilio-fields.ts: 1',
      'src/cli/as-twilio/c.ts: 1',
      'src/carriers/twilio-codes.ts: 1',
    ]);
  });

  test('sees the environment and SQL elsewhere', () => {
    const sources = planted({
      'src/a.ts': 'process.env.PORT; sql.raw(`drop`)',
      'src/db/migrations/1.ts': 'sql.raw(``)',
    });
    expect(WALLS.flatMap((wall) => overTheWall(sources, wall))).toEqual(['src/a.ts: 1', 'src/a.ts: 1']);
  });
});
