#!/usr/bin/env bash
# PGlite and pg: one query, two types. count(*) is a number in one and text in the other, and a date differs by the zone.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.16 pg@8.23.1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

const db = await PGlite.create();
const shown = (value) => (value instanceof Date ? value.toISOString() : `${typeof value} ${JSON.stringify(value)}`);

/** What PGlite answers, and what pg makes of the same octets of the wire format (its parser for that type). */
async function both(query) {
  const { rows, fields } = await db.query(query);
  const text = (await db.query(query.replace(/^select (.*?)( from .*)?$/, 'select ($1)::text as it$2'))).rows[0].it;
  return [shown(Object.values(rows[0])[0]), shown(pg.types.getTypeParser(fields[0].dataTypeID)(text))];
}
const count = await both('select count(*) from (values (1), (2)) as seats');
const day = await both("select date '2026-12-01'");
const hours = await both("select interval '1 day 2 hours'");
await db.close();

console.log('PGlite 0.5.16 and pg 8.23.1 on a machine in Europe/Oslo');
console.log('Expected (both speak for PostgreSQL; PGlite is used in tests of code that runs on pg): the same values');
for (const [name, [lite, real]] of Object.entries({ 'count(*)': count, date: day, interval: hours }))
  console.log(`Seen, ${name}: PGlite ${lite}, pg ${real}`);

const different = count.join() === 'number 2,string "2"' && day.join() === '2026-12-01T00:00:00.000Z,2026-11-30T23:00:00.000Z';
if (!different) {
  console.log('Changed: counts and dates are the same in both now, or differ in another way.');
  process.exit(1);
}
console.log('As described.');
JS
TZ=Europe/Oslo node run.mjs
