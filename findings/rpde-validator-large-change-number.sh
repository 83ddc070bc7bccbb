#!/usr/bin/env bash
# OpenActive RPDE validator: change numbers above 2^53 that rise by one "do not increase", since they are compared as doubles.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @openactive/rpde-validator@3.0.3571 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { RpdeValidator } = createRequire(import.meta.url)('@openactive/rpde-validator');

/** Two pages of one item each, then the last page. The numbers go out as digits, never as a JavaScript number. */
async function complaints(first) {
  const base = () => `http://localhost:${server.address().port}/feed`;
  const item = (change) =>
    `{"state":"updated","kind":"Event","id":"${change}","modified":${change},"data":{"@context":"https://openactive.io/"}}`;
  const server = createServer((request, response) => {
    const after = BigInt(new URL(request.url, 'http://localhost').searchParams.get('afterChangeNumber') ?? first - 1n);
    const more = after < first + 1n;
    const next = `${base()}?afterChangeNumber=${more ? after + 1n : after}`;
    response.setHeader('content-type', 'application/json');
    response.setHeader('cache-control', `public, max-age=${more ? 3600 : 8}`);
    response.end(`{"items":[${more ? item(after + 1n) : ''}],"next":"${next}","license":"https://example.org/"}`);
  });
  await new Promise((listening) => server.listen(0, 'localhost', listening));
  const log = await RpdeValidator(base(), { pageLimit: 3, logCallback: () => {} });
  server.closeAllConnections();
  server.close();
  return log.pages.flatMap(({ errors }) => errors).filter(({ message }) => message.includes('always increase')).length;
}
const small = await complaints(1000n);
const large = await complaints(9007199254740992n);

console.log('@openactive/rpde-validator 3.0.3571; the same feed twice, change numbers from 1000 and from 9007199254740992');
console.log('Expected (RPDE 1.0, incrementing unique change number: a 64-bit counter of the database will do; OpenActive has a');
console.log('page of its own on large integers in JavaScript): no complaint about the order in either');
console.log(`Seen: ${small} and ${large}`);

if (small !== 0 || large === 0) {
  console.log('Changed: the two feeds are judged in another way now.');
  process.exit(1);
}
console.log('As described.');
process.exit(0);
JS
node run.mjs
