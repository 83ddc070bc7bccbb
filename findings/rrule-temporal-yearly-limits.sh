#!/usr/bin/env bash
# rrule-temporal: in a yearly rule a weekday beside a day of the year, or a numbered one beside days of the month, limits nothing.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts rrule-temporal@2.2.8 rrule@2.8.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';

const three = (_, index) => index < 3;
const byTemporal = (start, rule) =>
  new RRuleTemporal({ rruleString: `DTSTART:${start}Z\nRRULE:${rule}` })
    .all(three)
    .map((day) => day.toString().slice(0, 10))
    .join(' ');
const byRrule = (start, rule) =>
  rrule
    .rrulestr(`DTSTART:${start}Z\nRRULE:${rule}`)
    .all(three)
    .map((day) => day.toISOString().slice(0, 10))
    .join(' ');

const friday = ['20270101T100000', 'FREQ=YEARLY;BYYEARDAY=1;BYDAY=FR;UNTIL=20450101T000000Z'];
const saturday = ['20280101T100000', 'FREQ=YEARLY;BYMONTHDAY=1;BYDAY=1SA;UNTIL=20450101T000000Z'];

const { version } = JSON.parse(readFileSync('node_modules/rrule-temporal/package.json', 'utf8'));
console.log(`rrule-temporal ${version} and rrule 2.8.1`);
console.log('Expected (RFC 5545, 3.3.10, table and note 2: BYDAY limits where BYYEARDAY or BYMONTHDAY is present):');
console.log(`  1 January that is a Friday:                         ${byRrule(...friday)}`);
console.log(`  first Saturday of the year that is day 1 of a month: ${byRrule(...saturday)}`);
console.log(`Seen, rrule-temporal: ${byTemporal(...friday)}`);
console.log(`Seen, rrule-temporal: ${byTemporal(...saturday)}`);

const ignored = byTemporal(...friday) === '2027-01-01 2028-01-01 2029-01-01';
if (!ignored || byTemporal(...saturday) !== '2028-01-01 2029-01-06 2030-01-05') {
  console.log('Changed: one or both of the limits are heeded now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
