#!/usr/bin/env bash
# holidays-norway: Palm Sunday and New Year's Eve are given as holidays; neither is a public holiday by law.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts holidays-norway@1.1.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createRequire } from 'node:module';

const { default: holidays } = createRequire(import.meta.url)('holidays-norway');
const names = holidays(2027).map(({ name }) => name);
const extra = names.filter((name) => name === 'Palmesøndag' || name === 'Nyttårsaften');

console.log('holidays-norway 1.1.0, "official holidays for Norway" by its README');
console.log('Expected (LOV-1995-02-24-12, section 2, and LOV-1947-04-26-1): the ten holidays that are named there,');
console.log("1 May and 17 May; Palm Sunday is a Sunday as any other, and New Year's Eve is no holiday");
console.log(`Seen: ${names.length} days: ${names.join(', ')}`);

if (extra.length !== 2 || names.length !== 14) {
  console.log('Changed: the list is another one now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
