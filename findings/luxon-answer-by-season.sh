#!/usr/bin/env bash
# luxon: which instant 02:30 in the autumn night means depends on the time of year at which the program runs.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts luxon@3.7.2 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { DateTime, Settings, VERSION } from 'luxon';

function read(now) {
  Settings.now = () => Date.parse(now);
  return DateTime.fromISO('2026-10-25T02:30', { zone: 'Europe/Oslo' }).toUTC().toISO({ suppressMilliseconds: true });
}
const inJuly = read('2026-07-01T12:00:00Z');
const inDecember = read('2026-12-01T12:00:00Z');

console.log(`luxon ${VERSION}; 02:30 comes twice in Oslo on 25 October 2026`);
console.log('Expected: one answer for one text. Temporal and RFC 5545 (3.3.5) take the first, 00:30 in UTC; the documentation');
console.log('of luxon promises neither of the two, and says nothing of the season.');
console.log(`Seen, read in July:     ${inJuly}`);
console.log(`Seen, read in December: ${inDecember}`);

if (inJuly !== '2026-10-25T00:30:00Z' || inDecember !== '2026-10-25T01:30:00Z') {
  console.log('Changed: the answer no longer follows the season.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
