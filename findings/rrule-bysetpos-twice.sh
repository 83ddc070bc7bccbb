#!/usr/bin/env bash
# rrule: where the first and the last of a set are the same day, BYSETPOS=1,-1 gives that day twice, and COUNT counts both.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import rrule from 'rrule';

const seen = rrule
  .rrulestr('DTSTART:20261207T100000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7;BYSETPOS=1,-1;COUNT=4')
  .all()
  .map((day) => day.toISOString().slice(0, 10))
  .join(' ');

const { version } = JSON.parse(readFileSync('node_modules/rrule/package.json', 'utf8'));
console.log(`rrule ${version}; the first and the last of the Mondays on day 1 to 7, which is one Monday, four times`);
console.log('Expected (RFC 5545, 3.8.5.3: the recurrence is a set): 2026-12-07 2027-01-04 2027-02-01 2027-03-01');
console.log(`Seen: ${seen}`);

if (seen !== '2026-12-07 2026-12-07 2027-01-04 2027-01-04') {
  console.log('Changed: rrule no longer gives one day twice.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
