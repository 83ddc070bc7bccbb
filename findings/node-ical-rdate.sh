#!/usr/bin/env bash
# node-ical: the extra days of an event (RDATE) are left out when it is expanded, without a word.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.26.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:finding',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20261101T000000Z',
  'DTSTART;TZID=Europe/Oslo:20261201T100000',
  'DTEND;TZID=Europe/Oslo:20261201T110000',
  'RRULE:FREQ=WEEKLY;COUNT=2',
  'RDATE;TZID=Europe/Oslo:20261203T100000',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');
const event = Object.values(ical.sync.parseICS(calendar)).find((part) => part.type === 'VEVENT');
const month = { from: new Date('2026-11-30T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z') };
const days = ical.expandRecurringEvent(event, month).map(({ start }) => start.getUTCDate()).join(' ');

const { version } = JSON.parse(readFileSync('node_modules/node-ical/package.json', 'utf8'));
console.log(`node-ical ${version}`);
console.log('Expected (RFC 5545, 3.8.5.2: RDATE adds to the recurrence set): 1 3 8 December');
console.log(`Seen: ${days} December; event.rdate is ${JSON.stringify(event.rdate)}`);

if (days !== '1 8') {
  console.log('Changed: node-ical no longer leaves out RDATE.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=UTC node run.mjs
