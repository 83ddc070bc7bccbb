#!/usr/bin/env bash
# ical.js: a yearly event of 29 February is held on 1 March in the three years between.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 rrule@2.8.1 rrule-temporal@2.2.8 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ICAL from 'ical.js';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';

const steps = ICAL.Recur.fromString('FREQ=YEARLY').iterator(ICAL.Time.fromDateTimeString('2024-02-29T10:00:00'));
const seen = [1, 2, 3, 4, 5].map(() => steps.next().toString().slice(0, 10)).join(' ');
const two = (_, index) => index < 2;
const others = [
  rrule.rrulestr('DTSTART:20240229T100000Z\nRRULE:FREQ=YEARLY').all(two).map((day) => day.toISOString().slice(0, 10)),
  new RRuleTemporal({ rruleString: 'DTSTART:20240229T100000Z\nRRULE:FREQ=YEARLY' })
    .all(two)
    .map((day) => day.toString().slice(0, 10)),
];

console.log('ical.js 2.2.1, FREQ=YEARLY from 29 February 2024');
console.log('Expected (RFC 5545, 3.3.10: an invalid date MUST be ignored and not counted): 2024-02-29 2028-02-29');
console.log(`Seen, ical.js: ${seen}`);
console.log(`Seen, rrule 2.8.1 and rrule-temporal 2.2.8: ${others.map((days) => days.join(' ')).join(' and ')}`);

if (seen !== '2024-02-29 2025-03-01 2026-03-01 2027-03-01 2028-02-29') {
  console.log('Changed: ical.js no longer moves 29 February to 1 March.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
