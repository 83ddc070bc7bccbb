#!/usr/bin/env bash
# ethiopian-calendar-new: for a year out of four every date is one day too late in the Ethiopian calendar.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ethiopian-calendar-new@1.1.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import calendar from 'ethiopian-calendar-new';

const format = new Intl.DateTimeFormat('en-u-ca-ethiopic-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
function byIntl(date) {
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return [part.year ?? part.relatedYear, part.month, part.day].join('-');
}
function byPackage(date) {
  const { year, month, day } = calendar.toEthiopian(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return [year, month, day].join('-');
}
let days = 0;
let wrong = 0;
for (let time = Date.UTC(2020, 0, 1); time < Date.UTC(2028, 0, 1); time += 86_400_000) {
  days += 1;
  if (byIntl(new Date(time)) !== byPackage(new Date(time))) wrong += 1;
}
const newYear = new Date('2023-09-12T00:00:00Z');

const { version } = JSON.parse(readFileSync('node_modules/ethiopian-calendar-new/package.json', 'utf8'));
console.log(`ethiopian-calendar-new ${version}, compared with Intl (CLDR calendar "ethiopic") from 2020 to 2027`);
console.log(`Expected: no difference. New Year 2016, after a leap year, was 12 September 2023: ${byIntl(newYear)}`);
console.log(`Seen: ${byPackage(newYear)} on that day; ${wrong} of ${days} days differ`);

if (byPackage(newYear) !== '2016-1-2' || wrong !== 732) {
  console.log('Changed: another number of days differs now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
