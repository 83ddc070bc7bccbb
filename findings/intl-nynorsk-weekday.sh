#!/usr/bin/env bash
# Intl (CLDR) in nynorsk: the short weekday is "tys" alone and "ty." beside a date, two abbreviations for one day.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat > run.mjs <<'JS'
const tuesday = new Date('2026-11-24T12:00:00Z');
const write = (locale, parts) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Oslo', weekday: 'short', ...parts }).format(tuesday);
const alone = write('nn', {});
const dated = write('nn', { day: 'numeric', month: 'short' });
const bokmål = [write('nb', {}), write('nb', { day: 'numeric', month: 'short' })];

console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
console.log('Expected (ECMA-402: weekday "short" is one style, as in bokmål): one abbreviation in both');
console.log(`Seen, bokmål:  ${bokmål.join('   ')}`);
console.log(`Seen, nynorsk: ${alone}   ${dated}`);

if (alone !== 'tys' || !dated.startsWith('ty. ') || !bokmål.every((text) => text.startsWith('tir.'))) {
  console.log('Changed: the abbreviations are others now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
