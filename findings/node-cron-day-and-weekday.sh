#!/usr/bin/env bash
# node-cron: "on the 1st and on Mondays" runs only when the 1st is a Monday; other readers of the same line take either.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts node-cron@4.6.0 croner@11.0.1 cron-parser@5.10.6 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { mock } from 'node:test';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import cron from 'node-cron';

const line = '0 9 1 * 1';
const from = new Date('2026-12-02T00:00:00Z');
const day = (time) => time.toISOString().slice(0, 10);

const parser = CronExpressionParser.parse(line, { currentDate: from, tz: 'UTC' });
const byParser = [1, 2, 3].map(() => day(parser.next().toDate())).join(' ');
const byCroner = new Cron(line, { timezone: 'UTC', paused: true }).nextRuns(3, from).map(day).join(' ');

mock.timers.enable({ apis: ['Date', 'setTimeout', 'setInterval'], now: from });
const task = cron.createTask(line, () => {}, { timezone: 'UTC' });
task.start();
const byNodeCron = task.getNextRuns(3).map(day).join(' ');
task.destroy();
mock.timers.reset();

console.log(`"${line}" from 2 December 2026`);
console.log('Expected (POSIX, crontab: where both day fields are set, a day that matches either one): each Monday, and the 1st');
console.log(`Seen, cron-parser 5.10.6: ${byParser}`);
console.log(`Seen, croner 11.0.1:      ${byCroner}`);
console.log(`Seen, node-cron 4.6.0:    ${byNodeCron}`);

if (byParser !== '2026-12-07 2026-12-14 2026-12-21' || byNodeCron !== '2027-02-01 2027-03-01 2027-11-01') {
  console.log('Changed: node-cron no longer asks for both.');
  process.exit(1);
}
console.log('As described.');
process.exit(0);
JS
TZ=UTC node run.mjs
