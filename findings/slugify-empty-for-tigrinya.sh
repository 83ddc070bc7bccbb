#!/usr/bin/env bash
# slugify packages: two different Tigrinya names give the same slug, the empty one, with no error.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @sindresorhus/slugify@3.0.1 slugify@1.6.9 transliteration@2.6.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import sindre from '@sindresorhus/slugify';
import slugify from 'slugify';
import { slugify as other } from 'transliteration';

const names = ['ሓጎስ', 'ኣበባ'];
const shown = (make) => names.map((name) => JSON.stringify(make(name))).join(' and ');

console.log('@sindresorhus/slugify 3.0.1, slugify 1.6.9, transliteration 2.6.1');
console.log('Expected (README of each: a slug of a string, safe in an address): two slugs that tell the names apart, or an error');
console.log(`Seen, @sindresorhus/slugify: ${shown(sindre)}`);
console.log(`Seen, slugify:               ${shown(slugify)}`);
console.log(`Seen, transliteration:       ${shown(other)}`);

if (shown(sindre) !== '"" and ""' || shown(slugify) !== '"" and ""') {
  console.log('Changed: the names have slugs now, or are refused.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
