import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSentences } from '../../../src/channels/words.ts';
import { openArendal, type Desk, type Ran } from '../../support/cli.ts';
import { LANGUAGES, LOCALES } from '../../support/languages.ts';

interface Taken {
  changes: { key: string; after: string }[];
  rejected: { key: string; why: string }[];
}

const take = async (desk: Desk, rows: readonly string[], ...more: string[]): Promise<Ran & { taken: Taken }> => {
  const path = join(desk.folder, 'ark.csv');
  writeFileSync(path, `key,norwegian,translation,note\n${rows.join('\n')}\n`);
  const ran = await desk.run('locale', 'take', 'uk', path, '--json', ...more);
  return { ...ran, taken: ran.json<Taken>() };
};

test.each(LANGUAGES)(
  'the sheet of %s, taken back as it is, changes nothing and is refused nowhere',
  async (language) => {
    const desk = await openArendal();
    const sheet = await desk.run('locale', 'sheet', language);
    expect(sheet.code).toBe(0);
    expect(sheet.stdout).toContain('\uFEFFkey,norwegian,translation,note\r\n');
    expect(sheet.stdout).toContain('report.total');
    writeFileSync(join(desk.folder, 'ark.csv'), sheet.stdout);
    const ran = await desk.run('locale', 'take', language, join(desk.folder, 'ark.csv'), '--json');
    expect(ran.json<Taken>()).toMatchObject({ changes: [], rejected: [] });
  },
);

test('a correction is shown first, then kept beside the package and said', async () => {
  const desk = await openArendal();
  const rows = ['find.noMore,,Більше нічого немає.,', 'find.which,,Який саме?,'];
  const tried = await take(desk, rows, '--dry-run');
  expect(tried.taken.changes).toEqual([expect.objectContaining({ key: 'find.noMore', after: 'Більше нічого немає.' })]);
  const kept = join(desk.folder, 'sentences', 'uk.json');
  expect(() => readFileSync(kept)).toThrow();
  expect((await take(desk, rows)).code).toBe(0);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({ 'find.noMore': 'Більше нічого немає.' });
  expect(loadSentences(LOCALES, join(desk.folder, 'sentences')).t('find.noMore', { lng: 'uk' })).toBe(
    'Більше нічого немає.',
  );
  expect((await desk.run('locale', 'sheet', 'uk')).stdout).toContain('Більше нічого немає.');
  // The same again changes nothing; back as in the package is no correction.
  expect((await take(desk, rows)).taken.changes).toEqual([]);
  expect((await take(desk, ['find.noMore,,"Це все, що знайдено.",'])).taken.changes).toHaveLength(1);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({});
});

test('what would break a sentence is refused, and the others are taken', async () => {
  const desk = await openArendal();
  const { code, taken } = await take(desk, [
    'find.list,,Поруч:,',
    'find.nonesuch,,Текст,',
    'find.noMore,,,',
    `find.which,,${'Який саме захід ви маєте на увазі? '.repeat(5)},`,
    'find.enough,,Гаразд. Напишіть ЗАХОДИ.,',
  ]);
  expect(code).toBe(1);
  expect(taken.rejected.map(({ key, why }) => `${key}: ${why}`)).toEqual([
    'find.list: It must have exactly these places: {{place}}.',
    'find.nonesuch: There is no sentence find.nonesuch.',
    'find.noMore: It is empty.',
    expect.stringMatching(/^find\.which: It is \d+ letters too long/),
  ]);
  expect(taken.changes.map(({ key }) => key)).toEqual(['find.enough']);
});
