#!/usr/bin/env bash
# ical.js: BYWEEKNO with a weekday gives every week from a week too late; without a weekday it gives nothing.
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
  const seen = [];
  for (let next = steps.next(); next && seen.length < 3; next = steps.next()) seen.push(next.toString().slice(0, 10));
  return seen.join(' ') || 'nothing';
}
const withDay = days('1997-05-12T09:00:00', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO');
const without = days('2026-05-18T10:00:00', 'FREQ=YEARLY;BYWEEKNO=21');

const { version } = JSON.parse(readFileSync('node_modules/ical.js/package.json', 'utf8'));
console.log(`ical.js ${version}`);
console.log('Expected (RFC 5545, 3.8.5.3, its own example): Monday of week 20 is 1997-05-12 1998-05-11 1999-05-17.');
console.log(`Seen: ${withDay}`);
console.log('Expected: week 21 from Monday 2026-05-18, no weekday named, is 2026-05-18 2027-05-24 2028-05-22.');
console.log(`Seen: ${without}`);

if (withDay !== '1997-05-19 1997-05-26 1997-06-02' || without !== 'nothing') {
  console.log('Changed: rules with BYWEEKNO are expanded in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
