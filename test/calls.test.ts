import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ring, type Caller } from './support/caller.ts';
import { openTestHouse, PEOPLE, START, testClock, type TestHouse } from './support/house.ts';
import { ROOT } from './support/languages.ts';
import { ENGINES } from './support/store.ts';

const FOLDER = join(ROOT, 'test', 'calls');
const files = readdirSync(FOLDER).filter((f) => f.endsWith('.txt'));

/**
 * Plays a call: `# ...` is a remark; `@ ...` something that happens ("@ Kari rings", "@ clock 2026-11-25T12:00", "@ staff 1",
 * "@ message 12", "@ hangs up"); `> 1` a key, `> "strikking"` words, `> "..." 0.3` words that were hard to hear, `> ...`
 * silence. What is heard (`<`) and what is texted (`Kari<`) is written in below each.
 */
async function play(house: TestHouse, script: string): Promise<string> {
  const lines: string[] = [];
  let caller: Caller | undefined;
  let sids = 0;
  const on = (): Caller => caller ?? fail('nobody has rung');

  async function happen(line: string): Promise<void> {
    const [, deed = ''] = /^@ (.*)$/.exec(line) ?? [];
    const [, name = ''] = /^(\w+) rings$/.exec(deed) ?? [];
    if (name !== '') {
      caller = await ring(house.service, PEOPLE[name] ?? (name === 'Hidden' ? '+266696687' : fail(name)), {
        sid: `CA${++sids}`,
      });
      return;
    }
    const [verb = '', word = ''] = deed.split(' ');
    if (verb === 'clock') return house.clock.set(word);
    if (verb === 'staff') return on().staff(word === 'silent' ? null : word);
    if (verb === 'message') return on().message(Number(word));
    if (verb === 'hangs') return on().hangUp();
    if (verb === 'prefers') return prefers(house, word);
    if (verb === 'answers') {
      const row = await house.store.db
        .selectFrom('outgoing_call')
        .selectAll()
        .where('state', '=', 'placed')
        .executeTakeFirstOrThrow();
      caller = await ring(house.service, row.number, { sid: row.sid ?? '', outgoingId: row.id });
      return;
    }
    const [, words, confidence] = /^> "(.*)"(?: ([\d.]+))?$/.exec(line) ?? [];
    if (words !== undefined) return on().say(words, confidence === undefined ? 0.9 : Number(confidence));
    if (line === '> ...') return on().silence();
    return on().keys(line.slice(2));
  }

  for (const line of script.split('\n')) {
    if (/^(< |\w*< | {2})/.test(line)) continue;
    lines.push(line);
    if (!/^[@>] /.test(line)) continue;
    if (caller !== undefined) caller.heard = [];
    const texts = await house.after(() => happen(line));
    lines.push(...(caller?.heard ?? []).map((sentence) => `< ${sentence}`));
    for (const { to, body } of texts) {
      const name = Object.entries(PEOPLE).find(([, number]) => number === to)?.[0] ?? to;
      lines.push(`${name}< ${body.replaceAll('\n', '\n  ')}`);
    }
  }
  return lines.join('\n');
}

async function prefers(house: TestHouse, name: string): Promise<void> {
  await house.store.db
    .updateTable('person')
    .set({ prefers: 'call' })
    .where('number', '=', PEOPLE[name] ?? '')
    .execute();
}

function fail(what: string): never {
  throw new Error(what);
}

let house: TestHouse | undefined;
afterEach(() => house?.close());

describe.each(ENGINES)('calls on $engine', ({ engine, open }) => {
  const played = engine === 'sqlite' ? files : files.filter((f) => /^(01|02)/.test(f));
  test.each(played)('%s', async (file) => {
    const script = readFileSync(join(FOLDER, file), 'utf8');
    house = await openTestHouse({ store: await open(), clock: testClock(START) });
    await expect(await play(house, script)).toMatchFileSnapshot(join(FOLDER, file));
  });
});
