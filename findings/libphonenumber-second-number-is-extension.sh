#!/usr/bin/env bash
# libphonenumber: of two Norwegian numbers with a comma or semicolon between, the second becomes the extension of the first.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts libphonenumber-js@1.13.16 google-libphonenumber@3.2.47 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import google from 'google-libphonenumber';
import { findPhoneNumbersInText, parsePhoneNumber } from 'libphonenumber-js/max';

const util = google.PhoneNumberUtil.getInstance();
const found = (text) =>
  findPhoneNumbersInText(text, 'NO')
    .map(({ number }) => number.number + (number.ext ? ` extension ${number.ext}` : ''))
    .join(' and ');
const comma = '91234567, 37012345';
const parsed = parsePhoneNumber(comma, 'NO');
const byGoogle = util.parse(comma, 'NO');

console.log('libphonenumber-js 1.13.16 and google-libphonenumber 3.2.47');
console.log('Expected (README, findPhoneNumbersInText: "phone numbers in text"): both numbers, +4791234567 and +4737012345.');
console.log('(A Norwegian number has eight digits, so the whole of the second one fits in an extension.)');
console.log(`Seen, "${comma}":     ${found(comma)}`);
console.log(`Seen, "91234567; 37012345":     ${found('91234567; 37012345')}`);
console.log(`Seen, "91234567 / 37012345":    ${found('91234567 / 37012345')}`);
console.log(`Seen, parsed: ${parsed.number} extension ${parsed.ext}, valid: ${parsed.isValid()}`);
console.log(`Seen, parsed by Google's own: extension ${byGoogle.getExtension()}, valid: ${util.isValidNumber(byGoogle)}`);

const lost = found(comma) === '+4791234567 extension 37012345' && parsed.isValid() && parsed.ext === '37012345';
if (!lost || byGoogle.getExtension() !== '37012345') {
  console.log('Changed: the second number is no longer read as an extension.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
