import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

// `npm run world -- --days 365 --seeds 20`: years of three centres, three hundred people and a bad network, each from its seed.

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    seeds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(`Lives simulated days and looks each morning whether every promise was kept.

  npm run world -- --days 365 --seeds 20     twenty years, from the seeds 1 to 20
  npm run world -- --days 365 --seed 7       one of them again
  npm run world -- --json                    one line of JSON for each seed
`);
  process.exit(0);
}

const days = Number(values.days);
const seeds =
  values.seed === undefined ? Array.from({ length: Number(values.seeds) }, (_, i) => i + 1) : [Number(values.seed)];
let broken = 0;
for (const seed of seeds) {
  const began = Date.now();
  const onDay = (day: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\rseed ${seed}: day ${day} of ${days} `);
  };
  const lived = await simulate({ seed, days, onDay });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const { counts, violations } = lived;
  if (violations.length > 0) broken++;
  if (values.json) process.stdout.write(`${JSON.stringify(lived)}\n`);
  else {
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(
      `seed ${seed}: ${lived.days} days, ${counts.texts} texts in, ${counts.sent} out, ${counts.kills} kills, ${violations.length} violations (${seconds} s)\n`,
    );
    for (const { day, rule, what } of violations.slice(0, 20)) process.stdout.write(`  ${day} ${rule}: ${what}\n`);
  }
}
if (broken > 0) process.exitCode = 1;
