import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addErrand, addVolunteers, ASKED, SECRET } from '../../support/checks/errands.ts';
import { openArendal, type Desk, type Ran } from '../../support/cli.ts';
import { everyRow } from '../../support/checks/tables.ts';

const OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/;

interface Board {
  id: string;
  status: string;
  needs: number;
  outcome: string;
  told: number;
  untold: string[];
  missing: string[];
  nextWaveAt: string | null;
  doubleBooked: { volunteerId: string }[];
  offers: {
    id: string;
    volunteerId: string;
    name: string;
    status: string;
    note: string | null;
    answeredBy: string | null;
  }[];
  leftOut: { volunteerId: string; why: string }[];
  expectedFinish: string;
}

const board = (ran: Ran): Board => ran.json<Board>();
const standing = (b: Board): Record<string, string> => Object.fromEntries(b.offers.map((o) => [o.name, o.status]));

async function rowsOf(context: Desk): Promise<Record<string, string[]>> {
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  try {
    return await everyRow(store);
  } finally {
    await store.close();
  }
}

async function textsTo(context: Desk, number: string): Promise<string[]> {
  const rows = (await context.run('messages', 'list', '--number', number, '--json')).json<{ body: string }[]>();
  return rows.map((r) => r.body);
}

const assignments = (context: Desk, ...argv: string[]): Promise<Ran> => context.run('assignments', ...argv, '--json');

test('add: the shape, twice the same, a place by its name, and what is missing', async () => {
  const context = await openArendal();
  const add = ['add', '--title', 'Handle inn', '--postcode', 'Hisøy', '--at', '2026-12-01T11:00'];
  const added = await assignments(context, ...add);
  expect(added.code).toBe(0);
  expect(added.json()).toMatchObject({
    id: expect.stringMatching(/^assignment_/) as string,
    status: 'open',
    outcome: 'added',
    kind: 'shop',
    postcode: '4817',
    startsAt: '2026-12-01T11:00:00+01:00',
    minutes: 60,
    needs: 1,
    confirm: 'staff',
    offers: [],
  });
  expect(board(added).missing.join()).toMatch(/--description.*--recipient.*--address/);
  const again = await assignments(context, ...add);
  expect(again.json()).toMatchObject({ id: board(added).id, outcome: 'already there' });
  expect((await context.run('assignments', ...add)).stdout).toContain('already there');
  expect((await assignments(context, 'list')).json<unknown[]>()).toHaveLength(1);
});

test('add refuses with a sentence that says what to do', async () => {
  const context = await openArendal();
  const add = (...more: string[]) =>
    assignments(context, 'add', '--title', 'Besøk', '--at', '2026-12-01T11:00', ...more);
  const refused = async (ran: Promise<Ran>): Promise<string> => {
    const answer = await ran;
    expect(answer.code).toBe(1);
    return answer.json<{ error: string }>().error;
  };
  expect(await refused(assignments(context, 'add', '--title', 'Besøk', '--at', '2026-11-23T11:59'))).toContain(
    'is over',
  );
  expect(await refused(assignments(context, 'add', '--title', 'x'.repeat(81), '--at', '2026-12-01T11:00'))).toContain(
    '81',
  );
  expect(await refused(add('--description', 'x'.repeat(161)))).toContain('160');
  expect(await refused(add('--recipient', 'x'.repeat(61)))).toContain('60');
  expect(await refused(add('--address', 'x'.repeat(81)))).toContain('80');
  expect(await refused(add('--details', 'x'.repeat(251)))).toContain('250');
  expect(await refused(add('--postcode', 'Atlantis'))).toContain('Atlantis');
  expect(await refused(add('--postcode', '9999'))).toContain('9999');
  expect(await refused(add('--kind', 'romfart'))).toContain('accompany');
  expect(await refused(add('--minutes', '1441'))).toContain('1440');
  expect(await refused(add('--phone', 'mor'))).toContain('telephone');
  expect(await refused(add('--languages', 'klingonsk'))).toContain('language');
  expect((await add('--confirm', 'maybe')).code).toBe(2);
  expect((await assignments(context, 'add', '--title', 'Besøk')).code).toBe(2);
  expect((await assignments(context, 'list', '--all')).json()).toEqual([]);
});

