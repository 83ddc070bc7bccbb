#!/usr/bin/env bash
# franc: most plain bokmål sentences are called nynorsk, though it has both; the nynorsk ones are recognised.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts franc@6.2.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { franc } from 'franc';

const bokmål = [
  'Hei, jeg lurer på om noen kan kjøre meg til legen på torsdag klokka ti. Jeg bor i sentrum og går med rullator.',
  'Frivilligsentralen holder åpent hus hver onsdag. Alle er velkomne til å komme og drikke kaffe sammen med oss.',
  'Jeg vil gjerne hjelpe til med leksehjelp for barn, men jeg kan bare på mandager etter skolen.',
  'Det er ikke mulig for meg å komme i dag, men jeg kommer gjerne neste uke.',
  'Hvem kan jeg snakke med om å bli besøksvenn? Jeg har god tid og liker å gå tur.',
  'Vi trenger flere som kan kjøre mat til eldre hjemme. Ta kontakt med oss hvis du har bil.',
  'Kunne dere hjelpe meg med å bære ut noen møbler? Jeg klarer det ikke alene.',
  'Jeg har glemt når turen begynner. Kan du si meg hvor vi skal møtes?',
];
const nynorsk = [
  'Hei, eg lurer på om nokon kan køyre meg til legen på torsdag klokka ti. Eg bur i sentrum og går med rullator.',
  'Frivilligsentralen held ope hus kvar onsdag. Alle er velkomne til å kome og drikke kaffi saman med oss.',
  'Det er ikkje mogleg for meg å kome i dag, men eg kjem gjerne neste veke.',
];
const only = { only: ['nob', 'nno'] };
const asNynorsk = bokmål.filter((text) => franc(text, only) === 'nno').length;
const right = nynorsk.filter((text) => franc(text, only) === 'nno').length;

console.log('franc 6.2.0, asked to choose between bokmål (nob) and nynorsk (nno) alone');
console.log('Expected (its README lists both): bokmål with "jeg", "ikke", "noen", "hvem" is nob, though short texts are hard');
const lengths = bokmål.map(({ length }) => length);
const range = `${Math.min(...lengths)} to ${Math.max(...lengths)}`;
console.log(`Seen: ${asNynorsk} of ${bokmål.length} bokmål texts of ${range} letters are called nynorsk`);
console.log(`Seen: ${right} of ${nynorsk.length} nynorsk texts are called nynorsk`);

if (asNynorsk <= bokmål.length / 2) {
  console.log('Changed: most of these bokmål texts are recognised now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
