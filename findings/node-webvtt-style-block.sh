#!/usr/bin/env bash
# node-webvtt: a file with a STYLE block, or with three empty lines between cues, is refused; both are in the standard.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts node-webvtt@1.9.4 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import webvtt from 'node-webvtt';

function read(text) {
  try {
    return `${webvtt.parse(text).cues.length} cues`;
  } catch (error) {
    return `error: ${error.message}`;
  }
}
const first = '00:00:01.000 --> 00:00:02.000\nHei\n';
const second = '00:00:03.000 --> 00:00:04.000\nHa det\n';
const plain = read(`WEBVTT\n\n${first}\n${second}`);
const style = read(`WEBVTT\n\nSTYLE\n::cue { color: yellow }\n\n${first}\n${second}`);
const threeLines = read(`WEBVTT\n\n${first}\n\n\n${second}`);

const { version } = JSON.parse(readFileSync('node_modules/node-webvtt/package.json', 'utf8'));
console.log(`node-webvtt ${version}`);
console.log('Expected (WebVTT, 4.1 and 4.2: style blocks stand before the first cue; blocks are separated by one or more empty');
console.log(`lines): 2 cues each time; without either: ${plain}`);
console.log(`Seen, STYLE block:    ${style}`);
console.log(`Seen, 3 empty lines:  ${threeLines}`);

if (plain !== '2 cues' || !style.startsWith('error') || !threeLines.startsWith('error')) {
  console.log('Changed: one or both of the files are read now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
