#!/usr/bin/env bash
# ical.js: a time in the night of a clock change is an hour off the rule of RFC 5545, in spring and in autumn.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Oslo',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');

function instant(start) {
  const event = `BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Oslo:${start}\r\nEND:VEVENT`;
  const calendar = new ICAL.Component(
    ICAL.parse(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:finding\r\n${zone}\r\n${event}\r\nEND:VCALENDAR`),
  );
  return new ICAL.Event(calendar.getFirstSubcomponent('vevent')).startDate.toJSDate().toISOString().slice(0, 16);
}
const spring = instant('20270328T023000');
const autumn = instant('20261025T023000');

const { version } = JSON.parse(readFileSync('node_modules/ical.js/package.json', 'utf8'));
console.log(`ical.js ${version}, the zone defined in the file itself`);
console.log('Expected (RFC 5545, 3.3.5): a time that does not exist takes the offset before the gap, 2027-03-28T01:30 in UTC;');
console.log('a time that exists twice is the first one, 2026-10-25T00:30 in UTC.');
console.log(`Seen: ${spring} and ${autumn}`);

if (spring !== '2027-03-28T00:30' || autumn !== '2026-10-25T01:30') {
  console.log('Changed: one or both nights are read in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
