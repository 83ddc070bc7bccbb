#!/usr/bin/env bash
# gsm7: a letter outside the alphabet is written as an escape alone, which changes or swallows the letter after it.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts gsm7@1.3.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import gsm7 from 'gsm7';

/** Unpacks seven-bit letters (3GPP TS 23.038, 6.1.2.1.1) without any help of the package. */
function septets(octets, count) {
  let bits = 0n;
  octets.forEach((octet, index) => (bits |= BigInt(octet) << BigInt(8 * index)));
  return Array.from({ length: count }, (_, index) => Number((bits >> BigInt(7 * index)) & 127n).toString(16));
}
const text = 'ta med –e';
const seen = septets([...gsm7.encode(text)], text.length).slice(-2).join(' ');

const { version } = JSON.parse(readFileSync('node_modules/gsm7/package.json', 'utf8'));
console.log(`gsm7 ${version}, the text "${text}"; the dash is not in the alphabet`);
console.log('Expected: an error or a replacement. An escape (1b) stands only before a letter of the extension table');
console.log('(3GPP TS 23.038, 6.2.1), and 1b 65 is the euro sign.');
console.log(`Seen, the last two letters: ${seen}; read again by the package: "${gsm7.decode(gsm7.encode(text))}"`);

if (seen !== '1b 65') {
  console.log('Changed: a letter outside the alphabet is written in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
