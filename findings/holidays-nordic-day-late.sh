#!/usr/bin/env bash
# holidays-nordic: in the time zone of its own countries, asked at the start of a day, it answers for the day before.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts holidays-nordic@0.1.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createRequire } from 'node:module';

const imported = createRequire(import.meta.url)('holidays-nordic');
const isHoliday = imported.default ?? imported;
const midnight = (month, day) => isHoliday(new Date(2027, month - 1, day), 'no') || 'no holiday';
const noon = (month, day) => isHoliday(new Date(2027, month - 1, day, 12), 'no') || 'no holiday';

console.log('holidays-nordic 0.1.1 on a machine in Europe/Oslo, asked with new Date(2027, month, day)');
console.log('Expected (LOV-1947-04-26-1 and LOV-1995-02-24-12): 1 May and 25 December are holidays, 2 May is none');
console.log(`Seen at 00:00: 1 May ${midnight(5, 1)}, 2 May ${midnight(5, 2)}, 25 December ${midnight(12, 25)}`);
console.log(`Seen at 12:00: 1 May ${noon(5, 1)}, 2 May ${noon(5, 2)}, 25 December ${noon(12, 25)}`);

if (midnight(5, 1) !== 'no holiday' || midnight(5, 2) === 'no holiday' || noon(5, 1) === 'no holiday') {
  console.log('Changed: the answers at the start of the day are others now.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=Europe/Oslo node run.mjs
