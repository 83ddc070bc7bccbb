#!/usr/bin/env bash
# Intl (CLDR) in Tigrinya, Amharic and Somali: day and month stand in one order in words and in the other in figures.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat > run.mjs <<'JS'
const order = (locale, style) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...style })
    .formatToParts(new Date('2026-11-24T12:00:00Z'))
    .filter(({ type }) => type === 'day' || type === 'month')
    .map(({ type }) => type)
    .join('-');
const rows = ['ti', 'am', 'so', 'nb'].map((locale) => ({
  locale,
  words: order(locale, { day: 'numeric', month: 'long' }),
  figures: order(locale, { dateStyle: 'short' }),
}));

console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
console.log('Expected (UTS 35, part 4: both are formats of one calendar in one locale): one order, as in Norwegian');
for (const { locale, words, figures } of rows)
  console.log(`Seen, ${locale}: ${words} in words ("long" month), ${figures} in figures (dateStyle "short")`);

const seen = rows.slice(0, 3).map(({ words, figures }) => `${words} ${figures}`);
if (seen.join() !== 'day-month month-day,month-day day-month,month-day day-month') {
  console.log('Changed: one of the languages has one order now, or another pair.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
