import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteStore } from '../../support/store.ts';
import { openArendal, type Desk } from '../../support/cli.ts';

const FILE = 'navn,telefon\nKari Berg,90000001\nOla Dahl,12\n';

async function taken(language: string, ...more: string[]): Promise<string> {
  const desk: Desk = await openArendal();
  const store = await sqliteStore(desk.file);
  await store.write((tx) => tx.updateTable('centre').set({ language }).execute());
  await store.close();
  const file = join(desk.folder, 'frivillige.csv');
  writeFileSync(file, FILE);
  return (await desk.run('volunteers', 'import', file, ...more)).stdout;
}

test.each([
  ['nb', /^1 tatt inn, 0 endret, 1 rad avvist\./, /linje[^\n]+hvorfor den ble avvist/],
  ['nn', /^1 tekne inn, 0 endra, 1 rad avvist\./, /linje[^\n]+kvifor ho vart avvist/],
  ['en', /^1 imported, 0 updated, 1 row rejected\./, /line[^\n]+why it was rejected/],
])('the headline and the table of an import are in the language of its rows: %s', async (language, headline, head) => {
  const said = await taken(language);
  expect(said).toMatch(headline);
  expect(said).toMatch(head);
});

test.each([
  ['nb', '1 ville blitt tatt inn'],
  ['nn', '1 ville vorte tekne inn'],
  ['en', '1 would be taken in'],
])('so is what a dry run says: %s', async (language, said) => {
  expect(await taken(language, '--dry-run')).toContain(said);
});
