import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openArendal, type Desk } from '../../support/cli.ts';

interface Shown {
  id: string;
  short: string;
  name: string;
  orgnr: string | null;
  contacts: { name: string; phone: string | null; until: string | null }[];
  activities: { title: string }[];
  confirmedAt: string | null;
  trust: string;
  status: string;
  outcome?: string;
}

const json = async <T = Shown>(desk: Desk, ...argv: string[]): Promise<T> => {
  const ran = await desk.run(...argv, '--json');
  expect(ran.stderr + (ran.code === 0 ? '' : ran.stdout)).toBe('');
  return ran.json<T>();
};

const bingo = (desk: Desk, ...more: string[]) =>
  json<{ id: string; association: string | null; owner: string | null }>(
    desk,
    'activities',
    'add',
    '--title',
    'Bingo',
    '--starts',
    '2026-12-01T18:00',
    ...more,
  );

test('an association with a contact is added, found by name and orgnr, and the same again changes nothing', async () => {
  const desk = await openArendal();
  const add = ['associations', 'add', '--name', 'Tromøy turlag', '--orgnr', '987 654 321', '--contact', 'Anne Dahl'];
  const added = await json(desk, ...add, '--phone', '90000012');
  expect(added).toMatchObject({
    short: 'L1',
    orgnr: '987654321',
    trust: 'approve',
    status: 'active',
    contacts: [{ name: 'Anne Dahl', phone: '+4790000012', until: null }],
    activities: [],
    confirmedAt: null,
    outcome: 'added',
  });
  expect(await json(desk, ...add, '--phone', '90000012')).toMatchObject({ id: added.id, outcome: 'already there' });
  for (const named of ['l1', 'tromøy TURLAG', '987654321', added.id])
    expect((await json(desk, 'associations', 'show', named)).id).toBe(added.id);
});

test('what an activity names as its organiser is an association, and the centre itself is none', async () => {
  const desk = await openArendal();
  const own = await bingo(desk, '--organiser', 'Tromøy Bingolag', '--organiser-phone', '90000012');
  const centre = await bingo(desk, '--organiser', 'Frivilligsentralen Arendal');
  expect(own).toMatchObject({ association: expect.stringMatching(/^association_/), owner: 'association' });
  expect(centre).toMatchObject({ association: null, owner: 'centre' });
  const [association] = await json<Shown[]>(desk, 'associations', 'list');
  expect(association).toMatchObject({ name: 'Tromøy Bingolag', activities: [{ title: 'Bingo' }], confirmedAt: null });
  expect(association?.contacts).toMatchObject([{ name: '', phone: '+4790000012' }]);
  await desk.run('activities', 'confirm', own.id);
  expect((await json<Shown[]>(desk, 'associations', 'list'))[0]?.confirmedAt).toMatch(/^2026-11-23T/);
});

test('a second activity gives no stranger a say in an association that has a contact', async () => {
  const desk = await openArendal();
  await bingo(desk, '--organiser', 'Tromøy Bingolag', '--organiser-phone', '90000012');
  await bingo(desk, '--organiser', 'tromøy bingolag', '--organiser-phone', '90000099', '--venue', 'Skolen');
  const [association, second] = await json<Shown[]>(desk, 'associations', 'list');
  expect(second).toBeUndefined();
  expect(association?.contacts.map(({ phone }) => phone)).toEqual(['+4790000012']);
});

test('a board changes: the new contact is added and the old one ends', async () => {
  const desk = await openArendal();
  await desk.run('associations', 'add', '--name', 'Turlaget', '--contact', 'Anne Dahl', '--phone', '90000012');
  const change = ['associations', 'change', 'Turlaget', '--contact', 'Liv Berg', '--phone', '90000013'];
  const changed = await json(desk, ...change, '--without', 'Anne Dahl');
  expect(changed.contacts).toMatchObject([
    { name: 'Anne Dahl', until: '2026-11-22' },
    { name: 'Liv Berg', phone: '+4790000013', until: null },
  ]);
  const again = await desk.run(...change, '--without', 'Anne Dahl');
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('It has: Liv Berg.')]);
});

