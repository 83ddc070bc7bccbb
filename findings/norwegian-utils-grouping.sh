#!/usr/bin/env bash
# norwegian-utils: mobile and 800 numbers are grouped the other way round from the Norwegian regulation.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts norwegian-utils@0.3.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createRequire } from 'node:module';

const { prettyFormatPhoneNumber } = createRequire(import.meta.url)('norwegian-utils/formatPhoneNumber');
const plain = (text) => prettyFormatPhoneNumber(text).replaceAll('\u00a0', ' ');
const mobile = plain('91234567');
const free = plain('80012345');

console.log('norwegian-utils 0.3.1');
console.log('Expected (numbering regulation, FOR-2004-02-16-426, section 16, since 22 May 2019; Språkrådet, rules for writing):');
console.log('  eight digits two and two, also mobiles: 91 23 45 67; the series that begin with 8: 800 12 345');
console.log(`Seen: ${mobile} and ${free}`);

if (mobile !== '912 34 567' || free !== '80 01 23 45') {
  console.log('Changed: the numbers are grouped in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
