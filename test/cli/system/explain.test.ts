import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everyRow } from '../../support/checks/tables.ts';
import { openStore } from '../../../src/db/open.ts';
import { openArendal, openContext } from '../../support/cli.ts';

test('a text is explained without a database, and none is made', async () => {
  const context = openContext();
  const said = await context.run('explain', 'noe å finne på i Grimstad på torsdag', '--json');
  expect(said.json()).toMatchObject({
    intent: 'find_activities',
    slots: { place: 'Grimstad', when: '2026-11-26' },
    language: 'nb',
  });
  expect(Object.keys(said.json<object>())).toEqual([
    'intent',
    'slots',
    'language',
    'confidence',
    'keyword',
    'ask',
    'alternatives',
  ]);
  expect(said.json()).toMatchObject({ keyword: null });
  expect(existsSync(context.file)).toBe(false);
});

test.each([
  ['ABONNER TUR 4836', { intent: 'subscribe', keyword: 'subscribe', slots: { place: '4836', activity: 'tur' } }],
  ['AVSLUTT ABONNEMENT', { intent: 'unsubscribe', keyword: 'unsubscribe' }],
  ['feil nummer', { intent: 'wrong_number', keyword: 'wrong_number' }],
  ['RING', { intent: 'talk_to_human', keyword: 'ring' }],
  ['MINE DATA', { intent: 'my_data', keyword: 'my_data' }],
  ['RETT NAVN Kari Nordmann', { intent: 'my_data', keyword: 'correct' }],
  ['ANGRE', { keyword: 'undo' }],
  ['123 JA', { intent: 'offer_yes', keyword: 'offer_code', slots: { choice: 123 } }],
  ['STOPP\n\nMvh Jim Smith', { intent: 'stop', keyword: 'stop' }],
])('the reserved word of %j is shown beside what it means', async (text, expected) => {
  const context = openContext();
  expect((await context.run('explain', text, '--json')).json()).toMatchObject(expected);
});

test('the reserved word stands in the table, too', async () => {
  const { stdout } = await openContext().run('explain', 'ABONNER TUR 4836');
  expect(stdout).toMatch(/intent +subscribe/);
  expect(stdout).toMatch(/keyword +subscribe/);
});

test('the context of a line counts; one that nobody knows counts as none', async () => {
  const context = openContext();
  const file = join(context.folder, 'lines.jsonl');
  const lines = [
    { id: 'a', text: 'ja', context: 'pending offer' },
    { id: 'b', text: 'ja', context: 'something else' },
    { id: 7, text: '2', context: 'browsing list of 3', context_detail: { list: ['Strikkekafé', 'Turgruppe', 'Quiz'] } },
    { text: 'STOPP' },
  ];
  writeFileSync(file, `\ufeff${lines.map((l) => JSON.stringify(l)).join('\r\n')}\n\n`);
  const { code, stdout } = await context.run('explain', '--jsonl', file, '--json');
  expect(code).toBe(0);
  const read = stdout
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as { id?: unknown; intent: string; slots: object });
  expect(read).toHaveLength(4);
  expect(read[0]).toMatchObject({ id: 'a', intent: 'offer_yes' });
  expect(read[1]?.id).toBe('b');
  expect(read[2]).toMatchObject({ id: 7, intent: 'pick', slots: { choice: 2 } });
  expect(read[3]).toMatchObject({ intent: 'stop' });
});

test('a line that cannot be read has its place in the answer', async () => {
  const context = openContext();
  const { code, stdout } = await context.feed('{"text":"hei"}\nno json\n{"word":1}\n', 'explain', '--jsonl', '-');
  expect(code).toBe(1);
  const read = stdout
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as object);
  expect(read).toMatchObject([{ intent: 'greeting' }, { line: 2, error: 'This line is no JSON.' }, { line: 3 }]);
});

test('thousands of lines take a moment', async () => {
  const context = openContext();
  const lines = Array.from({ length: 5000 }, (_, n) =>
    JSON.stringify({ id: n, text: `noe i Arendal på torsdag ${n}` }),
  );
  const begun = process.cpuUsage();
  const { stdout } = await context.feed(lines.join('\n'), 'explain', '--jsonl', '-');
  expect(stdout.trim().split('\n')).toHaveLength(5000);
  // Our own time: other work on the machine does not count.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(15_000);
});

test('--from reads it as an answer to what that person was asked, and leaves every row as it was', async () => {
  const context = await openArendal();
  await context.feed('Hisøy\n', 'phone', '+4790000001');
  const rows = async () => {
    const store = await openStore(context.env['DATABASE_URL'] ?? '');
    try {
      return await everyRow(store);
    } finally {
      await store.close();
    }
  };
  const before = await rows();
  const known = await context.run('explain', 'ring meg', '--from', '+4790000001', '--json');
  expect(known.json()).toMatchObject({ intent: 'talk_to_human' });
  const stranger = await context.run('explain', 'hei', '--from', '+4790000007', '--json');
  expect(stranger.json()).toMatchObject({ intent: 'greeting' });
  expect(await rows()).toEqual(before);
});

test('--from finds the centre that this person wrote to last, where there are several', async () => {
  const context = await openArendal();
  await context.run('centre', 'add', '--name', 'Kvinesdal', '--number', '+4759440001');
  await context.feed('Hisøy\n', 'phone', '+4790000001');
  expect(await context.run('explain', 'ring meg', '--from', '+4790000001', '--json')).toMatchObject({ code: 0 });
  const stranger = await context.run('explain', 'ring meg', '--from', '+4790000007', '--json');
  expect(stranger.json()).toMatchObject({ error: expect.stringMatching(/several centres.*--centre/) as string });
});

test.each([
  ['jeg har fått bil nå, og kan kjøre', 'profile'],
  ["I don't have a car anymore", 'profile'],
  ['eg kan ikkje bere tungt lenger', 'profile'],
  ['vi trenger frivillige til basaren på lørdag', 'need_volunteers'],
  ['we need volunteers for the market', 'need_volunteers'],
  ['vi treng hjelparar til dugnaden', 'need_volunteers'],
])('%j is %s', async (text, intent) => {
  expect((await openContext().run('explain', text, '--json')).json()).toMatchObject({ intent, ask: false });
});

test('it says whether the line asks back, and what else a text may mean', async () => {
  const context = await openArendal();
  const from = (text: string) => context.run('explain', text, '--from', '+4790000009', '--json');
  expect((await from('blåbær kanskje')).json()).toMatchObject({ intent: 'unclear', ask: true });
  expect((await from('noe på lørdag')).json()).toMatchObject({ intent: 'find_activities', ask: true });
  await context.run('activities', 'add', '--title', 'Bingo', '--starts', '2026-12-03T18:00', '--postcode', '4836');
  expect((await from('meld meg på bingo')).json()).toMatchObject({ intent: 'sign_up', ask: false });
  const left = (await from('kan ikke hjelpe til mer, vil bli strøket fra listen')).json();
  expect(left).toMatchObject({ intent: 'leave', alternatives: [{ intent: 'ask_for_help' }] });
});
