#!/usr/bin/env bash
# jsonld: a price of 50.5 typed as xsd:decimal becomes "5.05E1"^^xsd:decimal, which is no decimal. The standard says so.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts jsonld@9.0.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import jsonld from 'jsonld';
import { readFileSync } from 'node:fs';

const offer = (price) => ({
  '@context': { '@vocab': 'https://schema.org/', price: { '@type': 'http://www.w3.org/2001/XMLSchema#decimal' } },
  '@id': 'https://example.org/offer',
  price,
});
const literal = async (price) => (await jsonld.toRDF(offer(price)))[0].object;
const seen = await literal(50.5);
const text = await literal('50.5');
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

const { version } = JSON.parse(readFileSync('node_modules/jsonld/package.json', 'utf8'));
console.log(`jsonld ${version}, {"price": 50.5} with the type xsd:decimal in the context`);
console.log('Expected (XML Schema 1.1 part 2, 3.3.3: a decimal has no exponent): "50.5"^^xsd:decimal.');
console.log('(JSON-LD 1.1 API, 8.2.2, prescribes the form of xsd:double for every number with a fraction, whatever its type.)');
console.log(`Seen: "${seen.value}"^^xsd:${seen.datatype.value.split('#')[1]}, a decimal: ${decimal.test(seen.value)}`);
console.log(`Seen, with the price as text in the JSON: "${text.value}", a decimal: ${decimal.test(text.value)}`);

if (seen.value !== '5.05E1' || !seen.datatype.value.endsWith('#decimal')) {
  console.log('Changed: the number is written in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
