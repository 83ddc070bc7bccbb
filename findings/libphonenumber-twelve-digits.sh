#!/usr/bin/env bash
# libphonenumber: the Norwegian series of twelve digits (58, for alarms, watches and twin cards) does not exist for it.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts libphonenumber-js@1.13.16 google-libphonenumber@3.2.47 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import google from 'google-libphonenumber';
import { parsePhoneNumber } from 'libphonenumber-js/max';

const text = '+47580000000000';
const number = parsePhoneNumber(text);
const util = google.PhoneNumberUtil.getInstance();
const byGoogle = util.parse(text);

console.log('libphonenumber-js 1.13.16 (max) and google-libphonenumber 3.2.47');
console.log('Expected (Nkom, Norwegian numbering plan: series 58 has twelve digits, for machines and connected devices): possible');
console.log(`Seen, libphonenumber-js: possible ${number.isPossible()}, valid ${number.isValid()}`);
console.log(`Seen, google-libphonenumber: possible ${util.isPossibleNumber(byGoogle)}, valid ${util.isValidNumber(byGoogle)}`);

if (number.isPossible() || number.isValid() || util.isPossibleNumber(byGoogle) || util.isValidNumber(byGoogle)) {
  console.log('Changed: numbers of twelve digits are known now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
