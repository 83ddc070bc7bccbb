#!/usr/bin/env bash
# smpp: a text goes out as octets of the GSM alphabet under the label of ASCII, so "å" is a control character there.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts smpp@0.5.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import smpp from 'smpp';

const octets = new smpp.PDU('submit_sm', { short_message: 'blåbær' }).toBuffer();
const text = octets.subarray(-6).toString('hex');
const { data_coding: label } = smpp.PDU.fromBuffer(octets);

const { version } = JSON.parse(readFileSync('node_modules/smpp/package.json', 'utf8'));
console.log(`smpp ${version}, the text "blåbær" with nothing else set`);
console.log('Expected (SMPP 3.4, 5.2.19): octets of the GSM alphabet (3GPP TS 23.038: å is 0f, æ is 1d) have data_coding 0, the');
console.log('default alphabet of the centre; data_coding 1 is IA5 (ASCII), in which 0f and 1d are control characters.');
console.log(`Seen: octets ${text}, data_coding ${label}`);

if (text !== '626c0f621d72' || label !== 1) {
  console.log('Changed: the label or the octets are others now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
