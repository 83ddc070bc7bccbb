import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { table, wrap } from '../../../src/cli/framework/print.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';

const LONG_ID = /\b(activity|volunteer|assignment|broadcast|callback|inbox|person|offer|out)_[0-9a-f]{6,}/;

const widest = (text: string): number =>
  Math.max(
    0,
    ...text
      .split('\n')
      .filter((line) => /[│┌└]/.test(line))
      .map((line) => line.length),
  );

const GRANDE = 'Norskkurs, språkkafé og samtalegruppe for deg som er ny i Norge, med barnepass';

/** A centre with a day's work, and words that are longer than a column. */
async function busyDesk(columns: string): Promise<Desk> {
  const context = await openArendal({ COLUMNS: columns });
  await addKnitting(context);
  const where = ['--venue', 'Arendal Frivilligsentral, store sal i andre etasje', '--postcode', '4836'];
  await context.run('activities', 'add', '--title', GRANDE, '--starts', '2026-12-01T18:00', ...where);
  const interests = ['--interests', 'tur,besøk,kjøring,handling,dugnad,lese høyt', '--postcode', '4817'];
  for (const [name, phone] of [
    ['Anne-Margrethe Kristiansen Bakkelunden', '+4790000011'],
    ['Ola Nordmann', '+4790000012'],
  ] as const)
    await context.run('volunteers', 'add', '--name', name, '--phone', phone, '--met', '2026-11-01', ...interests);
  const at = ['--at', '2026-12-05T11:00', '--postcode', '4836', '--needs', '2', '--yes'];
  await context.run('assignments', 'add', '--title', 'Følge til øyelegen på sykehuset i Arendal', ...at);
  await context.run('assignments', 'offer', 'O1', '--to', 'F1,F2', '--yes');
  const answer = ['--says', 'yes', '--note', 'men jeg må være hjemme igjen senest klokka to', '--yes'];
  await context.run('assignments', 'answer', 'O1', '--volunteer', 'F1', ...answer);
  await context.feed(
    'hvorfor er himmelen blå\nring meg\njeg trenger hjelp til å bære en tung sofa ned fra tredje etasje\nABONNER TUR 4836\n',
    'phone',
    '+4790000001',
  );
  await context.run('broadcast', 'preview', '--to', 'role=volunteer,interest=tur', '--text', 'Tur på søndag kl. 11');
  await context.run('broadcast', 'segment', 'save', 'turgjengen', '--to', 'interest=tur');
  return context;
}

const SHOWN: readonly (readonly string[])[] = [
  ['today'],
  ['today', '--vis'],
  ['activities', 'list'],
  ['activities', 'show', 'A1'],
  ['activities', 'cancel', 'A1', '--dry-run'],
  ['volunteers', 'list'],
  ['volunteers', 'list', '--vis'],
  ['volunteers', 'show', 'F1'],
  ['assignments', 'list'],
  ['assignments', 'show', 'O1'],
  ['assignments', 'suggest', 'O1'],
  ['assignments', 'offer', 'O1', '--to', 'F1', '--dry-run'],
  ['broadcast', 'list'],
  ['broadcast', 'show', 'M1'],
  ['broadcast', 'report', 'M1'],
  ['broadcast', 'segment', 'list'],
  ['inbox', 'list'],
  ['inbox', 'list', '--all', '--vis'],
  ['inbox', 'show', 'I1'],
  ['callbacks', 'list'],
  ['callbacks', 'list', '--all', '--vis'],
  ['callbacks', 'show', 'R1'],
  ['messages', 'list'],
  ['messages', 'list', '--vis'],
  ['people', 'show', '+4790000001'],
  ['people', 'erase', '+4790000001', '--dry-run'],
  ['privacy', 'rules'],
  ['centre', 'list'],
  ['places', 'find', 'Arendal'],
  ['audit', 'list'],
  ['doctor'],
];

describe.each(['80', '72'])('in %s columns', (columns) => {
  test('every table fits, and holds no long id', async () => {
    const context = await busyDesk(columns);
    for (const argv of SHOWN) {
      const { stdout, stderr } = await context.run(...argv);
      expect.soft(stdout, `${argv.join(' ')}: ${stderr}`).not.toBe('');
      expect.soft(widest(stdout), `${argv.join(' ')}\n${stdout}`).toBeLessThanOrEqual(Number(columns));
      expect.soft(stdout, argv.join(' ')).not.toMatch(LONG_ID);
    }
  }, 60_000);
});

test('no example and no help shows a long id', async () => {
  const context = await openArendal();
  for (const { name, examples } of COMMANDS) {
    expect.soft(examples.join('\n'), name).not.toMatch(/\b[a-z]+_[0-9a-f]{4}\b/);
    expect.soft((await context.run(...name.split(' '), '--help')).stdout, name).not.toMatch(/\b[a-z]+_[0-9a-f]{4}\b/);
  }
});

test('only what may wrap becomes narrower, as long as that is enough', () => {
  const rows = [['A1', '2026-12-01 18:00', 'Strikkekafé på biblioteket hver tirsdag', 'ledig']];
  expect(table({ env: { COLUMNS: '52' } }, ['id', 'når', wrap('hva'), 'plass'], rows)).toMatchInlineSnapshot(`
    "┌────┬──────────────────┬──────────────────┬───────┐
    │ id │ når              │ hva              │ plass │
    │ A1 │ 2026-12-01 18:00 │ Strikkekafé på   │ ledig │
    │    │                  │ biblioteket hver │       │
    │    │                  │ tirsdag          │       │
    └────┴──────────────────┴──────────────────┴───────┘"
  `);
  expect(table({ env: { COLUMNS: 'x' } }, ['id'], [['A1']])).toContain('│ A1 │');
});