test('an order from the municipality has all the facts, or is refused', async () => {
  const context = await openArendal();
  const order = ['add', '--title', 'Middag', '--at', '2026-12-01T15:00', '--ordered-by', 'Hjemmetjenesten'];
  const refused = await assignments(context, ...order);
  expect(refused.code).toBe(1);
  expect(refused.json<{ missing: string[] }>().missing.join()).toMatch(
    /--contact.*--minutes.*--description.*--details/,
  );
  const facts = ['--contact', 'Berit', '--minutes', '60', '--description', 'Hente middag.', '--details', 'Avtalt.'];
  const added = await assignments(context, ...order, ...facts);
  expect(added.json()).toMatchObject({ outcome: 'added', orderedBy: 'Hjemmetjenesten', contact: 'Berit' });

  const { id } = board(added);
  expect((await assignments(context, 'decline', id)).code).toBe(2);
  const declined = await assignments(context, 'decline', id, '--reason', 'Ingen kan');
  expect(declined.json()).toMatchObject({ id, status: 'declined', outcome: 'declined', reason: 'Ingen kan' });
  const own = await addErrand(context);
  const not = await assignments(context, 'decline', own, '--reason', 'Ingen kan');
  expect(not.code).toBe(1);
  expect(not.json<{ error: string }>().error).toContain('assignments cancel');
});

test('an order is not declined once somebody is confirmed', async () => {
  const context = await openArendal();
  const { Kari = '' } = await addVolunteers(context, { Kari: ASKED.Kari });
  const id = await addErrand(
    context,
    '--ordered-by',
    'Hjemmetjenesten',
    '--contact',
    'Berit',
    '--confirm',
    'first-yes',
  );
  await assignments(context, 'offer', id, '--to', Kari, '--yes');
  const yes = await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'yes', '--yes');
  expect(yes.json()).toMatchObject({ status: 'filled', outcome: 'confirmed', told: 1 });
  const declined = await assignments(context, 'decline', id, '--reason', 'Ingen kan');
  expect(declined.code).toBe(1);
  expect(declined.json<{ error: string }>().error).toContain('too late');
});

test('offer, in waves, with its preview', async () => {
  const context = await openArendal();
  const ids = await addVolunteers(context);
  const id = await addErrand(context);
  const to = `${ids['Kari']}, 900 00 002,${ids['Solveig']},${ids['Kari']}`;
  const before = await rowsOf(context);
  const dry = await assignments(context, 'offer', id, '--to', to, '--dry-run');
  expect(dry.json()).toMatchObject({
    offers: [{ volunteerId: ids['Kari'] }, { volunteerId: ids['Ola'] }, { volunteerId: ids['Solveig'] }],
    waves: [{ wave: 1 }, { wave: 2, at: '2026-11-23T13:00:00+01:00' }],
    dryRun: true,
  });
  const languages = dry.json<{ messages: { language: string }[] }>().messages.map((m) => m.language);
  expect(new Set(languages)).toEqual(new Set(['nb', 'nn']));
  expect(dry.stdout).toContain('Oppdrag ###');
  const question = await context.run('assignments', 'offer', id, '--to', to);
  expect(question).toMatchObject({ code: 1 });
  expect(question.stderr).toContain('--yes');
  expect(await rowsOf(context)).toEqual(before);

  const made = await assignments(context, 'offer', id, '--to', to, '--yes', '--as', 'Anne');
  expect(made.code).toBe(0);
  expect(made.json()).toMatchObject({
    offers: [
      { id: expect.any(String) as string, volunteerId: ids['Kari'], status: 'asked' },
      { volunteerId: ids['Ola'], status: 'queued' },
      { volunteerId: ids['Solveig'], status: 'queued' },
    ],
    leftOut: [],
    warnings: [],
    outcome: 'offered',
    nextWaveAt: '2026-11-23T13:00:00+01:00',
  });
  expect(board(made).expectedFinish).toMatch(OFFSET);
  expect((await textsTo(context, ASKED.Kari)).join()).toContain('Kan du ta et oppdrag?');
  expect(await textsTo(context, ASKED.Ola)).toEqual([]);
  const texts = await textsTo(context, ASKED.Kari);
  const twice = await assignments(context, 'offer', id, '--to', to, '--yes');
  expect(twice).toMatchObject({ code: 0 });
  expect(twice.json()).toMatchObject({ outcome: 'already asked', offers: made.json<Board>().offers });
  expect(await textsTo(context, ASKED.Kari)).toEqual(texts);

  const deeds = (await context.run('audit', 'list', '--json')).json<
    { verb: string; staff: string; detail: unknown }[]
  >();
  const offers = deeds.filter((d) => d.verb === 'assignments offer');
  expect(offers).toHaveLength(1);
  expect(offers[0]?.staff).toBe('Anne');
  expect(JSON.stringify(offers[0]?.detail)).toContain(ids['Solveig']);
});

