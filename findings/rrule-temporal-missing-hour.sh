#!/usr/bin/env bash
# rrule-temporal: an event at 02:30 is lost on the night when the clock goes forward; a series that begins that
# night stays an hour late for good.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts rrule-temporal@2.2.8 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { RRuleTemporal } from 'rrule-temporal';

const times = (start) =>
  new RRuleTemporal({ rruleString: `DTSTART;TZID=Europe/Oslo:${start}\nRRULE:FREQ=DAILY;COUNT=3` })
    .all()
    .map((time) => time.toString({ timeZoneName: 'never' }).slice(0, 16));

const before = times('20270327T023000').join(' ');
const onTheNight = times('20270328T023000').join(' ');

const { version } = JSON.parse(readFileSync('node_modules/rrule-temporal/package.json', 'utf8'));
console.log(`rrule-temporal ${version}. In Oslo there is no 02:30 on 28 March 2027.`);
console.log('Expected (RFC 5545, 3.3.5 and 3.3.10): that one night means 03:30; all other nights are 02:30.');
console.log(`Seen, series from 27 March: ${before}`);
console.log(`Seen, series from 28 March: ${onTheNight}`);

const lost = before === '2027-03-27T02:30 2027-03-29T02:30 2027-03-30T02:30';
const late = onTheNight === '2027-03-28T03:30 2027-03-29T03:30 2027-03-30T03:30';
if (!lost || !late) {
  console.log('Changed: this version no longer both leaves out the night and keeps the later hour.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
