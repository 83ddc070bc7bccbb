#!/usr/bin/env bash
# vcard4: a note with a semicolon is a list of two texts when read; without one it is a text.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts vcard4@4.0.5 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'vcard4';

const note = (text) =>
  parse(`BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kari Nordmann\r\nNOTE:${text}\r\nEND:VCARD\r\n`).getProperty('NOTE')[0].value;
const plain = note('Har bil. Helst tirsdag.');
const semicolon = note('Har bil; helst tirsdag.');

const { version } = JSON.parse(readFileSync('node_modules/vcard4/package.json', 'utf8'));
console.log(`vcard4 ${version}`);
console.log('Expected (RFC 6350, 3.4 and 6.7.2: NOTE is one text, and a semicolon in it need not be escaped): one text');
console.log(`Seen: ${JSON.stringify(plain)}`);
console.log(`Seen: ${JSON.stringify(semicolon)}`);

if (typeof plain !== 'string' || JSON.stringify(semicolon) !== '["Har bil"," helst tirsdag."]') {
  console.log('Changed: a note with a semicolon is read in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
