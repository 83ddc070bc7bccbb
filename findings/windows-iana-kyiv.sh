#!/usr/bin/env bash
# windows-iana: Europe/Kyiv, the name of the zone since 2022, has no Windows name; the former spelling has.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts windows-iana@5.1.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { findIana, findWindows } from 'windows-iana';

const now = findWindows('Europe/Kyiv');
const before = findWindows('Europe/Kiev');
const back = findIana('FLE Standard Time');

const { version } = JSON.parse(readFileSync('node_modules/windows-iana/package.json', 'utf8'));
console.log(`windows-iana ${version}`);
console.log('Expected (tz database 2022b: Europe/Kyiv is the zone, Europe/Kiev a link to it): the same answer for both');
console.log(`Seen, Europe/Kyiv: ${now.join() || 'nothing'}`);
console.log(`Seen, Europe/Kiev: ${before.join() || 'nothing'}`);
console.log(`Seen, back again: FLE Standard Time is ${back.filter((zone) => /Ki|Ky/.test(zone)).join()}`);

if (now.length > 0 || before.join() !== 'FLE Standard Time') {
  console.log('Changed: the two spellings are treated in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
