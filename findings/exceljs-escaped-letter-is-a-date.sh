#!/usr/bin/env bash
# ExcelJS: a number shown with a unit, as "3 m" by the format 0\ \m, is read as a date of the year 1900.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx@0.18.5 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const book = new ExcelJS.Workbook();
const cell = book.addWorksheet('Turer').getCell('A1');
cell.value = 3;
cell.numFmt = '0\\ \\m';
const file = await book.xlsx.writeBuffer();

const again = new ExcelJS.Workbook();
await again.xlsx.load(file);
const seen = again.getWorksheet('Turer').getCell('A1').value;
const other = XLSX.read(file, { cellDates: true }).Sheets.Turer.A1;

console.log('exceljs 4.4.0, the number 3 with the format 0\\ \\m, written and read again');
console.log('Expected (ECMA-376 part 1, 18.8.31: a backslash shows the next letter as it is): the number 3');
console.log(`Seen: ${seen instanceof Date ? `the date ${seen.toISOString().slice(0, 10)}` : seen}`);
console.log(`Seen, xlsx 0.18.5: ${other.v}, shown as "${other.w}"`);

if (!(seen instanceof Date) || other.v !== 3) {
  console.log('Changed: the number is read as a number now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=UTC node run.mjs
