#!/usr/bin/env bash
# One calendar with EXDATE;VALUE=DATE, four libraries: two hold the event on the day that was called off.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts rrule-temporal@2.2.8 rrule@2.8.1 ical.js@2.2.1 node-ical@0.26.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';

const rule = [
  'DTSTART;TZID=Europe/Oslo:20261201T100000',
  'RRULE:FREQ=DAILY;COUNT=3',
  'EXDATE;VALUE=DATE:20261202',
].join('\r\n');
const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:finding\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n${rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

const days = {};
days['rrule-temporal 2.2.8'] = new RRuleTemporal({ rruleString: rule }).all().map((time) => time.day);
days['rrule 2.8.1'] = rrule.rrulestr(rule).all().map((time) => time.getUTCDate());

const event = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent'));
const steps = event.iterator();
days['ical.js 2.2.1'] = [];
for (let next = steps.next(); next && days['ical.js 2.2.1'].length < 5; next = steps.next())
  days['ical.js 2.2.1'].push(next.day);

const read = Object.values(nodeIcal.sync.parseICS(calendar)).find((part) => part.type === 'VEVENT');
const month = { from: new Date('2026-11-30T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z') };
days['node-ical 0.26.1'] = nodeIcal.expandRecurringEvent(read, month).map(({ start }) => start.getUTCDate());

console.log('A daily event from 1 December at 10:00, three times; the day 2 December is called off.');
console.log('Expected: one answer. RFC 5545, 3.8.5.1, allows EXDATE with VALUE=DATE and does not say what it excludes.');
for (const [name, seen] of Object.entries(days)) console.log(`Seen, ${name}: December ${seen.join(', ')}`);

const kept = Object.values(days).map((seen) => seen.includes(2)).join();
if (kept !== 'true,true,false,false') {
  console.log('Changed: the libraries no longer disagree in this way.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=UTC node run.mjs
