#!/usr/bin/env bash
# SQLite FTS5: of the Norwegian letters å is taken for a, while ø and æ are kept, so "mal" finds "mål" but "fore" not "føre".
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @sqlite.org/sqlite-wasm@3.50.4-build1 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';

const sqlite3 = await sqlite3InitModule({ print: () => {}, printErr: () => {} });
const db = new sqlite3.oo1.DB(':memory:');
db.exec("create virtual table words using fts5(word); insert into words values ('mål'), ('føre'), ('lære')");
const finds = (query) =>
  db.selectValues('select word from words where words match ? order by rowid', [query]).join() || 'nothing';
const seen = ['mal', 'fore', 'laere', 'lare'].map((query) => `${query}: ${finds(query)}`);

console.log(`SQLite ${sqlite3.version.libVersion}, FTS5 with its own tokenizer (unicode61, remove_diacritics 1)`);
console.log('Expected (Norwegian alphabet: æ, ø and å are three letters, none of them a letter with a sign): all three alike');
console.log('(The documentation speaks of diacritics; in Unicode å is a with a ring, while ø and æ cannot be taken apart.)');
console.log(`Seen: ${seen.join('; ')}`);

if (seen.join('; ') !== 'mal: mål; fore: nothing; laere: nothing; lare: nothing') {
  console.log('Changed: the three letters are treated in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
