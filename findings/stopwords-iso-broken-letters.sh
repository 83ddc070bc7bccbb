#!/usr/bin/env bash
# stopwords-iso: in the Norwegian list ø has become û in four words, so "først", "gjøre" and "forsøke" are not in it.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts stopwords-iso@1.1.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';

const { no: words } = JSON.parse(readFileSync('node_modules/stopwords-iso/stopwords-iso.json', 'utf8'));
const broken = words.filter((word) => word.includes('û'));
const missing = broken.map((word) => word.replaceAll('û', 'ø')).filter((word) => !words.includes(word));

console.log(`stopwords-iso 1.1.0, ${words.length} Norwegian words`);
console.log('Expected (the Norwegian alphabet has no û): no such word');
console.log(`Seen: ${broken.join(', ')}; missing in the list: ${missing.join(', ')}`);

if (broken.length !== 4 || missing.length !== 3) {
  console.log('Changed: another number of words is broken now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
