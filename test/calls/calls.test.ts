import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { changeCentre } from '../../src/domain/centres/centres.ts';
import { listCallbacks } from '../../src/domain/staff/callbacks.ts';
import { recordingsOf } from '../../src/domain/calls/recordings.ts';
import { toWall } from '../../src/domain/base/time.ts';
import { cancelAndNotify } from '../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../src/service/engine/scene.ts';
import { assignmentDeed } from '../support/people/assignments.ts';
import { answersFor } from '../support/people/associations.ts';
import { broadcastDeed } from '../support/people/broadcasts.ts';
import { ring, type Caller } from '../support/provider/caller.ts';
import { openTestApp, PEOPLE, START, testClock, type TestApp } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';
import { ENGINES } from '../support/store.ts';

const FOLDER = join(ROOT, 'test', 'calls');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.txt'));

/**
 * Plays a call: `# ...` is a remark; `@ ...` something that happens ("@ Kari rings", "@ clock 2026-11-25T12:00", "@ staff 1",
 * "@ staff silent" (a voicemail), "@ staff away", "@ message 12", "@ callbacks", "@ hangs up", "@ texts Kari strikk 4836", "@ prefers Kari", "@ tidy", "@ picks up", "@ picks up Gro", "@ lets it ring"); `> 1` a key, `> "strikking"` words, `> "..." 0.3` words that were hard to hear, `> ...`
 * silence. "@ textless Kari" is a number that takes no texts, which the network says only when one is sent. What staff do with
 * assignments and broadcasts is said as in the transcripts of texts. What is heard (`<`) and what is texted (`Kari<`) is written in below each.
 */
async function play(app: TestApp, script: string): Promise<string> {
  const lines: string[] = [];
  let caller: Caller | undefined;
  let sids = 0;
  const on = (): Caller => caller ?? fail('nobody has rung');

  async function happen(line: string): Promise<string[]> {
    const [verb = '', ...words] = line.startsWith('@ ') ? line.slice(2).split(' ') : [];
    const shown =
      verb === 'callbacks'
        ? await callbacks(app)
        : ((await assignmentDeed(app, verb, words)) ?? (await broadcastDeed(app, verb, words)));
    if (shown === undefined) await otherwise(line);
    return shown ?? [];
  }

  async function otherwise(line: string): Promise<void> {
    const [, deed = ''] = /^@ (.*)$/.exec(line) ?? [];
    const [, name = ''] = /^(\w+) rings$/.exec(deed) ?? [];
    if (name !== '') {
      caller = await ring(app.service, PEOPLE[name] ?? (name === 'Hidden' ? '+266696687' : fail(name)), {
        sid: `CA${++sids}`,
      });
      return;
    }
    const [verb = '', word = ''] = deed.split(' ');
    if (verb === 'contact') return answersFor(app, deed.split(' ').slice(1));
    if (verb === 'clock') return app.clock.set(word);
    if (verb === 'staff') return on().staff(word === 'away' ? null : word === 'silent' ? '' : word);
    if (verb === 'message') return on().message(Number(word));
    if (verb === 'hangs') return on().hangUp();
    if (verb === 'tidy') return app.service.tidy();
    if (verb === 'prefers') return prefers(app, word);
    if (verb === 'textless') return void app.textless.set(PEOPLE[word] ?? fail(word), '21614');
    if (verb === 'picks') {
      const name = deed.split(' ')[2];
      const { id, sid, to } = app.rung.findLast((r) => name === undefined || nameOf(r.to) === name) ?? fail(deed);
      caller = await ring(app.service, to, { sid, outgoingId: id });
      return;
    }
    if (verb === 'lets') {
      const { id, sid } = app.rung.at(-1) ?? fail('no phone rings');
      return app.service.receiveOutgoingStatus({ id, sid, status: 'no-answer' });
    }
    if (verb === 'texts') {
      const [, from = '', body = ''] = /^(\w+) (.*)$/.exec(deed.slice('texts '.length)) ?? [];
      await app.text(PEOPLE[from] ?? fail(from), body);
      return;
    }
    if (verb === 'emergency-phone')
      return void (await app.store.write((tx) => changeCentre(tx, { id: 'arendal', emergencyPhone: word })));
    if (verb === 'cancel') {
      const title = deed.split(' ').slice(1, -1).join(' ');
      const { id } = await app.store.db
        .selectFrom('activity')
        .select('id')
        .where('title', '=', title)
        .executeTakeFirstOrThrow();
      const on = deed.split(' ').at(-1) ?? '';
      await writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId: id, on }));
      return;
    }
    const [, words, confidence] = /^> "(.*)"(?: ([\d.]+))?$/.exec(line) ?? [];
    if (words !== undefined) return on().say(words, confidence === undefined ? 0.9 : Number(confidence));
    if (line === '> ...') return on().silence();
    return on().keys(line.slice(2));
  }

  for (const line of script.split('\n')) {
    if (/^(< |\+?\w*< | {2}|= |\(\()/.test(line)) continue;
    lines.push(line);
    if (!/^[@>] /.test(line)) continue;
    if (caller !== undefined) caller.heard = [];
    const before = app.rung.length;
    let shown: string[] = [];
    const texts = await app.after(async () => {
      shown = await happen(line);
    });
    lines.push(...shown);
    lines.push(...app.rung.slice(before).map(({ to }) => `((${nameOf(to)}'s phone rings))`));
    lines.push(...(caller?.heard ?? []).map((sentence) => `< ${sentence}`));
    for (const { to, body } of texts) {
      lines.push(`${nameOf(to)}< ${body.replaceAll('\n', '\n  ')}`);
    }
  }
  return lines.join('\n');
}

/** The persons to ring, as staff see them. */
async function callbacks({ store: { db } }: TestApp): Promise<string[]> {
  const rows = await listCallbacks(db, 'arendal');
  return Promise.all(
    rows.map(async ({ id, number, reason, due_at }) => {
      const messages = await recordingsOf(db, [id]);
      const said = messages.map(({ seconds }) => `, message of ${seconds} s`).join('');
      return `= ${nameOf(number)}: ${reason}, by ${toWall(due_at)}${said}`;
    }),
  );
}

async function prefers(app: TestApp, name: string): Promise<void> {
  await app.store.db
    .updateTable('person')
    .set({ prefers: 'call' })
    .where('number', '=', PEOPLE[name] ?? '')
    .execute();
}

const nameOf = (number: string): string =>
  Object.entries(PEOPLE).find(([, theirs]) => theirs === number)?.[0] ?? number;

function fail(what: string): never {
  throw new Error(what);
}

let app: TestApp | undefined;
afterEach(() => app?.close());

describe.each(ENGINES)('calls on $engine', ({ engine, open }) => {
  const played = engine === 'sqlite' ? files : files.filter((f) => /\/(01|02|30|32)-/.test(f));
  test.each(played)(
    '%s',
    async (file) => {
      const script = readFileSync(join(FOLDER, file), 'utf8');
      app = await openTestApp({ store: await open(), clock: testClock(START) });
      await expect(await play(app, script)).toMatchFileSnapshot(join(FOLDER, file));
    },
    120_000,
  );
});
