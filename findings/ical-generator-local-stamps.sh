#!/usr/bin/env bash
# ical-generator: in a calendar with a time zone, DTSTAMP and UNTIL are written without the Z that the standard demands.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@10.2.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ical from 'ical-generator';

const calendar = ical({ name: 'Kafe', timezone: 'Europe/Oslo' });
calendar.createEvent({
  id: '1',
  timezone: 'Europe/Oslo',
  summary: 'Kafe',
  stamp: new Date('2026-11-01T12:00:00Z'),
  start: new Date('2026-12-01T10:00:00Z'),
  end: new Date('2026-12-01T11:00:00Z'),
  repeating: { freq: 'WEEKLY', until: new Date('2026-12-31T10:00:00Z') },
});
const line = (name) => calendar.toString().split('\r\n').find((text) => text.startsWith(name));
const stamp = line('DTSTAMP');
const rule = line('RRULE');

const { version } = JSON.parse(readFileSync('node_modules/ical-generator/package.json', 'utf8'));
console.log(`ical-generator ${version} on a machine in Europe/Oslo`);
console.log('Expected (RFC 5545, 3.8.7.2: DTSTAMP MUST be in UTC): DTSTAMP:20261101T120000Z');
console.log('Expected (RFC 5545, 3.3.10: where DTSTART has a zone, UNTIL MUST be in UTC): UNTIL=20261231T100000Z');
console.log(`Seen: ${stamp}   ${line('DTSTART')}   ${rule}`);

if (stamp !== 'DTSTAMP:20261101T130000' || rule !== 'RRULE:FREQ=WEEKLY;UNTIL=20261231T110000') {
  console.log('Changed: one or both are written in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=Europe/Oslo node run.mjs
