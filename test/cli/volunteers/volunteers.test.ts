import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { openArendal, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';
const SECRET = ['Olga Hemmelig', 'Hemmeligveien 1', '+4790000077', 'dørkode 4711'];

interface Row {
  id: string;
  name: string;
  status: string;
  outcome?: string;
}

async function addKari(context: Desk, ...more: string[]): Promise<Row> {
  const who = ['--name', 'Kari Nilsen', '--phone', '900 00 001', '--postcode', '4817', '--interests', 'tur,kafé'];
  return (await context.run('volunteers', 'add', ...who, ...more, '--json')).json<Row>();
}
const rows = async (context: Desk, ...more: string[]) =>
  (await context.run('volunteers', 'list', ...more, '--json')).json<Row[]>();
const verbs = async (context: Desk) =>
  (await context.run('audit', 'list', '--json')).json<{ verb: string }[]>().map((d) => d.verb);

/** An assignment that Kari was asked about, with a recipient that she must not see yet, and hours of an earlier one. */
async function ask(context: Desk, volunteerId: string): Promise<void> {
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const at = '2026-11-20T09:00:00.000Z';
  const made = { centre_id: 'arendal', created_at: at, changed_at: at };
  await store.write(async (tx) => {
    const v = await tx.selectFrom('volunteer').selectAll().where('id', '=', volunteerId).executeTakeFirstOrThrow();
    await tx
      .insertInto('assignment')
      .values({
        ...made,
        id: 'assignment_1',
        title: 'Følge til lege',
        kind: 'accompany',
        starts_at: '2026-12-01T11:00',
        starts_utc: '2026-12-01T10:00:00.000Z',
        minutes: 60,
        needs: 1,
        description: '',
        needs_car: 0,
        needs_languages: '',
        needs_certificate: 0,
        needs_confidentiality: 0,
        confirm: 'staff',
        status: 'open',
        wave: 1,
        untold: '{}',
        created_by: 'Anne',
      })
      .execute();
    const [recipient = '', address = '', phone = '', details = ''] = SECRET;
    await tx
      .insertInto('assignment_secret')
      .values({ assignment_id: 'assignment_1', recipient, address, phone, details })
      .execute();
    const offer = {
      id: 'offer_1',
      assignment_id: 'assignment_1',
      volunteer_id: v.id,
      person_id: v.person_id,
      code: 123,
    };
    const said = { said: 'note', note: 'men etter 15', asked_at: at, answered_at: at, answered_by: 'text' } as const;
    await tx
      .insertInto('offer')
      .values({ ...made, ...offer, ...said, wave: 1, place: 1, status: 'noted' })
      .execute();
    for (const minutes of [90, 60])
      await tx
        .insertInto('service_hours')
        .values({
          id: `hours_${minutes}`,
          centre_id: 'arendal',
          volunteer_id: v.id,
          served_on: '2026-11-10',
          minutes,
          kind: 'accompany',
          reported_by: 'text',
          created_at: at,
        })
        .execute();
  });
  await store.close();
}

test('volunteers import, list and show', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'v.csv');
  writeFileSync(
    file,
    'navn;telefon;postnummer;interesser;møtt;sko\nKari Nilsen;90000001;4817;tur, kafé;03.11.2026;38\nOla;12;;;;\nÅse;37 02 12 34;;;;\n',
  );
  const dry = await context.run('volunteers', 'import', file, '--dry-run', '--json');
  expect(dry.json()).toMatchObject({ imported: 2, dryRun: true });
  expect(await rows(context)).toEqual([]);
  const done = await context.run('volunteers', 'import', file, '--json');
  expect(done.json()).toEqual({
    imported: 2,
    updated: 0,
    unchanged: 0,
    rejected: [{ line: 3, why: '"12" er ikke noe telefonnummer.' }],
    warnings: [],
  });
  expect((await context.run('volunteers', 'import', file, '--json')).json()).toMatchObject({ imported: 0, updated: 0 });
  const [kari, aase] = await rows(context);
  expect(kari).toEqual({
    id: expect.stringMatching(/^volunteer_/) as string,
    short: 'F1',
    centre: 'arendal',
    name: 'Kari Nilsen',
    phone: KARI,
    language: 'nb',
    postcode: '4817',
    place: 'His',
    interests: ['tur', 'kafé'],
    languages: [],
    times: null,
    car: false,
    maxKm: null,
    metOn: '2026-11-03',
    pausedUntil: null,
    leftOn: null,
    status: 'active',
  });
  expect(aase).toMatchObject({ name: 'Åse', status: 'new', metOn: null });
  const shown = await context.run('volunteers', 'show', '900 00 001', '--json');
  expect(shown.json()).toMatchObject({ id: kari?.id, extra: { sko: '38' }, offers: [], minutesServed: 0 });
  expect(await verbs(context)).toContain('volunteers import');
});

