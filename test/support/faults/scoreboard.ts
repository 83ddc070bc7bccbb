import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../languages.ts';
import { SCOREBOARD, type Figure } from './figures.ts';

// `npm run faults`: breaks the service at every point. With --json only the scoreboard goes to standard output, a figure for
// each line, and what the tests say goes to standard error; other arguments are passed on to the tests.

const PLACES = [
  'test/faults',
  'test/world',
  'test/leaks',
  'test/service/privacy/erase-me.test.ts',
  'test/service/delivery/reconcile.test.ts',
  'test/understanding/hostile.test.ts',
  'test/domain/activities/occurrences.test.ts',
];

const [asJson, rest] = [process.argv.includes('--json'), process.argv.slice(2).filter((a) => a !== '--json')];
const folder = mkdtempSync(join(tmpdir(), 'ringerunde-figures-'));
const file = join(folder, 'figures');
writeFileSync(file, '');
const argv = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...(rest.length > 0 ? rest : PLACES)];
const tests = spawn(process.execPath, argv, {
  cwd: ROOT,
  env: { ...process.env, FAULTS: 'all', FAULTS_FIGURES: file },
  stdio: ['ignore', asJson ? 2 : 1, 2],
});
tests.on('close', (code) => {
  const figures = [...figuresIn(readFileSync(file, 'utf8')), listed()];
  rmSync(folder, { recursive: true, force: true });
  const board = Object.entries(SCOREBOARD).map(([line, what]) => {
    const mine = figures.filter((f) => f.line === Number(line));
    const sum = (of: 'tried' | 'survived'): number | null =>
      mine.length === 0 ? null : mine.reduce((n, f) => n + f[of], 0);
    return { line: Number(line), what, measured: mine.length > 0, tried: sum('tried'), survived: sum('survived') };
  });
  process.stdout.write(asJson ? `${JSON.stringify({ passed: code === 0, board }, null, 2)}\n` : shown(board));
  process.exitCode = code ?? 1;
});

const figuresIn = (text: string): Figure[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Figure);

/** The table of faults says which have a test. */
function listed(): Figure {
  const rows = readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| F\d+ \|/.test(line));
  return { line: 7, tried: rows.length, survived: rows.filter((line) => !line.endsWith('| open |')).length };
}

function shown(
  board: readonly { line: number; what: string; tried: number | null; survived: number | null }[],
): string {
  const lines = board.map(({ line, what, tried, survived }) =>
    tried === null ? `${line} ${what}: not measured` : `${line} ${what}: ${survived ?? 0} of ${tried}`,
  );
  return `\n${lines.join('\n')}\n`;
}
