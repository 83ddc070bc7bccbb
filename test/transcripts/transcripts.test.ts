import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { changeCentre } from '../../src/domain/centres/centres.ts';
import { cancelAndNotify, moveAndNotify } from '../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../src/service/engine/scene.ts';
import { assignmentDeed } from '../support/people/assignments.ts';
import { answersFor } from '../support/people/associations.ts';
import { broadcastDeed } from '../support/people/broadcasts.ts';
import { openTestApp, PEOPLE, START, testClock, type Heard, type TestApp } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';
import { ENGINES } from '../support/store.ts';

const FOLDER = join(ROOT, 'test', 'transcripts');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.txt'));

/**
 * Plays a transcript: `# ...` is a remark, `> ...` a text from Kari, `Ola> ...` from another person, `@ ...` another
 * event. The answers are written below each, and so the result equals the file.
 */
async function play(app: TestApp, script: string): Promise<string> {
  const lines: string[] = [];
  /** The last code that our text to a person asked for: `{code}` in what they write. */
  const codes = new Map<string, string>();
  for (const line of script.split('\n')) {
    if (/^(< |\+?\w+< | {2}|= )/.test(line)) continue;
    lines.push(line);
    const [, name = '', said = ''] = /^(\w*)> (.*)$/.exec(line) ?? [];
    const [, deed = ''] = /^@ (.*)$/.exec(line) ?? [];
    const sender = name === '' ? 'Kari' : name;
    if (deed !== '') lines.push(...(await happen(app, deed)));
    if (said === '') continue;
    const heard = await app.text(PEOPLE[sender] ?? '', said.replace('{code}', codes.get(sender) ?? ''));
    for (const { to, body } of heard) {
      const code = /(?:Svar|Reply) (\d{2,6})\b/.exec(body)?.[1];
      const name = Object.keys(PEOPLE).find((one) => PEOPLE[one] === to) ?? '';
      if (code !== undefined) codes.set(name, code);
    }
    lines.push(...heard.map((h) => told(h, sender)));
  }
  return lines.join('\n');
}

function told({ to, body }: Heard, sender: string): string {
  const name = Object.entries(PEOPLE).find(([, number]) => number === to)?.[0] ?? to;
  return `${name === sender ? '' : name}< ${body.replaceAll('\n', '\n  ')}`;
}

async function happen(app: TestApp, deed: string): Promise<string[]> {
  const [verb = '', ...words] = deed.split(' ');
  let shown: string[] | undefined;
  const heard = await app.after(async () => {
    shown = (await assignmentDeed(app, verb, words)) ?? (await broadcastDeed(app, verb, words));
  });
  // What was still due is heard before the other deed, and is not to be lost.
  const all = shown === undefined ? [...heard, ...(await otherDeed(app, verb, words))] : heard;
  return [...(shown ?? []), ...all.map((h) => told(h, 'Kari'))];
}

async function otherDeed(app: TestApp, verb: string, words: string[]): Promise<Heard[]> {
  const title = words.slice(0, -1).join(' ');
  const last = words.at(-1) ?? '';
  switch (verb) {
    case 'clock':
      return app.goTo(last);
    case 'tidy':
      return app.after(() => app.service.tidy());
    case 'emergency-phone':
      return app.after(() =>
        app.store.write((tx) => changeCentre(tx, { id: 'arendal', emergencyPhone: last === 'none' ? '' : last })),
      );
    case 'contact':
      return app.after(() => answersFor(app, words));
    case 'cancel':
      return app.after(async () => {
        const activityId = await idOf(app, title);
        return writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: last }));
      });
    case 'move': {
      const [occurrence = '', newStartsAt = ''] = last.split('->');
      return app.after(async () => {
        const activityId = await idOf(app, title);
        return writeTurn(app.service.app, (turn) => moveAndNotify(turn, { activityId, occurrence, newStartsAt }));
      });
    }
    default:
      throw new Error(`Nothing called "${verb}" happens in transcripts`);
  }
}

async function idOf(app: TestApp, title: string): Promise<string> {
  const row = await app.store.db
    .selectFrom('activity')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow();
  return row.id;
}

let app: TestApp | undefined;
afterEach(() => app?.close());

describe.each(ENGINES)('conversations on $engine', ({ engine, open }) => {
  // PostgreSQL in this process is slow; there the first lines of every kind will do.
  const played = engine === 'sqlite' ? files : files.filter((f) => /\/(01|02|03)-/.test(f));
  test.each(played)('%s', async (file) => {
    const script = readFileSync(join(FOLDER, file), 'utf8');
    app = await openTestApp({ store: await open(), clock: testClock(START) });
    await expect(await play(app, script)).toMatchFileSnapshot(join(FOLDER, file));
  });
});
