import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { addKnitting, openArendal, type Desk, type Ran } from '../../support/cli.ts';

const KARI = '+4790000001';

const json = <T>(ran: Ran): T => {
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  return ran.json<T>();
};

async function volunteer(context: Desk, name: string, phone: string, centre = 'arendal'): Promise<string> {
  const argv = ['volunteers', 'add', '--name', name, '--phone', phone, '--met', '2026-11-01', '--centre', centre];
  return json<{ id: string }>(await context.run(...argv, '--json')).id;
}

async function errand(context: Desk, title: string, centre = 'arendal'): Promise<string> {
  const argv = ['assignments', 'add', '--title', title, '--at', '2026-12-05T11:00', '--postcode', '4836', '--yes'];
  return json<{ id: string }>(await context.run(...argv, '--centre', centre, '--json')).id;
}

test('an activity goes by short id in either case, whole title, long id and a unique beginning of it', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  for (const named of ['A1', 'a1', ' A1 ', 'strikkekafé', 'STRIKKEKAFÉ', 'Strikkekafe', id, id.slice(0, 14)])
    expect((await context.run('activities', 'show', named, '--json')).json(), named).toMatchObject({ id, short: 'A1' });
});

test('a part of a title is not taken, but suggested; a letter of another kind is told', async () => {
  const context = await openArendal();
  await addKnitting(context);
  await volunteer(context, 'Tor Egil Knutsen', '+4790000021');
  const said = async (...argv: string[]): Promise<string> => {
    const ran = await context.run(...argv);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    return ran.stderr.trim();
  };
  expect(await said('activities', 'show', 'strikke')).toBe(
    'There is no activity strikke. Perhaps A1 (Strikkekafé)? See: ringerunde activities list --all',
  );
  expect(await said('volunteers', 'show', 'Tor Egil')).toBe(
    'There is no volunteer Tor Egil. Perhaps F1 (Tor Egil Knutsen)? See: ringerunde volunteers list --all',
  );
  expect(await said('activities', 'show', 'F1')).toBe(
    'There is no activity F1: F is the letter of volunteers. See: ringerunde activities list --all',
  );
  expect(await said('activities', 'show', 'A2')).toBe('There is no activity A2. See: ringerunde activities list --all');
});

test('what may be several is refused with all of them, and one that is open goes before those that are closed', async () => {
  const context = await openArendal();
  const [first, second] = [await errand(context, 'Handletur'), await errand(context, 'Kjøring')];
  const argv = ['--postcode', '4836', '--yes', '--json'];
  await context.run('assignments', 'add', '--title', 'Handletur', '--at', '2026-12-06T11:00', ...argv);
  const refused = await context.run('assignments', 'show', 'handletur');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr.trim()).toBe('"handletur" may be O1 (Handletur) or O3 (Handletur). Say which by its short id.');
  await context.run('assignments', 'cancel', 'O3', '--yes');
  expect((await context.run('assignments', 'show', 'handletur', '--json')).json()).toMatchObject({ id: first });
  expect((await context.run('assignments', 'show', 'kjøring', '--json')).json()).toMatchObject({ id: second });
});

test('people go by name wherever an assignment names them', async () => {
  const context = await openArendal();
  const [tor, kari] = [
    await volunteer(context, 'Tor Egil Knutsen', '+4790000021'),
    await volunteer(context, 'Kari Nilsen', '+4790000022'),
  ];
  await errand(context, 'Handletur');
  const offered = json<{ offers: { volunteerId: string }[] }>(
    await context.run('assignments', 'offer', 'Handletur', '--to', 'tor egil knutsen, f2', '--yes', '--json'),
  );
  expect(offered.offers.map((o) => o.volunteerId)).toEqual([tor, kari]);
  const answered = await context.run(
    'assignments',
    'answer',
    'o1',
    '--volunteer',
    'Tor Egil Knutsen',
    '--says',
    'yes',
    '--yes',
  );
  expect(answered.stdout).toContain('ringerunde assignments confirm O1 --volunteer F1');
  expect((await context.run('assignments', 'confirm', 'O1', '--volunteer', 'F1', '--yes')).code).toBe(0);
});

