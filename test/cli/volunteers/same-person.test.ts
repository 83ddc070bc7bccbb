import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArendal, type Desk } from '../../support/cli.ts';

const HEADER = 'Navn;Telefon;Postnummer;Førstesamtale;Taushetserklæring;Notat\n';
const KARI = 'Kari Berg;91000301;4836;03.11.2026;03.11.2026;Har nøkkel\n';

async function bring(context: Desk, rows: string) {
  const file = join(context.folder, 'frivillige.csv');
  writeFileSync(file, HEADER + rows);
  return (await context.run('volunteers', 'import', file, '--json')).json<{
    imported: number;
    updated: number;
    rejected: { line: number; why: string }[];
  }>();
}
const list = async (context: Desk) =>
  (await context.run('volunteers', 'list', '--json')).json<
    { id: string; name: string; phone: string; metOn: string | null }[]
  >();

test('A11: another name behind a known number is no correction, and inherits nothing', async () => {
  const context = await openArendal();
  await bring(context, KARI);
  const done = await bring(context, 'Olav Berg;91000301;4836;;;\nOla Nes;91000302;4817;;;\n');
  expect(done).toMatchObject({ imported: 1, updated: 0 });
  expect(done.rejected).toEqual([
    {
      line: 2,
      why: '+4791000301 står på Kari Berg, og raden sier Olav Berg. Ingenting er endret. Er nummeret feil, eller har noen andre fått det? Endre i så fall nummeret til Kari Berg først.',
    },
  ]);
  expect(await list(context)).toMatchObject([
    { name: 'Kari Berg', metOn: '2026-11-03' },
    { name: 'Ola Nes', metOn: null },
  ]);
  const added = await context.run('volunteers', 'add', '--name', 'Olav Berg', '--phone', '91000301');
  expect(added.code).toBe(1);
  expect(added.stderr).toContain('+4791000301 belongs to Kari Berg, and the row says Olav Berg');
});

test.each([['Berg, Kari'], ['KARI BERG'], ['Kari Hansen'], ['Kari Anne Berg'], ['K. Berg']])(
  'A11: %s is still Kari, and keeps her first conversation',
  async (name) => {
    const context = await openArendal();
    await bring(context, KARI);
    expect(await bring(context, `${name};91000301;4836;;;\n`)).toMatchObject({ imported: 0, rejected: [] });
    expect(await list(context)).toMatchObject([{ phone: '+4791000301', metOn: '2026-11-03' }]);
  },
);

test('A25: a new number of a name and postcode that are known is asked, and makes no second person', async () => {
  const context = await openArendal();
  await bring(context, KARI);
  const [kari] = await list(context);
  const done = await bring(context, 'Kari Berg;91000309;4836;;;\n');
  expect(done).toMatchObject({ imported: 0, updated: 0 });
  expect(done.rejected[0]?.why).toBe(
    `Kari Berg finnes med samme postnummer og et annet nummer. Nytt nummer? ringerunde volunteers change ${kari?.id} --phone +4791000309. To personer? Legg til denne med: ringerunde volunteers add.`,
  );
  expect(await list(context)).toHaveLength(1);
  // With another postcode it is another person, and by hand staff decide.
  expect(await bring(context, 'Kari Berg;91000310;4817;;;\n')).toMatchObject({ imported: 1, rejected: [] });
  const added = await context.run(
    'volunteers',
    'add',
    '--name',
    'Kari Berg',
    '--phone',
    '91000309',
    '--postcode',
    '4836',
  );
  expect(added.code).toBe(0);
  expect(await list(context)).toHaveLength(3);
});

test('A25: one name with two numbers in one file is asked', async () => {
  const context = await openArendal();
  const done = await bring(context, `${KARI}Berg, Kari;91000309;4836;;;\n`);
  expect(done).toMatchObject({ imported: 1 });
  expect(done.rejected).toMatchObject([{ line: 3, why: expect.stringContaining('står i linje 2') as string }]);
});
