#!/usr/bin/env bash
# Kysely: with ParseJSONResultsPlugin a text column whose content begins as JSON comes back as a list or an object.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts kysely@0.28.18 sql.js@1.13.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { Kysely, ParseJSONResultsPlugin, SqliteDialect } from 'kysely';
import initSqlJs from 'sql.js';

/** sql.js behind the few methods of better-sqlite3 that the dialect of Kysely calls. */
const SQL = await initSqlJs();
const file = new SQL.Database();
const database = {
  close: () => file.close(),
  prepare: (text) => ({
    reader: /^select/i.test(text),
    all: (parameters) => {
      const statement = file.prepare(text);
      statement.bind(parameters);
      const rows = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.free();
      return rows;
    },
    run: (parameters) => (file.run(text, parameters), { changes: 1n, lastInsertRowid: 1n }),
  }),
};
const db = new Kysely({ dialect: new SqliteDialect({ database }), plugins: [new ParseJSONResultsPlugin()] });
await db.schema.createTable('messages').addColumn('body', 'text').execute();

const texts = ['Ja', '[1]', '{}', '[ok]'];
await db.insertInto('messages').values(texts.map((body) => ({ body }))).execute();
const bodies = (await db.selectFrom('messages').select('body').execute()).map(({ body }) => body);

console.log('kysely 0.28.18, a column of type text that holds what people wrote');
console.log('Expected (documentation: it is for columns that hold JSON; nothing is said of plain text): text columns stay text');
for (const [index, body] of bodies.entries())
  console.log(`Seen: "${texts[index]}" comes back as ${Array.isArray(body) ? 'a list' : typeof body}`);

if (bodies.map((body) => typeof body).join() !== 'string,object,object,string') {
  console.log('Changed: what is a text stays a text now, or another one does not.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
