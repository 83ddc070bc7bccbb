/**
 * Makes the fixture again with the current build: plays making.txt on an empty database, writes the results into that file, the
 * data on disk into line.db.gz, and the data at the network into network.json.
 * Run from the folder of package.json; the fixture's folder has to hold cast.json, making.txt and the files named there:
 * npx tsx test/support/line/make-kept.ts test/fixtures/kept/1
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { openLine } from './line.ts';
import { codesTo, play, type Cast } from './script.ts';

const HERE = process.argv[2] ?? '';
const FIRST = '2025-11-10T10:00';
const DEMO = '2026-11-16T08:00';

const { at, ...named } = JSON.parse(readFileSync(join(HERE, 'cast.json'), 'utf8')) as Omit<Cast, 'calls'> & {
  at: string;
};
const cast: Cast = { ...named, calls: {} };
const folder = mkdtempSync(join(tmpdir(), 'ringerunde-kept-'));
try {
  const file = join(folder, 'line.db');
  const line = await openLine({ file, at: FIRST, demo: DEMO });
  const script = readFileSync(join(HERE, 'making.txt'), 'utf8');
  const played = await play(line, cast, script);
  writeFileSync(join(HERE, 'making.txt'), played);
  for (const refused of played.match(/^= exit.*$/gm) ?? []) console.log(refused);
  if (line.now() > at) throw new Error(`the making ends at ${line.now()}, after ${at}`);
  await line.close();
  // A single file without erased data: vacuum drops the free pages.
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('vacuum');
  db.close();
  const zipped = gzipSync(readFileSync(file), { level: 9 });
  writeFileSync(join(HERE, 'line.db.gz'), zipped);
  const { messages, calls } = line.network;
  const open = messages.filter((m) => m.direction === 'outbound-api' && m.status === 'queued');
  const rung = calls.filter(({ status }) => status === 'queued' || status === 'in-progress');
  const offered = Object.entries(cast.people).map(([name, number]) => [name, codesTo(line, number)] as const);
  const codes = Object.fromEntries(offered.filter(([, theirs]) => theirs.length > 0));
  const network = { messages: open, calls: rung, held: cast.calls, codes };
  writeFileSync(join(HERE, 'network.json'), `${JSON.stringify(network, null, 2)}\n`);
  console.log(`line.db.gz: ${zipped.length} bytes; ${open.length} texts and ${rung.length} calls are under way`);
} finally {
  rmSync(folder, { recursive: true });
}
