#!/usr/bin/env bash
# Day.js: in a named zone, "the same time tomorrow" is an hour off when the clock changes in the night between.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts dayjs@1.11.23 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { readFileSync } from 'node:fs';

dayjs.extend(utc);
dayjs.extend(timezone);
const next = (noon) => dayjs.tz(noon, 'Europe/Oslo').add(1, 'day');
const spring = next('2027-03-27 12:00');
const autumn = next('2026-10-24 12:00');

const { version } = JSON.parse(readFileSync('node_modules/dayjs/package.json', 'utf8'));
console.log(`dayjs ${version} with its plugins utc and timezone, on a machine in UTC`);
console.log('Expected (noon in Oslo, the day after; tz database): 2027-03-28T12:00:00+02:00 and 2026-10-25T12:00:00+01:00');
console.log(`Seen: ${spring.format()} = ${spring.toISOString()}, and ${autumn.format()} = ${autumn.toISOString()}`);

const wrong = '2027-03-28T11:00:00.000Z 2026-10-25T10:00:00.000Z';
if (`${spring.toISOString()} ${autumn.toISOString()}` !== wrong) {
  console.log('Changed: the day after a clock change is another instant now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=UTC node run.mjs
