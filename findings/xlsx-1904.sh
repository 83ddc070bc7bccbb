#!/usr/bin/env bash
# SheetJS (xlsx on npm): with cellDates, a date in a workbook of the 1904 system comes out four years and a day too early.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 exceljs@4.4.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const book = new ExcelJS.Workbook();
book.properties.date1904 = true;
book.addWorksheet('Dager').getCell('A1').value = new Date('2026-12-01T00:00:00Z');
const file = await book.xlsx.writeBuffer();

const cell = XLSX.read(file, { cellDates: true }).Sheets.Dager.A1;
const seen = cell.v.toISOString().slice(0, 10);
const again = new ExcelJS.Workbook();
await again.xlsx.load(file);

console.log(`xlsx ${XLSX.version}, a workbook with <workbookPr date1904="1"> and 1 December 2026`);
console.log('Expected (ECMA-376 part 1, 18.17.4.1: day 0 of that system is 1904-01-01): 2026-12-01');
console.log(`Seen, exceljs 4.4.0: ${again.getWorksheet('Dager').getCell('A1').value.toISOString().slice(0, 10)}`);
console.log(`Seen, xlsx: ${seen}, beside its own text for the cell: ${cell.w}`);

if (seen !== '2022-11-30' || cell.w !== '12/1/26') {
  console.log('Changed: xlsx reads dates of the 1904 system in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=UTC node run.mjs