test('volunteers add: the same again is there already, and a first conversation keeps its date', async () => {
  const context = await openArendal();
  const added = await addKari(context, '--met', '2026-11-20', '--car', '--max-km', '10', '--languages', 'nb,ukrainsk');
  expect(added).toMatchObject({
    outcome: 'added',
    status: 'active',
    metOn: '2026-11-20',
    metBy: 'tester',
    car: true,
    maxKm: 10,
    languages: ['nb', 'uk'],
  });
  expect(await addKari(context, '--met', '--car')).toMatchObject({ outcome: 'already there', metOn: '2026-11-20' });
  expect(await addKari(context, '--notes', 'Ring.')).toMatchObject({ outcome: 'changed', id: added.id });
  const today = ['--name', 'Ola', '--phone', '37021234', '--met'];
  const landline = await context.run('volunteers', 'add', ...today);
  expect(landline).toMatchObject({ code: 0 });
  expect(landline.stdout).toMatch(/they are rung/);
  expect((await rows(context))[1]).toMatchObject({ name: 'Ola', metOn: '2026-11-23' });
  const unmet = await context.run('volunteers', 'add', '--name', 'Per', '--phone', '90000003');
  expect(unmet.stdout).toMatch(/asked once a first conversation is noted: ringerunde volunteers met F\d+$/m);
  for (const [wrong, why] of [
    [['--phone', 'x'], /no telephone number/],
    [['--phone', KARI, '--postcode', '9999'], /places import/],
    [['--phone', KARI, '--times', 'ofte'], /Mon-Fri 09:00-15:00/],
    [['--phone', KARI, '--met', '2027-01-01'], /lies ahead/],
  ] as const) {
    const refused = await context.run('volunteers', 'add', '--name', 'X', ...wrong);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(why);
  }
});

test('each change is made once, noted, and told the second time', async () => {
  const context = await openArendal();
  const { id } = await addKari(context);
  const outcomes: unknown[] = [];
  for (const argv of [
    ['met', id, '--on', '2026-11-20'],
    ['met', id],
    ['pause', KARI, '--until', '2027-01-10'],
    ['pause', id, '--until', '2027-01-10'],
    ['back', id],
    ['back', id],
    ['change', id, '--no-car', '--certificate-for', 'leksehjelp', '--certificate-shown', '2026-11-20'],
    ['change', id, '--certificate-shown', '2026-11-20'],
    ['change', id, '--met', 'none', '--interests', '', '--confidentiality', '2026-11-01'],
    ['leave', id],
    ['leave', id],
    ['back', id],
  ]) {
    const answer = (await context.run('volunteers', ...argv, '--json')).json<{ outcome: string; status: string }>();
    outcomes.push([argv[0], answer.outcome, answer.status]);
  }
  expect(outcomes).toEqual([
    ['met', 'met', 'active'],
    ['met', 'already', 'active'],
    ['pause', 'paused', 'paused'],
    ['pause', 'already', 'paused'],
    ['back', 'back', 'active'],
    ['back', 'already', 'active'],
    ['change', 'changed', 'active'],
    ['change', 'already', 'active'],
    ['change', 'changed', 'new'],
    ['leave', 'left', 'left'],
    ['leave', 'already', 'left'],
    ['back', 'back', 'new'],
  ]);
  expect((await context.run('volunteers', 'show', id, '--json')).json()).toMatchObject({
    certificate: { for: 'leksehjelp', askedOn: null, shownOn: '2026-11-20' },
    confidentialityOn: '2026-11-01',
    interests: [],
  });
  const deeds = (await verbs(context)).filter((verb) => verb.startsWith('volunteers '));
  expect(deeds).toEqual(
    ['add', 'met', 'pause', 'back', 'change', 'change', 'leave', 'back', 'show'].map((v) => `volunteers ${v}`),
  );
  const log = (await context.run('audit', 'list', '--json')).stdout;
  for (const personal of ['Kari', '90000001', 'leksehjelp', 'kafé']) expect(log).not.toContain(personal);
});

test('who left is listed only when asked for', async () => {
  const context = await openArendal();
  const { id } = await addKari(context);
  await context.run('volunteers', 'leave', id);
  expect(await rows(context)).toEqual([]);
  expect(await rows(context, '--all')).toMatchObject([{ id, status: 'left', leftOn: '2026-11-23' }]);
  const again = await context.run('volunteers', 'add', '--name', 'Kari Nilsen', '--phone', KARI);
  expect(again.stdout).toMatch(/They had left\. To take them back: ringerunde volunteers back/);
});