test('whoever is added while others are waited for has their turn after the usual time', async () => {
  const context = await openArendal();
  const ids = await addVolunteers(context);
  const id = await addErrand(context);
  await assignments(context, 'offer', id, '--to', ids['Kari'] ?? '', '--yes');
  const more = await assignments(context, 'offer', id, '--to', ids['Ola'] ?? '', '--yes');
  expect(more.json()).toMatchObject({ wave: 'goes on', nextWaveAt: '2026-11-23T13:00:00+01:00' });
});

test('the gates leave people out with the reason, and nobody left is refused', async () => {
  const context = await openArendal();
  const ids = await addVolunteers(context);
  await context.run('volunteers', 'pause', ids['Ola'] ?? '', '--until', '2027-01-10');
  const added = await context.run('volunteers', 'add', '--name', 'Ny', '--phone', '+4790000018', '--json');
  const fresh = added.json<{ id: string }>().id;
  const id = await addErrand(context);
  const some = await assignments(context, 'offer', id, '--to', `${ids['Kari']},${ids['Ola']},${fresh}`, '--yes');
  expect(some.code).toBe(0);
  expect(board(some).leftOut).toEqual([
    { volunteerId: ids['Ola'], name: 'Ola', why: 'paused until 2027-01-10' },
    { volunteerId: fresh, name: 'Ny', why: 'not met' },
  ]);
  const none = await assignments(context, 'offer', id, '--to', `${ids['Ola']},${fresh}`, '--yes');
  expect(none.code).toBe(1);
  expect(none.json()).toMatchObject({ offers: [], leftOut: [{ why: 'paused until 2027-01-10' }, { why: 'not met' }] });
  expect((await assignments(context, 'offer', id, '--to', 'volunteer_x', '--yes')).code).toBe(1);
  expect((await assignments(context, 'offer', id, '--to', ',', '--yes')).code).toBe(2);
  expect((await assignments(context, 'offer', 'assignment_x', '--to', ids['Kari'] ?? '', '--yes')).code).toBe(1);
  for (const by of ['2026-11-23T11:00', '2026-12-01T11:00'])
    expect((await assignments(context, 'offer', id, '--to', ids['Tor'] ?? '', '--answer-by', by, '--yes')).code).toBe(
      1,
    );
  const byNoon = await assignments(
    context,
    'offer',
    id,
    '--to',
    ids['Tor'] ?? '',
    '--answer-by',
    '2026-11-30T12:00',
    '--yes',
  );
  expect(byNoon.json()).toMatchObject({ expectedFinish: '2026-11-30T12:00:00+01:00' });
});

