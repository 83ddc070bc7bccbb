#!/usr/bin/env bash
# Papa Parse: in a short file of two columns the semicolon is not found, unless the last line lacks its end of line.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import Papa from 'papaparse';
import { readFileSync } from 'node:fs';

const fields = (file, options = {}) => Papa.parse(file, { header: true, ...options }).meta.fields.join(' | ');
const file = 'navn;telefon\nKari;91234567\nOla;91234568\n';
const seen = fields(file);
const skipping = fields(file, { skipEmptyLines: true });
const cut = fields(file.trimEnd());

const { version } = JSON.parse(readFileSync('node_modules/papaparse/package.json', 'utf8'));
console.log(`papaparse ${version}, ${JSON.stringify(file)}`);
console.log('Expected (documentation of "delimiter": left blank, it is guessed; RFC 4180, 2: the last line may end in a line');
console.log('break): navn | telefon');
console.log(`Seen: ${seen}`);
console.log(`Seen, with skipEmptyLines: ${skipping}`);
console.log(`Seen, without the last end of line: ${cut}`);

if (seen !== 'navn;telefon' || cut !== 'navn | telefon') {
  console.log('Changed: the semicolon is found now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