test('what they were asked and answered, and their hours; never whom it is for', async () => {
  const context = await openArendal();
  const { id } = await addKari(context, '--met');
  await ask(context, id);
  const offers = [
    {
      id: 'offer_1',
      assignmentId: 'assignment_1',
      title: 'Følge til lege',
      startsAt: '2026-12-01T11:00:00+01:00',
      status: 'noted',
      said: 'note',
      note: 'men etter 15',
      askedAt: '2026-11-20T10:00:00+01:00',
      answeredAt: '2026-11-20T10:00:00+01:00',
      answeredBy: 'text',
    },
  ];
  const shown = await context.run('volunteers', 'show', id, '--json');
  expect(shown.json()).toMatchObject({ offers, minutesServed: 150 });
  expect(shown.json<{ hours: unknown[] }>().hours).toHaveLength(2);
  const person = await context.run('people', 'show', KARI, '--json');
  expect(person.json()).toMatchObject({ volunteers: [{ id, offers, minutesServed: 150 }] });
  const left = await context.run('volunteers', 'leave', id);
  expect(left.stdout).toMatch(
    /still on the list of 1 assignment\. See to it:\n {2}Følge til lege \(noted\): .*assignments show O\d+/,
  );
  const texts = await Promise.all([
    context.run('volunteers', 'show', id, '--vis'),
    context.run('volunteers', 'list', '--all', '--vis'),
    context.run('people', 'show', KARI),
  ]);
  expect(texts[0].stdout).toMatch(/served +2\.5 h/);
  expect(texts[2].stdout).toMatch(/A volunteer at arendal:/);
  for (const ran of [shown, person, left, ...texts])
    for (const secret of SECRET) expect(ran.stdout).not.toContain(secret);
});

test('numbers are shortened in tables, and whole ones are a look that is noted', async () => {
  const context = await openArendal();
  const { id } = await addKari(context);
  for (const argv of [['list'], ['show', id]]) {
    const table = await context.run('volunteers', ...argv);
    expect(table.stdout).not.toContain(KARI);
    expect(table.stdout).toContain('--vis');
    expect((await context.run('volunteers', ...argv, '--vis')).stdout).toContain(KARI);
  }
  expect(await verbs(context)).toEqual([
    'centre add',
    'volunteers add',
    'volunteers list',
    'volunteers show',
    'volunteers show',
  ]);
});

test('a number at two centres needs --centre; an id does not', async () => {
  const context = await openArendal();
  await context.run('centre', 'add', '--name', 'Kvinesdal', '--number', '+4745600003');
  const added = await context.run('volunteers', 'add', '--name', 'Kari', '--phone', KARI);
  expect(added).toMatchObject({ code: 1 });
  expect(added.stderr).toMatch(/Say which with --centre/);
  for (const centre of ['arendal', 'kvinesdal'])
    await context.run('volunteers', 'add', '--name', 'Kari', '--phone', KARI, '--centre', centre);
  const both = await context.run('volunteers', 'met', KARI);
  expect(both).toMatchObject({ code: 1 });
  expect(both.stderr).toMatch(/may be F1 \(Kari, at arendal\) or F1 \(Kari, at kvinesdal\)\. Say which with --centre/);
  const [one] = await rows(context, '--centre', 'kvinesdal');
  expect(await context.run('volunteers', 'met', one?.id ?? '')).toMatchObject({ code: 0 });
  expect(await context.run('volunteers', 'met', KARI, '--centre', 'arendal')).toMatchObject({ code: 0 });
  const nobody = await context.run('volunteers', 'show', 'volunteer_x');
  expect(nobody.stderr).toMatch(/There is no volunteer volunteer_x\. See: ringerunde volunteers list --all/);
});

test('a centre is changed, and the second time is told', async () => {
  const context = await openArendal();
  const set = ['centre', 'set', '--asks-max', '3', '--opening', 'man-fre 9-14', '--staff-phone', '45600002'];
  expect((await context.run(...set, '--json')).json()).toMatchObject({
    id: 'arendal',
    name: 'Frivilligsentralen Arendal',
    asksMax: 3,
    opening: 'man-fre 9-14',
    staffPhone: '+4745600002',
    outcome: 'changed',
  });
  expect((await context.run(...set, '--json')).json()).toMatchObject({ outcome: 'already' });
  expect((await context.run('centre', 'set', '--staff-phone', '', '--json')).json()).toMatchObject({
    staffPhone: null,
  });
  for (const [wrong, why] of [
    [['--opening', 'ofte'], /Write for example/],
    [['--language', 'xx'], /Nothing is written in xx/],
    [['--postcode', '48'], /four digits/],
    [['--asks-max', '101'], /1 to 100 times/],
    [['--name', ' '], /needs a name/],
  ] as const) {
    const refused = await context.run('centre', 'set', ...wrong);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(why);
  }
  expect((await verbs(context)).filter((verb) => verb === 'centre set')).toHaveLength(2);
});
