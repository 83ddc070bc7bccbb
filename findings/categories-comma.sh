#!/usr/bin/env bash
# iCalendar: one category "Kaffe, kake" is two after ics has written it, and two after node-ical has read it right written.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ics@3.12.0 node-ical@0.26.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createEvent } from 'ics';
import ical from 'node-ical';

const { value } = createEvent({
  uid: '1',
  title: 'Kaffe, kake',
  start: [2026, 12, 1, 10, 0],
  duration: { hours: 1 },
  categories: ['Kaffe, kake', 'Tur'],
});
const line = (name) => value.split('\r\n').find((text) => text.startsWith(name));

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:finding',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20261101T000000Z',
  'DTSTART:20261201T090000Z',
  'SUMMARY:Kaffe\\, kake',
  'CATEGORIES:Kaffe\\, kake,Tur',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');
const event = Object.values(ical.sync.parseICS(calendar)).find((part) => part.type === 'VEVENT');

console.log('ics 3.12.0 and node-ical 0.26.1');
console.log('Expected (RFC 5545, 3.3.11 and 3.8.1.2): a comma within one category is written as \\, and read back as part of it.');
console.log(`Seen, ics writes:      ${line('SUMMARY')}   ${line('CATEGORIES')}`);
console.log(`Seen, node-ical reads: ${JSON.stringify(event.summary)}   ${JSON.stringify(event.categories)}`);

const written = line('CATEGORIES') === 'CATEGORIES:Kaffe, kake,Tur';
const read = JSON.stringify(event.categories) === JSON.stringify(['Kaffe\\', 'kake', 'Tur']);
if (!written || !read) {
  console.log('Changed: one of the two treats the comma in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