test('a wrong value is refused with what to write', async () => {
  const desk = await openArendal();
  for (const [option, value, said] of [
    ['--orgnr', '12345', 'nine digits'],
    ['--phone', 'abc', 'no telephone number'],
    ['--trust', 'maybe', 'direct'],
    ['--public-phone', 'x', 'yes or no'],
    ['--email', 'kari', 'no e-mail address'],
    ['--language', 'xx', 'Choose one of'],
  ] as const) {
    const ran = await desk.run('associations', 'add', '--name', 'Turlaget', option, value);
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(said)]);
  }
  expect(await json<Shown[]>(desk, 'associations', 'list')).toEqual([]);
});

test('a file is taken in, all faults of a row at once; the same file again changes nothing', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'lag.csv');
  writeFileSync(
    file,
    'Navn;Org.nr;Leder;Mobil;E-post;Språk\n' +
      'Tromøy turlag;987 654 321;Anne Dahl;900 00 012;anne@turlag.no;nn\n' +
      'His kor;;Liv Berg;37 00 00 11;;\n' +
      'Feil lag;12;Ola;12;;\n',
  );
  const first = await json<Record<string, unknown>>(desk, 'associations', 'import', file);
  expect(first).toMatchObject({ imported: 2, updated: 0, rejected: [{ line: 4 }] });
  const why = (first['rejected'] as { why: string }[])[0]?.why ?? '';
  expect(why).toMatch(/organisasjonsnummer.*telefonnummer/);
  expect(await json(desk, 'associations', 'import', file)).toMatchObject({ imported: 0, updated: 0, unchanged: 2 });
  expect((await json<Shown[]>(desk, 'associations', 'list')).map(({ name }) => name)).toEqual([
    'His kor',
    'Tromøy turlag',
  ]);
});

const REGISTER = [
  'organisasjonsnummer;navn;registrertIFrivillighetsregisteret;slettedato',
  '987654321;TROMØY TURLAG;true;',
  '987654322;HIS SANGKOR;true;',
  '987654323;GAMLE LAG;true;2025-01-01',
  '987654324;EN BUTIKK AS;false;',
];
const AS_JSON = REGISTER.slice(1).map((line) => {
  const [organisasjonsnummer, navn, frivillig, slettedato] = line.split(';');
  return {
    organisasjonsnummer,
    navn,
    registrertIFrivillighetsregisteret: frivillig === 'true',
    ...(slettedato === '' ? {} : { slettedato }),
  };
});

test.each([
  ['register.csv', Buffer.from(`\uFEFF${REGISTER.join('\r\n')}`)],
  ['register.csv.gz', gzipSync(REGISTER.map((line) => line.replaceAll(';', ',')).join('\n'))],
  ['register.json', Buffer.from(JSON.stringify(AS_JSON))],
  ['side.json', Buffer.from(JSON.stringify({ _embedded: { enheter: AS_JSON } }))],
])('associations are compared with the register in %s, and nothing is changed', async (name, bytes) => {
  const desk = await openArendal();
  for (const [own, orgnr] of [
    ['Tromøy turlag', '987654321'],
    ['His kor', '987654322'],
    ['Gamle lag', '987654323'],
    ['En butikk', '987654324'],
    ['Ukjent lag', '987654325'],
    ['Uten nummer', ''],
  ])
    await desk.run('associations', 'add', '--name', own ?? '', ...(orgnr ? ['--orgnr', orgnr] : []));
  const file = join(desk.folder, name);
  writeFileSync(file, bytes);
  const checked = await json<{ name: string; status: string; registerName: string | null }[]>(
    desk,
    'associations',
    'check',
    '--file',
    file,
  );
  expect(Object.fromEntries(checked.map((one) => [one.name, one.status]))).toEqual({
    'En butikk': 'not voluntary',
    'Gamle lag': 'deleted',
    'His kor': 'renamed',
    'Tromøy turlag': 'same',
    'Ukjent lag': 'missing',
    'Uten nummer': 'no orgnr',
  });
  expect(checked.find((one) => one.status === 'renamed')?.registerName).toBe('HIS SANGKOR');
});

test('a file that is not the register is refused with what is missing', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'annet.csv');
  writeFileSync(file, 'navn,telefon\nKari,1\n');
  const ran = await desk.run('associations', 'check', '--file', file);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('organisasjonsnummer')]);
});
