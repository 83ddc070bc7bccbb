#!/usr/bin/env bash
# Counters of SMS parts: where a pair meets the end of a part, some say one part too few.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts sms-length@0.2.2 sms-counter@1.0.0 gsm@0.1.4 sms-segments-calculator@1.3.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import gsm from 'gsm';
import smsCounter from 'sms-counter';
import smsLength from 'sms-length';
import calculator from 'sms-segments-calculator';

/** Letters of two units may not be cut: what does not fit in a part begins the next one (3GPP TS 23.040, 9.2.3.24.1). */
function parts(units, one, many) {
  if (units.reduce((sum, size) => sum + size, 0) <= one) return 1;
  let used = 0;
  let count = 1;
  for (const size of units) {
    if (used + size > many) [used, count] = [0, count + 1];
    used += size;
  }
  return count;
}
const euro = `${'a'.repeat(152)}€${'a'.repeat(152)}`;
const face = `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`;
const right = [
  parts([...euro].map((letter) => (letter === '€' ? 2 : 1)), 160, 153),
  parts([...face].map((letter) => letter.length), 70, 67),
];
const seen = {
  'sms-length 0.2.2': [smsLength.count(euro).messages, smsLength.count(face).messages],
  'sms-counter 1.0.0': [smsCounter.count(euro).messages, smsCounter.count(face).messages],
  'gsm 0.1.4': [gsm(euro).sms_count, gsm(face).sms_count],
  'sms-segments-calculator 1.3.0': [euro, face].map((text) => new calculator.SegmentedMessage(text).segmentsCount),
};

console.log('A euro sign (two septets) at the end of 153, and a letter of two UCS-2 units at the end of 67');
console.log(`Expected (3GPP TS 23.040, 9.2.3.24.1, and TS 23.038, 6.2.1): ${right.join(' and ')} parts`);
for (const [name, counts] of Object.entries(seen)) console.log(`Seen, ${name}: ${counts.join(' and ')}`);

if (Object.values(seen).join(' ') !== '2,2 2,2 3,2 3,3' || right.join() !== '3,3') {
  console.log('Changed: one of the counters gives another number now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
