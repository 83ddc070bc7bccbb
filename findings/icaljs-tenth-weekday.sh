#!/usr/bin/env bash
# ical.js: "the 20th Monday of the year" becomes every Monday, and the 52nd one in January of the next year.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

function days(start, rule) {
  const steps = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateTimeString(start));
  return [1, 2, 3].map(() => steps.next().toString().slice(0, 10)).join(' ');
}
const ninth = days('2026-03-02T09:00:00', 'FREQ=YEARLY;BYDAY=9MO');
const twentieth = days('1997-05-19T09:00:00', 'FREQ=YEARLY;BYDAY=20MO');
const last = days('2026-12-28T09:00:00', 'FREQ=YEARLY;BYDAY=52MO');

const { version } = JSON.parse(readFileSync('node_modules/ical.js/package.json', 'utf8'));
console.log(`ical.js ${version}`);
console.log('Expected (RFC 5545, 3.8.5.3, its own example): 20MO is 1997-05-19 1998-05-18 1999-05-17.');
console.log('Expected: 52MO from 2026-12-28 is 2026-12-28 2027-12-27 2028-12-25.');
console.log(`Seen, 9MO:  ${ninth}`);
console.log(`Seen, 20MO: ${twentieth}`);
console.log(`Seen, 52MO: ${last}`);

const right = ninth === '2026-03-02 2027-03-01 2028-02-28';
const wrong = twentieth === '1997-05-19 1997-05-26 1997-06-02' && last === '2027-01-11 2028-01-10 2029-01-08';
if (!right || !wrong) {
  console.log('Changed: numbers of two digits before a weekday are read in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
