import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ALL_COMMANDS, addKnitting, openArendal, type Desk, type Ran } from '../../support/cli.ts';

const KARI = '+4790000001';
const NAME = 'Karianne Sentinelsen';
const WORD = 'regnbueøgle';
const SECRETS = [KARI, KARI.slice(3), NAME, WORD];

interface World {
  context: Desk;
  activity: string;
  volunteer: string;
  second: string;
  assignment: string;
  other: string;
  inbox: string;
  callback: string;
  broadcast: string;
}

/** How a command is called, and how many rows it leaves in the log: one for a change or an unmasked look, none otherwise. */
type Called = readonly [rows: 0 | 1, argv: (w: World) => string[]];

const file = (w: World, name: string): string => join(w.context.folder, name);
const none = (...argv: string[]): Called => [0, () => argv];
const one = (...argv: string[]): Called => [1, () => argv];

const CALLED: Readonly<Record<string, Called | 'starts the service' | 'is a telephone' | 'fetches from the carrier'>> =
  {
    serve: 'starts the service',
    phone: 'is a telephone',
    doctor: none(),
    'centre add': one('--name', 'Kvinesdal', '--number', '+4759440001', '--id', 'kvinesdal'),
    'centre list': none(),
    'centre set': one('--centre', 'arendal', '--opening', 'Mon-Fri 10:00-14:00'),
    'places import': [1, (w) => [file(w, 'places.csv')]],
    'places find': none('4836'),
    'locale take': [1, (w) => ['uk', file(w, 'ark.csv')]],
    'activities import': [1, (w) => [file(w, 'activities.csv'), '--centre', 'arendal']],
    'activities list': none(),
    'activities show': [0, (w) => [w.activity]],
    'activities add': one('--title', 'Tur', '--starts', '2026-12-03T11:00', '--centre', 'arendal'),
    'activities confirm': [1, (w) => [w.activity]],
    'activities change': [1, (w) => [w.activity, '--price', '50 kr']],
    'activities move': [1, (w) => [w.activity, '--on', '2026-12-01', '--to', '2026-12-02T18:00', '--yes']],
    'activities cancel': [1, (w) => [w.activity, '--on', '2026-12-08', '--yes']],
    'associations import': [1, (w) => [file(w, 'associations.csv'), '--centre', 'arendal']],
    'associations add': one('--name', 'Tromøy turlag', '--contact', NAME, '--phone', KARI, '--centre', 'arendal'),
    'associations list': one(),
    'associations show': one('Tromøy turlag'),
    'associations change': one('Tromøy turlag', '--trust', 'direct'),
    'associations check': [0, (w) => ['--file', file(w, 'register.csv')]],
    'proposals list': none(),
    'proposals show': none('P1'),
    'proposals approve': one('P1', '--yes'),
    'proposals reject': one('P2', '--why', `gjelder ${WORD}`),
    'volunteers import': [1, (w) => [file(w, 'volunteers.csv'), '--centre', 'arendal']],
    'volunteers add': one('--name', 'Per Hansen', '--phone', '+4790000003', '--centre', 'arendal'),
    'volunteers list': one(),
    'volunteers show': [1, (w) => [w.volunteer]],
    'volunteers met': [1, (w) => [w.volunteer, '--on', '2026-11-01']],
    'volunteers pause': [1, (w) => [w.volunteer, '--until', '2026-12-24']],
    'volunteers back': [1, (w) => [w.volunteer]],
    'volunteers change': [1, (w) => [w.volunteer, '--interests', 'tur']],
    'volunteers hours': [1, (w) => [w.volunteer, '--minutes', '60', '--kind', 'visit', '--on', '2026-11-20']],
    'volunteers proof': [1, (w) => [w.volunteer]],
    'assignments add': one(
      '--title',
      'Handle',
      '--at',
      '2026-12-05T11:00',
      '--postcode',
      '4836',
      '--kind',
      'shop',
      '--recipient',
      NAME,
      '--phone',
      KARI,
      '--yes',
      '--centre',
      'arendal',
    ),
    'assignments list': none(),
    'assignments show': [1, (w) => [w.assignment, '--secret']],
    'assignments suggest': [0, (w) => [w.assignment]],
    'assignments offer': [1, (w) => [w.assignment, '--to', `${w.volunteer},${w.second}`, '--wave-size', '1', '--yes']],
    'assignments next': [1, (w) => [w.assignment, '--yes']],
    'assignments answer': [
      1,
      (w) => [w.assignment, '--volunteer', w.volunteer, '--says', 'yes', '--note', WORD, '--yes'],
    ],
    'assignments confirm': [1, (w) => [w.assignment, '--volunteer', w.volunteer, '--yes']],
    'assignments change': [1, (w) => [w.assignment, '--address', `Storgata 1, ${WORD}`]],
    'assignments send': [1, (w) => [w.assignment, '--yes']],
    'assignments turn-down': [1, (w) => [w.assignment, '--volunteer', w.volunteer, '--yes']],
    'assignments decline': [1, (w) => [w.other, '--reason', `${NAME} er frisk`, '--yes']],
    'assignments cancel': [1, (w) => [w.assignment, '--reason', WORD, '--yes']],
    'volunteers leave': [1, (w) => [w.volunteer]],
    today: one(),
    note: one(`ring Per 90000004 om ${WORD}`, '--as-callback', '--yes', '--centre', 'arendal'),
    report: none('--centre', 'arendal'),
    'inbox list': one(),
    'inbox show': [1, (w) => [w.inbox]],
    'inbox reply': [1, (w) => [w.inbox, '--text', `Hei ${NAME}`, '--yes']],
    'inbox assign': [1, (w) => [w.inbox, '--to', 'Anne']],
    'inbox done': [1, (w) => [w.inbox]],
    'callbacks list': one(),
    'callbacks show': [1, (w) => [w.callback]],
    'callbacks play': 'fetches from the carrier',
    'callbacks done': [1, (w) => [w.callback, '--outcome', `${NAME} kommer`]],
    'messages list': one(),
    'messages release': none('--yes'),
    'people show': one(KARI),
    'people prefer': one(KARI, 'call', '--centre', 'arendal'),
    'people change': one(KARI, '--phone', '+4791000999', '--centre', 'arendal'),
    'people export': one(KARI),
    'broadcast preview': one('--to', 'role=volunteer', '--text', 'Kafeen er stengt.', '--centre', 'arendal'),
    'broadcast send': one('--to', 'role=volunteer', '--text', `Hei ${NAME}`, '--yes', '--centre', 'arendal'),
    'broadcast list': none(),
    'broadcast show': [0, (w) => [w.broadcast]],
    'broadcast pause': [1, (w) => [w.broadcast]],
    'broadcast resume': [1, (w) => [w.broadcast]],
    'broadcast report': [0, (w) => [w.broadcast]],
    'broadcast retry-uncertain': [0, (w) => [w.broadcast, '--yes']],
    'broadcast cancel': [1, (w) => [w.broadcast]],
    'broadcast segment save': one('turgjengen', '--to', 'interest=tur', '--centre', 'arendal'),
    'broadcast segment list': none('--centre', 'arendal'),
    'broadcast segment remove': one('turgjengen', '--centre', 'arendal'),
    'people consent': one(KARI, '--kind', 'campaign', '--how', WORD, '--centre', 'arendal'),
    'privacy rules': none(),
    explain: none('hei'),
    backup: [1, (w) => [file(w, 'copy.db')]],
    migrate: none(),
    'audit list': none(),
    'audit head': none(),
    'people erase': one(KARI, '--yes'),
    restore: [1, (w) => [file(w, 'copy.db'), '--yes']],
  };

