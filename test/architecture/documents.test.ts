import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planted, readSources, type Sources } from './sources.ts';

/** A document by its name, and the number or heading in it that the reference names. */
const REFERENCE = /([\w./-]*\w\.md)\b(?:,? (?:§ ?)?(\d+(?:\.\d+)*)\b|, "([^"\n]+)")?/g;
/** A path in a document, written as code: `src/config.ts`. */
const PATH = /`((?:src|flows|test|locales|docs|findings)\/[\w./@-]+)`/g;

/** References that lead nowhere, as "file: reference". */
function nowhere(sources: Sources, paths: ReadonlySet<string> = new Set(sources.keys())): string[] {
  return [...sources].flatMap(([path, text]) => {
    const local = text.replace(/https?:\/\/[^\s)>'"]+/g, '');
    const found = [...local.matchAll(REFERENCE)].filter((match) => !leads(sources, path, match));
    const stale = path.endsWith('.md')
      ? [...local.matchAll(PATH)].filter(([, named]) => !isThere(paths, named ?? ''))
      : [];
    return [...found, ...stale].map(([words]) => `${path}: ${words}`);
  });
}

function leads(sources: Sources, from: string, [, name = '', number, heading]: RegExpMatchArray): boolean {
  const places = [posix.join(posix.dirname(from), name), posix.normalize(name), posix.join('docs', name)];
  const document = places.map((place) => sources.get(place)).find((text) => text !== undefined);
  if (document === undefined) return false;
  if (heading !== undefined) return document.includes(heading);
  return number === undefined || new RegExp(`^[\\s#*|>-]*${number.replaceAll('.', '\\.')}\\b`, 'm').test(document);
}

const isThere = (paths: ReadonlySet<string>, named: string): boolean => {
  const path = named.replace(/\/$/, '');
  return paths.has(path) || [...paths].some((p) => p.startsWith(`${path}/`));
};

const TEXT = ['.ts', '.js', '.json', '.html', '.css', '.md', '.txt', '.sh', '.yml', 'run'];
const EVERYTHING = ['.'];

test('every document that is referred to is in the repository, with the number or heading that is named', () => {
  const sources = new Map([...readSources(EVERYTHING, TEXT)].filter(([path]) => path !== 'package-lock.json'));
  const paths = new Set(readSources(EVERYTHING, ['']).keys());
  expect(nowhere(sources, paths)).toEqual([]);
});

describe('the check', () => {
  // Put together here, so that the test above does not find them in this file.
  const [gone, rules] = ['gone', 'rules'].map((name) => `${name}.md`);

  test('sees a document, a number, a heading and a path that are not there', () => {
    const sources = planted({
      'README.md': `See [rules](docs/${rules}), ${gone} and \`src/a.ts\`, \`src/left.ts\`, \`src/\`.`,
      [`docs/${rules}`]: '# Rules\n\n4.3 Outcomes\n\n## Voicemail\n',
      'src/a.ts': `// ${gone} 2.2 row 6; ${rules} 4.3; docs/${rules} 4.4; ${rules}, "Voicemail"; ${rules}, "Fax"; ../docs/${rules} 43`,
      'src/b.ts': `// https://example.org/${gone}; const words = a.md5`,
    });
    expect(nowhere(sources)).toEqual([
      `README.md: ${gone}`,
      'README.md: `src/left.ts`',
      `src/a.ts: ${gone} 2.2`,
      `src/a.ts: docs/${rules} 4.4`,
      `src/a.ts: ${rules}, "Fax"`,
      `src/a.ts: ../docs/${rules} 43`,
    ]);
  });
});