test('answers by phone, decisions, changes and the end, with the board after each', async () => {
  const context = await openArendal();
  const ids = await addVolunteers(context);
  const id = await addErrand(context);
  const { Kari = '', Ola = '', Solveig = '', Tor = '' } = ids;
  await assignments(context, 'offer', id, '--to', [Kari, Ola, Solveig, Tor].join(), '--wave-size', '4', '--yes');
  const no = await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'no', '--as', 'Anne');
  expect(no.json()).toMatchObject({ id, status: 'open', needs: 1, outcome: 'declined' });
  const twice = await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'nei', '--as', 'Anne');
  expect(twice.json()).toMatchObject({ outcome: 'already no' });
  const note = ['--says', 'yes', '--note', 'men etter 15'];
  const noted = await assignments(context, 'answer', id, '--volunteer', Ola, ...note, '--as', 'Anne');
  expect(noted.json()).toMatchObject({ outcome: 'noted' });
  expect(board(noted).offers.find((o) => o.name === 'Ola')).toMatchObject({ note: 'men etter 15', answeredBy: 'Anne' });
  expect((await context.run('assignments', 'show', id)).stdout).toContain('by phone, taken by Anne');

  const silent = await assignments(context, 'confirm', id, '--volunteer', Solveig, '--yes');
  expect(silent.code).toBe(1);
  expect(silent.json<{ error: string }>().error).toContain('assignments answer');
  const yes = await assignments(context, 'answer', id, '--volunteer', '+4790000016', '--says', 'yes');
  expect(yes.json()).toMatchObject({ outcome: 'accepted' });
  expect((await assignments(context, 'confirm', id, '--volunteer', Tor)).code).toBe(1);
  const confirmed = await assignments(context, 'confirm', id, '--volunteer', Tor, '--yes');
  expect(confirmed.json()).toMatchObject({ id, status: 'filled', needs: 1, outcome: 'confirmed', told: 3 });
  expect(standing(board(confirmed))).toEqual({ Kari: 'declined', Ola: 'filled', Solveig: 'filled', Tor: 'confirmed' });
  expect((await textsTo(context, ASKED.Tor)).join()).toContain(SECRET.address);
  expect((await assignments(context, 'confirm', id, '--volunteer', Tor, '--yes')).json()).toMatchObject({
    outcome: 'already confirmed',
    told: 0,
  });
  const full = await assignments(context, 'confirm', id, '--volunteer', Ola, '--yes');
  expect(full.json<{ error: string }>().error).toContain('--needs 2');

  const texts = (await textsTo(context, ASKED.Tor)).length;
  await assignments(context, 'change', id, '--at', '2026-12-01T13:00');
  const changed = await assignments(context, 'change', id, '--minutes', '120', '--address', 'Ny vei 3');
  expect(board(changed)).toMatchObject({ outcome: 'changed', untold: expect.any(Array) as string[] });
  expect(board(changed).untold).toHaveLength(3);
  expect(await textsTo(context, ASKED.Tor)).toHaveLength(texts);
  expect((await assignments(context, 'change', id, '--minutes', '120')).json()).toMatchObject({
    outcome: 'already so',
  });
  expect((await assignments(context, 'send', id, '--yes')).json()).toMatchObject({
    outcome: 'sent',
    told: 1,
    untold: [],
  });
  expect((await assignments(context, 'send', id, '--yes')).json()).toMatchObject({
    outcome: 'nothing to send',
    told: 0,
  });
  expect(await textsTo(context, ASKED.Tor)).toHaveLength(texts + 1);

  const down = await assignments(context, 'turn-down', id, '--volunteer', Tor, '--yes');
  expect(down.json()).toMatchObject({ outcome: 'turned down', status: 'open' });
  expect((await assignments(context, 'turn-down', id, '--volunteer', Tor, '--yes')).json()).toMatchObject({
    outcome: 'already turned down',
  });
  const late = await assignments(context, 'confirm', id, '--volunteer', Tor, '--yes');
  expect(late.json()).toMatchObject({ outcome: 'confirmed' });

  const cancelled = await assignments(context, 'cancel', id, '--reason', 'Timen er flyttet', '--yes');
  expect(cancelled.json()).toMatchObject({ id, status: 'cancelled', outcome: 'cancelled', reason: 'Timen er flyttet' });
  expect((await assignments(context, 'cancel', id, '--yes')).json()).toMatchObject({
    outcome: 'already closed',
    told: 0,
  });
  for (const after of [
    ['confirm', '--volunteer', Ola],
    ['answer', '--volunteer', Ola, '--says', 'yes'],
    ['change', '--needs', '2'],
    ['offer', '--to', Kari],
  ])
    expect(
      (await assignments(context, after[0] ?? '', id, ...after.slice(1), ...(after[0] === 'change' ? [] : ['--yes'])))
        .code,
    ).toBe(1);
  expect((await assignments(context, 'list')).json()).toEqual([]);
  expect((await assignments(context, 'list', '--all')).json()).toMatchObject([{ id, confirmed: 1, needs: 1 }]);

  const deeds = (await context.run('audit', 'list', '--json')).json<{ verb: string; detail: string }[]>();
  expect(deeds.map((d) => d.verb).filter((v) => v.startsWith('assignments'))).toEqual(
    [
      'add offer answer answer answer confirm change change send turn-down confirm cancel'
        .split(' ')
        .map((verb) => `assignments ${verb}`),
    ].flat(),
  );
  for (const { detail } of deeds)
    for (const said of Object.values(SECRET)) expect(JSON.stringify(detail)).not.toContain(said);
});

test('a dry run changes no row of any table', async () => {
  const context = await openArendal();
  const { Kari = '', Ola = '', Tor = '' } = await addVolunteers(context);
  const id = await addErrand(context);
  await assignments(context, 'offer', id, '--to', `${Kari},${Ola}`, '--wave-size', '2', '--yes');
  await assignments(context, 'answer', id, '--volunteer', Ola, '--says', 'yes');
  await assignments(context, 'change', id, '--at', '2026-12-01T12:00');
  const before = await rowsOf(context);
  const dry = [
    ['offer', id, '--to', Tor],
    ['answer', id, '--volunteer', Kari, '--says', 'yes'],
    ['confirm', id, '--volunteer', Ola],
    ['turn-down', id, '--volunteer', Ola],
    ['send', id],
    ['cancel', id],
  ];
  for (const argv of dry) {
    for (const json of [['--json'], []]) {
      const ran = await context.run('assignments', ...argv, '--dry-run', ...json);
      expect(ran, argv[0]).toMatchObject({ code: 0 });
      for (const said of Object.values(SECRET)) expect(ran.stdout + ran.stderr, argv[0]).not.toContain(said);
    }
  }
  expect(await rowsOf(context)).toEqual(before);
});

