#!/usr/bin/env bash
# n2words: Norwegian ordinals are endings hung on the wrong words, so the 21st and 22nd are no words at all.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts n2words@4.0.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { toCardinal, toOrdinal } from 'n2words/nb-NO';

const ordinals = [21, 22, 101].map((number) => toOrdinal(number)).join(', ');
const cardinals = [21, 100].map((number) => toCardinal(number)).join(', ');

console.log('n2words 4.0.0, nb-NO');
console.log('Expected (Norsk referansegrammatikk, numerals; Språkrådet): tjueførste, tjueandre, hundre og første');
console.log(`Seen: ${ordinals}`);
console.log('Expected: tjueen, hundre (or ett hundre: the word is neuter)');
console.log(`Seen: ${cardinals}`);

if (ordinals !== 'tjue-ende, tjue-tode, en hundre og ende' || cardinals !== 'tjue-en, en hundre') {
  console.log('Changed: the words are others now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