const OTHERS = ALL_COMMANDS.filter(({ name }) => !Object.hasOwn(CALLED, name));

test('every command that is called here exists', () => {
  const names = new Set(ALL_COMMANDS.map((c) => c.name));
  expect(Object.keys(CALLED).filter((name) => !names.has(name))).toEqual([]);
});

test('a command that is not called here leaves one row where its first example changes or shows something, and none otherwise', async () => {
  const { context } = await world();
  expect(OTHERS.map(({ name }) => name)).toContain('example open');
  for (const { name, examples } of OTHERS) {
    const [before, kept] = [await logOf(context), contentsOf(context)];
    const ran = await context.run(...wordsOf(examples[0] ?? ''), '--json', '--as', 'Anne');
    expect(ran.code, `${name}: ${ran.stdout} ${ran.stderr}`).toBe(0);
    const isLogged = contentsOf(context) !== kept || SECRETS.some((secret) => ran.stdout.includes(secret));
    const made = (await logOf(context)).slice(before.length);
    expect(
      made.map((d) => `${d.verb} by ${d.staff}`),
      name,
    ).toEqual(isLogged ? [`${name} by Anne`] : []);
    for (const secret of SECRETS) expect(JSON.stringify(made), `${secret} after ${name}`).not.toContain(secret);
  }
});

