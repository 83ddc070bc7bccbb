import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

// `npm run world -- --days 365 --seeds 20`: years of three centres, three hundred people and a bad network, each from its seed.

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    seeds: { type: 'string', default: '3' },
    'from-seed': { type: 'string', default: '1' },
    seed: { type: 'string' },
    services: { type: 'string', default: '1' },
    database: { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(`Lives simulated days and looks each morning whether every promise was kept.

  npm run world -- --days 365 --seeds 20     twenty years, from the seeds 1 to 20
  npm run world -- --days 365 --seed 7       one of them again
  npm run world -- --from-seed 11 --seeds 10 another ten
  npm run world -- --keep bad-          keeps the database of the day on which seed 7 broke a promise in bad-7.db
  npm run world -- --seed 7 --database postgres://... --services 2
                                        two services on an empty database; on PostgreSQL a seed is not the same again
  npm run world -- --json                    one line of JSON for each seed
`);
  process.exit(0);
}

const days = Number(values.days);
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, i) => i + Number(values['from-seed']))
    : [Number(values.seed)];
let broken = 0;
for (const seed of seeds) {
  const began = Date.now();
  const onDay = (day: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\rseed ${seed}: day ${day} of ${days} `);
  };
  const { database, keep } = values;
  const lived = await simulate({
    seed,
    days,
    onDay,
    services: Number(values.services),
    ...(database === undefined ? {} : { database }),
    ...(keep === undefined ? {} : { keep: `${keep}${seed}.db` }),
  });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const { counts, violations } = lived;
  if (violations.length > 0) broken++;
  if (values.json) process.stdout.write(`${JSON.stringify(lived)}\n`);
  else {
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(
      `seed ${seed}: ${lived.days} days, ${counts.texts} texts in, ${counts.sent} out, ${counts.calls} calls, ${counts.kills} kills, ${counts.jumps} jumps of the clock, ${violations.length} violations, ${lived.digest} (${seconds} s)\n`,
    );
    for (const { day, rule, what } of violations.slice(0, 20)) process.stdout.write(`  ${day} ${rule}: ${what}\n`);
  }
}
if (broken > 0) process.exitCode = 1;
