#!/usr/bin/env bash
# node-cron: a task at 02:30 in Europe/Oslo is left out on the spring night, and runs late in the autumn night.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts node-cron@4.6.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { mock } from 'node:test';
import cron from 'node-cron';

function runs(from) {
  mock.timers.enable({ apis: ['Date', 'setTimeout', 'setInterval'], now: new Date(from) });
  const task = cron.createTask('30 2 * * *', () => {}, { timezone: 'Europe/Oslo', noOverlap: true });
  task.start();
  const seen = task.getNextRuns(3).map((time) => time.toISOString().slice(0, 16));
  task.destroy();
  mock.timers.reset();
  return seen.join(' ');
}
const spring = runs('2027-03-26T12:00:00Z');
const autumn = runs('2026-10-23T12:00:00Z');

const { version } = JSON.parse(readFileSync('node_modules/node-cron/package.json', 'utf8'));
console.log(`node-cron ${version}, "30 2 * * *" in Europe/Oslo, next runs in UTC`);
console.log('Expected (Debian, cron(8): a job in the skipped hour runs soon after the change, one in the repeated hour runs once,');
console.log('the first time): a run in both nights, 2027-03-28 right after 01:00 and 2026-10-25 at 00:30');
console.log(`Seen, spring: ${spring}`);
console.log(`Seen, autumn: ${autumn}`);

const lost = spring === '2027-03-27T01:30 2027-03-29T00:30 2027-03-30T00:30';
const late = autumn === '2026-10-24T00:30 2026-10-25T01:30 2026-10-26T01:30';
if (!lost || !late) {
  console.log('Changed: one or both nights have another run now.');
  process.exit(1);
}
console.log('As described.');
process.exit(0);
JS
node run.mjs