test('who it is for is shown only with --secret, and that is noted', async () => {
  const context = await openArendal();
  const { Kari = '' } = await addVolunteers(context);
  const id = await addErrand(context);
  await assignments(context, 'offer', id, '--to', Kari, '--yes');
  for (const argv of [
    ['list'],
    ['show', id],
    ['suggest', id],
    ['change', id, '--needs', '2'],
    ['offer', id, '--to', Kari],
  ]) {
    for (const json of [['--json'], []]) {
      const { stdout, stderr } = await context.run('assignments', ...argv, ...json);
      for (const said of Object.values(SECRET)) expect(stdout + stderr, argv[0]).not.toContain(said);
    }
  }
  expect((await context.run('assignments', 'show', id, '--secret', '--as', 'Anne')).stdout).toContain(SECRET.recipient);
  const shown = await assignments(context, 'show', id, '--secret', '--as', 'Anne');
  expect(shown.json()).toMatchObject({ secret: SECRET });
  const deeds = (await context.run('audit', 'list', '--json')).json<{ verb: string; staff: string }[]>();
  expect(deeds.filter((d) => d.verb === 'assignments show' && d.staff === 'Anne')).toHaveLength(2);
});

test('two assignments at once are a double booking, which is warned of', async () => {
  const context = await openArendal();
  const { Kari = '' } = await addVolunteers(context);
  const one = await addErrand(context);
  const two = await addErrand(context, '--title', 'Handle inn');
  for (const id of [one, two]) {
    await assignments(context, 'offer', id, '--to', Kari, '--yes');
    await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'yes');
  }
  const shown = await context.run('assignments', 'show', two);
  expect(shown.stdout).toContain('Double booking: Kari');
  expect(board(await assignments(context, 'show', two)).doubleBooked).toMatchObject([{ volunteerId: Kari }]);
  const asked = await context.run('assignments', 'confirm', two, '--volunteer', Kari);
  expect(asked.code).toBe(1);
  expect(asked.stderr).toContain('double booking');
  const done = await assignments(context, 'confirm', two, '--volunteer', Kari, '--yes');
  expect(done.json<{ warnings: string[] }>().warnings[0]).toContain('double booking');
});

test('a no by phone after a yes is a withdrawal, and the search goes on', async () => {
  const context = await openArendal();
  const { Kari = '', Ola = '' } = await addVolunteers(context);
  const id = await addErrand(context);
  await assignments(context, 'offer', id, '--to', `${Kari},${Ola}`, '--yes');
  await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'yes');
  const no = await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'no', '--yes');
  expect(no.json()).toMatchObject({ outcome: 'withdrawn', told: 1 });
  expect(standing(board(no))).toEqual({ Kari: 'withdrawn', Ola: 'asked' });
});

test('more are needed, or fewer', async () => {
  const context = await openArendal();
  const { Kari = '', Ola = '' } = await addVolunteers(context);
  const id = await addErrand(context);
  await assignments(context, 'offer', id, '--to', Kari, '--yes');
  await assignments(context, 'answer', id, '--volunteer', Kari, '--says', 'yes');
  await assignments(context, 'confirm', id, '--volunteer', Kari, '--yes');
  const full = await assignments(context, 'offer', id, '--to', Ola, '--yes');
  expect(full.json<{ error: string }>().error).toContain('--needs');
  expect((await assignments(context, 'change', id, '--needs', '2')).json()).toMatchObject({ status: 'open', needs: 2 });
  expect((await assignments(context, 'offer', id, '--to', Ola, '--yes')).json()).toMatchObject({ wave: 'ask' });
  expect((await assignments(context, 'change', id, '--needs', '1')).json()).toMatchObject({
    status: 'filled',
    needs: 1,
  });
  expect((await assignments(context, 'change', id)).code).toBe(2);
  expect((await assignments(context, 'change', id, '--title', '')).code).toBe(1);
  expect((await assignments(context, 'change', id, '--description', 'none')).json()).toMatchObject({ description: '' });
});
