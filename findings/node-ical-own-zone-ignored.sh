#!/usr/bin/env bash
# node-ical: a zone that the file itself defines is not used; its times are read in the zone of the machine.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.26.1 ical.js@2.2.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const zone = '/freeassociation.sourceforge.net/Europe/Oslo';
const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:finding',
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
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
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  `DTSTART;TZID=${zone}:20260701T100000`,
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');
const byNodeIcal = () =>
  Object.values(nodeIcal.sync.parseICS(calendar))
    .find(({ type }) => type === 'VEVENT')
    .start.toISOString()
    .slice(11, 16);

if (process.argv[2] === 'once') {
  process.stdout.write(byNodeIcal());
  process.exit(0);
}
const on = (TZ) => execFileSync(process.execPath, ['run.mjs', 'once'], { env: { ...process.env, TZ }, encoding: 'utf8' });
const event = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent');
const byIcalJs = new ICAL.Event(event).startDate.toJSDate().toISOString().slice(11, 16);
const [utc, newYork] = [on('UTC'), on('America/New_York')];

console.log('node-ical 0.26.1, DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20260701T100000, zone in the file');
console.log('Expected (RFC 5545, 3.2.19 and 3.6.5: TZID names the VTIMEZONE of the file): 08:00 in UTC on every machine');
console.log(`Seen, ical.js 2.2.1: ${byIcalJs}`);
console.log(`Seen, node-ical on a machine in UTC: ${utc}, on one in New York: ${newYork}`);

if (utc !== '10:00' || newYork !== '14:00') {
  console.log('Changed: the answer no longer follows the machine.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
