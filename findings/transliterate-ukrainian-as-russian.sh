#!/usr/bin/env bash
# Transliteration: two packages write Ukrainian names with letters of other rules than those of Ukrainian passports.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @sindresorhus/transliterate@2.3.1 transliteration@2.6.1 cyrillic-to-translit-js@3.2.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import sindre from '@sindresorhus/transliterate';
import Cyrillic from 'cyrillic-to-translit-js';
import { transliterate } from 'transliteration';

const names = ['Гнатюк', 'Сергій', 'Климчук'];
const official = 'Hnatiuk Serhii Klymchuk';
const uk = new Cyrillic({ preset: 'uk' });
const bySindre = names.map((name) => sindre(name, { locale: 'uk' })).join(' ');
const byOther = names.map((name) => transliterate(name)).join(' ');

console.log('@sindresorhus/transliterate 2.3.1 with locale "uk" (its README lists Ukrainian), transliteration 2.6.1');
console.log(`Expected (resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010: г is h, и is y): ${official}`);
console.log(`Seen, @sindresorhus/transliterate: ${bySindre}`);
console.log(`Seen, transliteration:             ${byOther}`);
console.log(`Seen, cyrillic-to-translit-js 3.2.1 with preset "uk": ${names.map((name) => uk.transform(name)).join(' ')}`);

if (bySindre !== 'Gnatyuk Sergiy Klimchuk' || byOther !== 'Gnatyuk Sergiy Klimchuk') {
  console.log('Changed: the names are written in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
