#!/usr/bin/env bash
# ics: with local times the start has no zone while EXDATE is in UTC, so the day that was called off is still held.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ics@3.12.0 ical.js@2.2.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createEvent } from 'ics';
import ICAL from 'ical.js';

const { value } = createEvent({
  uid: '1',
  title: 'Kafe',
  start: [2026, 12, 1, 10, 0],
  duration: { hours: 1 },
  startInputType: 'local',
  startOutputType: 'local',
  recurrenceRule: 'FREQ=WEEKLY;COUNT=3',
  exclusionDates: [[2026, 12, 8, 10, 0]],
});
const line = (name) => value.split('\r\n').find((text) => text.startsWith(name));
const steps = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent('vevent')).iterator();
const days = [];
for (let next = steps.next(); next && days.length < 5; next = steps.next()) days.push(next.day);

console.log('ics 3.12.0 on a machine in Europe/Oslo; 8 December is called off');
console.log('Expected (RFC 5545, 3.8.5.1: EXDATE takes from the set the times that DTSTART and the rule made): 1 15 December,');
console.log('so EXDATE is written in the form of DTSTART.');
console.log(`Seen: ${line('DTSTART')}   ${line('EXDATE')}`);
console.log(`Seen, read again by ical.js 2.2.1: ${days.join(' ')} December`);

if (line('DTSTART') !== 'DTSTART:20261201T100000' || line('EXDATE') !== 'EXDATE:20261208T090000Z') {
  console.log('Changed: ics writes DTSTART and EXDATE in other forms now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=Europe/Oslo node run.mjs