/** An example as a shell takes it apart. */
const wordsOf = (example: string): string[] =>
  [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** All rows of the database but those of the log itself. */
function contentsOf({ file: path }: Desk): string {
  const db = new Database(path, { readonly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'audit%'").pluck();
  const rows = tables.all().map((name) => db.prepare(`select * from "${String(name)}"`).all());
  db.close();
  return JSON.stringify(rows);
}

test('every change and every unmasked look leaves one row, and no row holds what somebody is called or wrote', async () => {
  const w = await world();
  for (const [name, called] of Object.entries(CALLED)) {
    if (typeof called === 'string') continue;
    const [rows, argv] = called;
    const before = await logOf(w.context);
    const ran = await w.context.run(...name.split(' '), ...argv(w), '--json', '--as', 'Anne');
    expect(ran.code, `${name}: ${ran.stdout} ${ran.stderr}`).toBe(0);
    const after = await logOf(w.context);
    // A restore brings back the log as it was then.
    const made = name === 'restore' ? after.slice(-1) : after.slice(before.length);
    expect
      .soft(
        made.map((d) => `${d.verb} by ${d.staff}`),
        name,
      )
      .toEqual(rows === 0 ? [] : [`${name} by Anne`]);
    const text = JSON.stringify(after);
    for (const secret of [...SECRETS, 'Per Hansen', '90000003', '90000004'])
      expect.soft(text, `${secret} after ${name}`).not.toContain(secret);
  }
  expect((await w.context.run('audit', 'list', '--verify', '--json')).json()).toMatchObject({ outcome: 'intact' });
}, 60_000);

async function logOf(context: Desk): Promise<{ verb: string; staff: string }[]> {
  return (await context.run('audit', 'list', '--json')).json<{ verb: string; staff: string }[]>();
}

async function world(): Promise<World> {
  const context = await openArendal();
  const activity = await addKnitting(context);
  await context.feed(
    `RETT NAVN ${NAME}\nring meg\njeg trenger hjelp til å bære en ${WORD}\nstrikk 4836\n1\n1\n1\n`,
    'phone',
    KARI,
  );
  const volunteer = await context.run('volunteers', 'add', '--name', NAME, '--phone', '+4790000002', '--json');
  const note = 'Olga 912 34 567 trenger følge på torsdag kl 10';
  const assignment = await context.run('note', note, '--as-assignment', '--yes', '--json');
  const idOf = (ran: Ran): string => {
    expect(ran.code, ran.stdout).toBe(0);
    return ran.json<{ id: string }>().id;
  };
  const firstOf = (ran: Ran): string => ran.json<{ id: string }[]>()[0]?.id ?? '';
  const w = {
    context,
    activity,
    volunteer: idOf(volunteer),
    second: idOf(
      await context.run('volunteers', 'add', '--name', 'To', '--phone', '+4790000006', '--met', '2026-11-01', '--json'),
    ),
    assignment: idOf(assignment),
    other: idOf(
      await context.run(
        'assignments',
        'add',
        '--title',
        'Frakt',
        '--at',
        '2026-12-06T11:00',
        '--postcode',
        '4836',
        '--kind',
        'drive',
        '--ordered-by',
        'Hjemmetjenesten',
        '--contact',
        'Ane',
        '--minutes',
        '60',
        '--description',
        'Hente',
        '--details',
        'Avtalt',
        '--yes',
        '--json',
      ),
    ),
    broadcast: idOf(
      await context.run('broadcast', 'send', '--to', 'role=volunteer', '--text', `Hei ${WORD}`, '--yes', '--json'),
    ),
    inbox: firstOf(await context.run('inbox', 'list', '--json')),
    callback: firstOf(await context.run('callbacks', 'list', '--json')),
  };
  const db = new Database(context.file);
  const suggest = db.prepare(
    `insert into proposal (id, centre_id, source, activity_id, deed, on_date, changes, words, status, received_at, why)
      values (?, 'arendal', 'organiser', ?, 'change', null, ?, ?, 'waiting', '2026-11-23T11:00:00.000Z', '')`,
  );
  for (const [id, price] of Object.entries({ proposal_1: '50 kr', proposal_2: '60 kr' }))
    suggest.run(id, activity, JSON.stringify({ price: ['', price] }), `Nå koster det ${price}, ${WORD}`);
  db.close();
  writeFileSync(file(w, 'associations.csv'), `name,contact,phone\nHis sanitetsforening,${NAME},${KARI}\n`);
  writeFileSync(file(w, 'register.csv'), 'organisasjonsnummer,navn\n');
  writeFileSync(file(w, 'places.csv'), 'name,postcode,municipality\nEvje,4735,Evje\n');
  writeFileSync(file(w, 'ark.csv'), 'key,translation\nfind.noMore,Більше нічого немає.\n');
  writeFileSync(file(w, 'activities.csv'), 'title,starts_at\nBingo,2026-12-01T18:00\n');
  writeFileSync(file(w, 'volunteers.csv'), 'name,phone\nLise Berg,+4790000005\n');
  return w;
}
