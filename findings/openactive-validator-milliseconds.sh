#!/usr/bin/env bash
# OpenActive data model validator: a time with milliseconds is "not ISO 8601", so what toISOString() writes fails.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @openactive/data-model-validator@3.0.3 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createRequire } from 'node:module';

const { validate } = createRequire(import.meta.url)('@openactive/data-model-validator');
async function failures(startDate) {
  const event = { '@context': 'https://openactive.io/', '@type': 'Event', name: 'Kafe', startDate };
  const errors = await validate(event, { loadRemoteJson: false });
  return errors
    .filter(({ path, severity }) => path === '$.startDate' && severity === 'failure')
    .map(({ type }) => type)
    .join(' and ');
}
const instant = new Date('2026-12-01T09:00:00Z');
const seen = await failures(instant.toISOString());
const cut = await failures('2026-12-01T09:00:00Z');

console.log('@openactive/data-model-validator 3.0.3');
console.log(`Expected (ISO 8601-1, 5.3.1.4, and RFC 3339, 5.6: a fraction of the second is allowed): ${instant.toISOString()} passes`);
console.log(`Seen: ${seen || 'passes'}; the same instant without the fraction: ${cut || 'passes'}`);

if (seen !== 'invalid_type and invalid_format' || cut !== '') {
  console.log('Changed: times with and without milliseconds are judged in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
