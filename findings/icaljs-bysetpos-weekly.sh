#!/usr/bin/env bash
# ical.js: BYSETPOS counts in monthly and yearly rules only; a weekly or daily rule is expanded as if it were not there.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 rrule@2.8.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ICAL from 'ical.js';
import rrule from 'rrule';

function byIcal(start, rule) {
  const steps = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateTimeString(start));
  return [1, 2, 3].map(() => steps.next().toString().slice(5, 13)).join(' ');
}
const byRrule = (start, rule) =>
  rrule
    .rrulestr(`DTSTART:${start.replace(/[-:]/g, '')}Z\nRRULE:${rule}`)
    .all((_, index) => index < 3)
    .map((time) => time.toISOString().slice(5, 13))
    .join(' ');

const weekly = ['2026-12-01T10:00:00', 'FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=1'];
const daily = ['2026-12-01T10:00:00', 'FREQ=DAILY;BYHOUR=10,14;BYSETPOS=1'];
console.log('ical.js 2.2.1 and rrule 2.8.1; month-day and hour of the first three');
console.log('Expected (RFC 5545, 3.3.10: BYSETPOS picks within one interval of the rule, weeks and days too):');
console.log(`  the first of Tuesday and Thursday: ${byRrule(...weekly)}`);
console.log(`  the first of 10:00 and 14:00:      ${byRrule(...daily)}`);
console.log(`Seen, ical.js: ${byIcal(...weekly)}`);
console.log(`Seen, ical.js: ${byIcal(...daily)}`);

if (byIcal(...weekly) !== '12-01T10 12-03T10 12-08T10' || byIcal(...daily) !== '12-01T10 12-01T14 12-02T10') {
  console.log('Changed: ical.js heeds BYSETPOS in weekly or daily rules now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