test('who waits goes by number and by name', async () => {
  const context = await openArendal();
  await context.feed('RETT NAVN Kari Nilsen\nring meg\njeg trenger hjelp til å bære en sofa\n', 'phone', KARI);
  for (const named of ['R1', '900 00 001', 'kari nilsen'])
    expect((await context.run('callbacks', 'show', named, '--json')).json(), named).toMatchObject({ short: 'R1' });
  expect((await context.run('inbox', 'show', '90000001', '--json')).json()).toMatchObject({ number: KARI });
});

type Named = 'activity' | 'association' | 'proposal' | 'volunteer' | 'assignment' | 'broadcast' | 'callback' | 'inbox';

interface Foreign {
  context: Desk;
  /** Ids of the other centre, long and short, numbers, names, titles; and the centre that is asked. */
  names: Readonly<Record<Named, string[]>>;
  own: { assignment: string; volunteer: string };
}

/** Everything is at Kvinesdal but one assignment and one volunteer, whose short ids nothing at Kvinesdal has. */
async function twoCentres(): Promise<Foreign> {
  const context = await openArendal();
  await context.run('centre', 'add', '--name', 'Kvinesdal', '--number', '+4759440001', '--id', 'kvinesdal');
  const turlag = ['associations', 'add', '--name', 'Turlaget', '--orgnr', '987654321'];
  const association = json<{ id: string }>(await context.run(...turlag, '--centre', 'kvinesdal', '--json')).id;
  suggest(context.file);
  const argv = ['--starts', '2026-12-01T18:00', '--centre', 'kvinesdal', '--json'];
  const activity = json<{ id: string }>(await context.run('activities', 'add', '--title', 'Kortspill', ...argv)).id;
  await context.feed(
    'RETT NAVN Olga Vik\nring meg\njeg trenger hjelp til å bære en sofa\n',
    'phone',
    KARI,
    '--centre',
    'kvinesdal',
  );
  const foreign = await volunteer(context, 'Ola Moen', '+4790000002', 'kvinesdal');
  const assignment = await errand(context, 'Snømåking', 'kvinesdal');
  const broadcast = json<{ id: string }>(
    await context.run(
      'broadcast',
      'preview',
      '--to',
      'role=volunteer',
      '--text',
      'Hei',
      '--centre',
      'kvinesdal',
      '--json',
    ),
  ).id;
  const idOf = async (noun: string): Promise<string> =>
    json<{ id: string }[]>(await context.run(noun, 'list', '--centre', 'kvinesdal', '--json'))[0]?.id ?? '';
  await context.run('assignments', 'cancel', await errand(context, 'Første'), '--yes');
  const own = {
    assignment: await errand(context, 'Vår egen'),
    volunteer: await volunteer(context, 'Per', '+4790000003'),
  };
  return {
    context,
    own,
    names: {
      activity: [activity, activity.slice(0, 14), 'A1', 'Kortspill'],
      association: [association, 'L1', 'Turlaget', '987654321'],
      proposal: ['proposal_1', 'P1'],
      volunteer: [foreign, '+4790000002', 'Ola Moen'],
      assignment: [assignment, 'Snømåking'],
      broadcast: [broadcast, 'M1'],
      callback: [await idOf('callbacks'), 'R1', KARI, 'Olga Vik'],
      inbox: [await idOf('inbox'), 'I1', KARI, 'Olga Vik'],
    },
  };
}

/** What an organiser of Kvinesdal suggests. */
function suggest(file: string): void {
  const db = new Database(file);
  db.exec(
    `insert into proposal (id, centre_id, source, deed, changes, words, status, received_at, why)
      values ('proposal_1', 'kvinesdal', 'organiser', 'new', '{}', '', 'waiting', '2026-11-23T11:00:00.000Z', '')`,
  );
  db.close();
}

