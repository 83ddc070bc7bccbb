#!/usr/bin/env bash
# ics: an event of one whole day gets the duration "P1DT", which the grammar of iCalendar does not allow.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ics@3.12.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createEvent } from 'ics';

const { value } = createEvent({ uid: '1', title: 'Dugnad', start: [2026, 12, 1], duration: { days: 1 } });
const seen = value.split('\r\n').find((line) => line.startsWith('DURATION'));

const { version } = JSON.parse(readFileSync('node_modules/ics/package.json', 'utf8'));
console.log(`ics ${version}`);
console.log('Expected (RFC 5545, 3.3.6: after "T" comes at least one of hours, minutes, seconds): DURATION:P1D');
console.log(`Seen: ${seen}`);

if (seen !== 'DURATION:P1DT') {
  console.log('Changed: ics writes this duration in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
