#!/usr/bin/env bash
# n2words: Ukrainian number words hold the Latin letter "i", so they equal no Ukrainian word and a search misses them.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts n2words@4.0.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { toCardinal } from 'n2words/uk-UA';

const numbers = [6, 10, 60, 1_000_000];
const words = numbers.map((number) => toCardinal(number));
const latin = words.filter((word) => /[a-z]/.test(word));
const right = 'шістдесят';

console.log('n2words 4.0.0, uk-UA');
console.log('Expected (Ukrainian alphabet: і is U+0456): no Latin letter in a Ukrainian word');
console.log(`Seen: ${words.join(', ')}; ${latin.length} of ${words.length} hold U+0069`);
console.log(`Seen: the word for 60 equals "${right}" written on a Ukrainian keyboard: ${toCardinal(60) === right}`);

if (!/[a-z]/.test(toCardinal(60)) || toCardinal(60) === right) {
  console.log('Changed: the word for 60 is Ukrainian throughout now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