/** What a command needs beside the id, so that nothing but the id can be wrong. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'activities cancel': ['--yes'],
  'associations change': ['--trust', 'direct'],
  'proposals approve': ['--yes'],
  'proposals reject': ['--why', 'x'],
  'activities change': ['--price', '50 kr', '--yes'],
  'activities move': ['--on', '2026-12-01', '--to', '2026-12-02T18:00', '--yes'],
  'volunteers pause': ['--until', '2026-12-24'],
  'volunteers change': ['--interests', 'tur'],
  'volunteers hours': ['--minutes', '60', '--on', '2026-11-20'],
  'assignments offer': ['--to', 'F1', '--yes'],
  'assignments answer': ['--volunteer', 'F1', '--says', 'yes', '--yes'],
  'assignments confirm': ['--volunteer', 'F1', '--yes'],
  'assignments turn-down': ['--volunteer', 'F1', '--yes'],
  'assignments change': ['--minutes', '90'],
  'assignments next': ['--yes'],
  'assignments send': ['--yes'],
  'assignments cancel': ['--yes'],
  'assignments decline': ['--reason', 'x', '--yes'],
  'broadcast send': ['--yes'],
  'broadcast retry-uncertain': ['--yes'],
  'inbox reply': ['--text', 'Hei', '--yes'],
  'inbox assign': ['--to', 'Anne'],
  'callbacks done': ['--outcome', 'x'],
};

const NOUNS = {
  activities: 'activity',
  associations: 'association',
  proposals: 'proposal',
  assignments: 'assignment',
  callbacks: 'callback',
} as const;

/** The kind of row that the first argument of a command names; null where it is something else. */
function kindOf(name: string, argument: string): keyof Foreign['names'] | null {
  const noun = name.split(' ')[0] ?? '';
  if (argument === '<volunteer>') return 'volunteer';
  if (argument !== '<id>' && argument !== '[id]') return null;
  return noun in NOUNS ? NOUNS[noun as keyof typeof NOUNS] : (noun as keyof Foreign['names']);
}

test('with --centre, every command refuses what belongs to another centre as not there', async () => {
  const { context, names } = await twoCentres();
  const tried: string[] = [];
  for (const { name, args } of COMMANDS) {
    const kind = kindOf(name, args?.[0]?.[0] ?? '');
    if (kind === null) continue;
    for (const foreign of names[kind]) {
      const ran = await context.run(...name.split(' '), foreign, ...(ALSO[name] ?? []), '--centre', 'arendal');
      expect.soft(ran, `${name} ${foreign}`).toMatchObject({ code: 1, stdout: '' });
      expect
        .soft(ran.stderr, `${name} ${foreign}`)
        .toMatch(/^There is no (activity|association|proposal|volunteer|assignment|broadcast|callback|message) /);
    }
    tried.push(name);
  }
  expect(tried.length).toBeGreaterThanOrEqual(43);
}, 120_000);

test('so do the options that name a row', async () => {
  const { context, names, own } = await twoCentres();
  for (const foreign of names.volunteer) {
    for (const [verb, option, ...more] of [
      ['offer', '--to', '--yes'],
      ['answer', '--volunteer', '--says', 'yes', '--yes'],
      ['confirm', '--volunteer', '--yes'],
      ['turn-down', '--volunteer', '--yes'],
    ] as const) {
      const ran = await context.run('assignments', verb, own.assignment, option, foreign, ...more);
      expect.soft(ran, `${verb} ${foreign}`).toMatchObject({ code: 1, stdout: '' });
      expect.soft(ran.stderr).toMatch(/^There is no volunteer /);
    }
  }
  for (const foreign of names.assignment) {
    const hours = ['volunteers', 'hours', own.volunteer, '--minutes', '60', '--on', '2026-11-20'];
    const ran = await context.run(...hours, '--assignment', foreign);
    expect.soft(ran.stderr, foreign).toMatch(/^There is no assignment /);
  }
  for (const to of [
    `signed-up=${names.activity[0]}`,
    'signed-up=A1',
    `answered=${names.broadcast[0]}`,
    'answered=M1',
  ]) {
    const ran = await context.run('broadcast', 'preview', '--to', to, '--text', 'Hei', '--centre', 'arendal');
    expect.soft(ran.stderr, to).toMatch(/^There is no (activity|broadcast) /);
  }
}, 60_000);
