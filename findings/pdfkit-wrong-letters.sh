#!/usr/bin/env bash
# PDFKit: what the built-in fonts lack is printed as other letters, with no error: a minus sign becomes a quotation mark.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2 pdf-lib@1.17.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import PDFKit from 'pdfkit';

/** The octets of the letters on the page, which the font reads as Windows-1252. */
function printed(text) {
  return new Promise((done) => {
    const file = new PDFKit({ compress: false });
    const chunks = [];
    file.on('data', (chunk) => chunks.push(chunk));
    file.on('end', () => {
      const [letters] = Buffer.concat(chunks).toString('latin1').match(/\[(<[0-9a-f]+>[^\]]*)\] TJ/);
      done(Buffer.from([...letters.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => hex).join(''), 'hex'));
    });
    file.text(text);
    file.end();
  });
}
const asText = (octets) => JSON.stringify(new TextDecoder('windows-1252').decode(octets));
const minus = asText(await printed('\u22125'));
const name = asText(await printed('Łódź'));

const font = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
let byPdfLib = 'no error';
try {
  font.encodeText('Łódź');
} catch (error) {
  byPdfLib = error.message;
}

const { version } = JSON.parse(readFileSync('node_modules/pdfkit/package.json', 'utf8'));
console.log(`pdfkit ${version} with its default font, which has the letters of Windows-1252`);
console.log('Expected: an error, or a sign that a letter is missing, as for "−5" (U+2212) and the Polish "Łódź"');
console.log(`Seen: "−5" is printed as ${minus}, "Łódź" as ${name}`);
console.log(`Seen, pdf-lib 1.17.1 with the same font: ${byPdfLib}`);

if (!minus.startsWith('"\\"') || !/6/.test(name)) {
  console.log('Changed: letters that the font lacks are treated in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
