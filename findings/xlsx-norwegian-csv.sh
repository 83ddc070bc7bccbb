#!/usr/bin/env bash
# SheetJS (xlsx on npm): in a Norwegian CSV file "0,5" is read as 5, "1,25" as 125, and 1 December as 12 January.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import XLSX from 'xlsx';

const file = 'navn;timer;dag;postnr\nKari;0,5;01.12.2026;0150\nOla;1,25;24.12.2026;4611\n';
const sheet = XLSX.read(file, { type: 'string', cellDates: false }).Sheets.Sheet1;
const rows = XLSX.utils.sheet_to_json(sheet);
const date = XLSX.SSF.parse_date_code(rows[0].dag);
const day = `${date.y}-${date.m}-${date.d}`;

console.log(`xlsx ${XLSX.version}, the newest one in the npm registry`);
console.log('Expected (RFC 4180: fields are text; in Norway the comma is the decimal sign and the day comes first): 0,5 and 1,25');
console.log('hours, 1 and 24 December, postcode 0150; or the text as it was, or an error.');
console.log(`Seen: ${JSON.stringify(rows)}; the first date is ${day}`);

const wrong = rows[0].timer === 5 && rows[1].timer === 125 && day === '2026-1-12' && rows[1].dag === '24.12.2026';
if (!wrong || rows[0].postnr !== 150) {
  console.log('Changed: these cells are read in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
