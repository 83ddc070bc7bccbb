import { parseArgs } from 'node:util';
import { LINES, numbersOf, type Line } from './lines.ts';
import { profileTurn } from './profile.ts';
import { tableOf, type Result } from './report.ts';
import { becomeSide } from './side.ts';
import { cleanUp } from './workplace.ts';

/** What takes longer than this has gone wrong. */
const WHOLE_RUN_MAX_MS = 8 * 60_000;

const USAGE = `npm run bench                      every line
npm run bench -- --only 1,6        those lines
npm run bench -- --json            one JSON value on standard output
npm run bench -- --profile         where the time of a turn goes
npm run bench -- --profile --calls the same of the first step of a call
`;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      calls: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const watchdog = setTimeout(() => {
    process.stderr.write('The bench takes too long and is stopped.\n');
    cleanUp();
    process.exit(1);
  }, WHOLE_RUN_MAX_MS);
  watchdog.unref();
  try {
    if (values.profile) print(values.json, await profileTurn(values.calls ? 'calls' : 'texts'));
    else {
      const results = await measure(values.only);
      print(values.json, values.json ? results : tableOf(results));
    }
  } finally {
    cleanUp();
  }
}

const print = (asJson: boolean, what: unknown): void =>
  void process.stdout.write(`${asJson ? JSON.stringify(what, null, 2) : String(what)}\n`);

async function measure(only: string | undefined): Promise<Result[]> {
  const wanted = only === undefined ? null : new Set(only.split(',').map(Number));
  const isWanted = (n: number): boolean => wanted === null || wanted.has(n);
  const results: Result[] = [];
  for (const line of LINES) {
    if (!numbersOf(line).some(isWanted)) continue;
    results.push(...(await one(line)).filter((result) => isWanted(result.line)));
  }
  return results.toSorted((a, b) => a.line - b.line);
}

/** A line that fails is a line of the report: the others are measured all the same, and the exit code tells. */
async function one(line: Line): Promise<Result[]> {
  const from = performance.now();
  process.stderr.write(`${line.title} ...`);
  try {
    return await line.measure();
  } catch (error) {
    process.exitCode = 1;
    const why = error instanceof Error ? error.message : String(error);
    return numbersOf(line).map((n) => ({ line: n, what: line.title, verdict: 'failed', note: why }));
  } finally {
    process.stderr.write(` ${((performance.now() - from) / 1000).toFixed(1)} s\n`);
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'side') await becomeSide(rest);
else await run();
