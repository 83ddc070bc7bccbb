import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isOutdated } from '../../../src/cli/framework/root.ts';

/** A checkout with files by the minutes after noon of their last change. */
function checkout(files: Record<string, number>): string {
  const root = mkdtempSync(join(tmpdir(), 'ringerunde-root-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, minutes] of Object.entries(files)) {
    const at = new Date(Date.UTC(2026, 10, 23, 12, minutes));
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
    utimesSync(join(root, file), at, at);
  }
  return root;
}

const SOURCES = { 'src/config.ts': 0, 'flows/menu.ts': 1, 'tsconfig.json': 0 };
const BUILT = { 'dist/src/cli/main.js': 5 };

test.each([
  ['built after every source', { ...SOURCES, ...BUILT }, false],
  ['never built', SOURCES, true],
  ['a source was changed afterwards', { ...SOURCES, ...BUILT, 'src/domain/base/time.ts': 6 }, true],
  ['a flow was changed afterwards', { ...SOURCES, ...BUILT, 'flows/pause.ts': 6 }, true],
  ['a setting of the compiler was changed', { ...SOURCES, ...BUILT, 'tsconfig.build.json': 6 }, true],
  ['a sentence was changed, which is read at start', { ...SOURCES, ...BUILT, 'locales/nb/menu.json': 6 }, false],
])('%s', (_what, files, outdated) => expect(isOutdated(checkout(files))).toBe(outdated));
