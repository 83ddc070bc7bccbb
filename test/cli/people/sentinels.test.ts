import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { openArendal, type Desk } from '../../support/cli.ts';

const SECRETS = ['Gudrun Hemmelig', 'Skjulveien 7', '90099999', '90 09 99 99', 'ser dårlig'];
const [KARI, OLA, SOLVEIG] = ['+4790000001', '+4790000002', '+4790000003'] as const;

interface Told {
  context: Desk;
  id: string;
  /** Every output that told a secret, by the command that gave it. */
  leaks: Set<string>;
  run: (...argv: string[]) => Promise<{ code: number; stdout: string }>;
}

/** An assignment for a recipient whose name is a sentinel, offered to three; Kari has said yes. */
async function begin(): Promise<Told> {
  const context = await openArendal();
  const leaks = new Set<string>();
  const run: Told['run'] = async (...argv) => {
    const ran = await context.run(...argv);
    const all = `${ran.stdout}${ran.stderr}`;
    if (SECRETS.some((secret) => all.includes(secret))) leaks.add(argv.slice(0, 2).join(' '));
    return ran;
  };
  for (const [name, phone] of [
    ['Kari', KARI],
    ['Ola', OLA],
    ['Solveig', SOLVEIG],
  ] as const)
    await run('volunteers', 'add', '--name', name, '--phone', phone, '--met', '2026-10-01');
  const secret = ['--recipient', 'Gudrun Hemmelig', '--address', 'Skjulveien 7', '--phone', '+4790099999'];
  const what = [
    '--title',
    'Følge til lege',
    '--postcode',
    '4836',
    '--at',
    '2026-12-01T11:00',
    '--details',
    'Hun ser dårlig.',
  ];
  const added = await run('assignments', 'add', ...what, ...secret, '--json');
  const { id } = JSON.parse(added.stdout) as { id: string };
  await run('assignments', 'offer', id, '--to', [KARI, OLA, SOLVEIG].join(','), '--wave-size', '3', '--yes');
  await run('assignments', 'answer', id, '--volunteer', KARI, '--says', 'yes');
  return { context, id, leaks, run };
}

/** What staff can ask of the line; each runs as a table and as JSON. */
const looks = (id: string): string[][] => [
  ['assignments', 'list', '--all'],
  ['assignments', 'show', id],
  ['assignments', 'suggest', id],
  ['assignments', 'offer', id, '--to', OLA, '--dry-run'],
  ['assignments', 'confirm', id, '--volunteer', KARI, '--dry-run'],
  ['assignments', 'turn-down', id, '--volunteer', KARI, '--dry-run'],
  ['assignments', 'cancel', id, '--dry-run'],
  ['assignments', 'decline', id, '--reason', 'x', '--dry-run'],
  ['assignments', 'send', id, '--dry-run'],
  ['assignments', 'next', id, '--dry-run'],
  ['volunteers', 'list', '--all'],
  ['volunteers', 'show', KARI],
  ['volunteers', 'proof', KARI],
  ['people', 'show', KARI],
  ['people', 'show', OLA],
  ['messages', 'list', '--vis'],
  ['inbox', 'list', '--all'],
  ['callbacks', 'list', '--all', '--vis'],
  ['audit', 'list'],
  ['broadcast', 'list'],
  ['broadcast', 'segment', 'list'],
  ['broadcast', 'preview', '--to', 'role=volunteer', '--text', 'Hei {{name}}'],
  ['today'],
  ['report', '--month', '2026-12'],
  ['people', 'export', OLA],
  ['activities', 'list'],
  ['associations', 'list', '--all'],
  ['proposals', 'list', '--all'],
  ['centre', 'list'],
  ['doctor'],
];

test('before anybody is confirmed no command tells who an assignment is for, previews too, but the one that is asked to', async () => {
  const { id, leaks, run } = await begin();
  for (const argv of looks(id)) {
    await run(...argv);
    await run(...argv, '--json');
  }
  expect([...leaks]).toEqual([]);
  await run('assignments', 'show', id, '--secret');
  expect([...leaks]).toContain('assignments show');
});

test('once somebody is confirmed it stands in what was written to them, and nowhere else', async () => {
  const { id, leaks, run } = await begin();
  await run('assignments', 'confirm', id, '--volunteer', KARI, '--yes');
  leaks.clear();
  for (const argv of looks(id).filter((argv) => !['confirm', 'cancel'].includes(argv[1] ?? ''))) {
    await run(...argv);
    await run(...argv, '--json');
  }
  expect([...leaks].toSorted()).toEqual(['messages list', 'people show']);
  leaks.clear();
  await run('people', 'show', OLA, '--json');
  await run('messages', 'list', '--number', OLA, '--json');
  expect([...leaks]).toEqual([]);
});

test('no command that looks is forgotten here', () => {
  const known = new Set(looks('x').flatMap((argv) => [argv.slice(0, 2).join(' '), argv.slice(0, 3).join(' ')]));
  const looking = COMMANDS.map((c) => c.name).filter((name) => /\b(list|show|suggest|proof)$/.test(name));
  const elsewhere = [
    'activities show',
    'inbox show',
    'callbacks show',
    'broadcast show',
    'associations show',
    'proposals show',
  ];
  expect(looking.filter((name) => !known.has(name) && !elsewhere.includes(name))).toEqual([]);
});
