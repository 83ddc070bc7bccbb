#!/usr/bin/env bash
# Intl (CLDR): the language codes kmr and prs become ku and fa-AF, so a list of languages comes back with other codes.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat > run.mjs <<'JS'
const codes = ['kmr', 'ckb', 'prs', 'ti', 'so'];
const after = codes.map((code) => new Intl.Locale(code).toString());
const names = ['kmr', 'ku', 'ckb'].map((code) => new Intl.DisplayNames('nb', { type: 'language' }).of(code));

console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
console.log('Expected (IANA language subtag registry: kmr is Northern Kurdish and prs is Dari, each with no preferred other');
console.log('code; ISO 639-3 counts ckb as a language beside kmr, and ku as the group of them): codes unchanged');
console.log(`Seen: ${codes.map((code, index) => `${code} becomes ${after[index]}`).join(', ')}`);
console.log(`Seen, names in bokmål: kmr ${names[0]}, ku ${names[1]}, ckb ${names[2]}`);

if (after.join() !== 'ku,ckb,fa-AF,ti,so' || names[0] !== names[1]) {
  console.log('Changed: the codes are kept now, or replaced by others.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
