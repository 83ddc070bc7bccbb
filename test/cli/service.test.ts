import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, type Browser } from 'playwright-core';
import { openStore } from '../../src/db/open.ts';
import { openArendal, type Desk } from '../support/cli.ts';
import { assignmentOf, offerOf, personOf, volunteerOf } from '../support/many-volunteers.ts';

const SENTINEL = 'Borghild Sentinel';

/** Arendal with two volunteers, a visit to come and one that is over. */
async function openWithVolunteers(): Promise<Desk> {
  const desk = await openArendal();
  const centre_id = 'arendal';
  const store = await openStore(`sqlite:${desk.file}`);
  await store.write(async (tx) => {
    const people = [
      personOf({ id: 'person of kari', number: '+4790000001', name: 'Kari <i>Nilsen</i> & "co"', centre_id }),
      personOf({ id: 'person of ola', number: '+4790000002', name: 'Ola', language: 'nn', centre_id }),
    ];
    const visits = [
      assignmentOf({ centre_id, title: 'Besøk hos en som er alene' }),
      assignmentOf({ centre_id, id: 'past', starts_at: '2026-11-20T11:00', kind: 'drive' }),
    ];
    await tx.insertInto('person').values(people).execute();
    await tx
      .insertInto('volunteer')
      .values([
        volunteerOf({ id: 'kari', interests: 'besøk', centre_id }),
        volunteerOf({ id: 'ola', met_on: null, centre_id }),
      ])
      .execute();
    await tx.insertInto('assignment').values(visits).execute();
    const secret = { recipient: SENTINEL, address: `${SENTINEL} 1`, phone: '+4790000099', details: SENTINEL };
    await tx
      .insertInto('assignment_secret')
      .values([
        { assignment_id: 'visit', ...secret },
        { assignment_id: 'past', ...secret },
      ])
      .execute();
    await tx
      .insertInto('offer')
      .values(offerOf({ centre_id, assignment_id: 'past', volunteer_id: 'kari', status: 'confirmed', said: 'yes' }))
      .execute();
  });
  await store.close();
  return desk;
}

describe('assignments suggest', () => {
  test('answers as the contract says, gates and warnings beside it', async () => {
    const desk = await openWithVolunteers();
    const { code, json, stdout } = await desk.run('assignments', 'suggest', 'visit', '--json');
    expect(code).toBe(0);
    expect(json()).toEqual([
      {
        volunteerId: 'kari',
        name: 'Kari <i>Nilsen</i> & "co"',
        score: expect.any(Number) as number,
        reasons: [
          'where they live is not known',
          'likes besøk',
          'helped once before',
          'has helped here before',
          'asked once this month',
        ],
        gates: [],
        warnings: [],
      },
      expect.objectContaining({ volunteerId: 'ola', gates: ['not met'] }),
    ]);
    expect(stdout).not.toContain(SENTINEL);
  });

  test('shows both lists, and asks nobody', async () => {
    const desk = await openWithVolunteers();
    const { stdout } = await desk.run('assignments', 'suggest', 'visit');
    expect(stdout).toMatch(/kari .*likes besøk[^]*may not be asked[^]*ola .*not met[^]*Nobody is asked by looking/);
    expect(stdout).not.toContain(SENTINEL);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(120);
    expect((await desk.run('messages', 'list', '--json')).json()).toEqual([]);
  });

  test('an assignment that there is not', async () => {
    const desk = await openWithVolunteers();
    expect(await desk.run('assignments', 'suggest', 'nope')).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('volunteers hours', () => {
  test('are noted with what the assignment says, corrected, and written into the audit log', async () => {
    const desk = await openWithVolunteers();
    const first = await desk.run(
      'volunteers',
      'hours',
      'kari',
      '--hours',
      'halvannen time',
      '--assignment',
      'past',
      '--json',
    );
    expect(first.json()).toEqual({
      volunteerId: 'kari',
      assignmentId: 'past',
      on: '2026-11-20',
      kind: 'drive',
      minutes: 90,
      outcome: 'noted',
      minutesInAll: 90,
    });
    const again = await desk.run(
      'volunteers',
      'hours',
      'kari',
      '--minutes',
      '60',
      '--assignment',
      'past',
      '--as',
      'Anne',
    );
    expect(again.stdout).toContain('1 h on 2026-11-20, driving. Corrected; 1 h in all.');
    const byNumber = ['volunteers', 'hours', '900 00 001', '--hours', '0:45', '--kind', 'kjøring', '--json'];
    expect((await desk.run(...byNumber)).json()).toMatchObject({ on: '2026-11-23', kind: 'drive', minutesInAll: 105 });
    const deeds = (await desk.run('audit', 'list', '--json')).json<{ verb: string; staff: string; object: string }[]>();
    expect(deeds.filter((d) => d.verb === 'volunteers hours').map((d) => [d.staff, d.object])).toEqual([
      ['tester', 'kari'],
      ['Anne', 'kari'],
      ['tester', 'kari'],
    ]);
  });

  test.each([
    [['kari'], 2, /how long it was/],
    [['kari', '--hours', '1', '--minutes', '60'], 2, /how long it was/],
    [['kari', '--hours', 'lenge'], 1, /no time/],
    [['kari', '--hours', '25'], 1, /no time/],
    [['kari', '--minutes', '1441'], 1, /more than a day/],
    [['kari', '--minutes', '0'], 2, /whole number/],
    [['kari', '--hours', '1', '--on', '2026-11-24'], 1, /still to come/],
    [['kari', '--hours', '1', '--assignment', 'visit'], 1, /still to come/],
    [['kari', '--hours', '1', '--assignment', 'nope'], 1, /no assignment nope/],
    [['kari', '--hours', '1', '--kind', 'romfart'], 1, /no kind of help/],
    [['nobody', '--hours', '1'], 1, /no volunteer nobody/],
  ])('%j: exit code %i', async (argv, code, says) => {
    const desk = await openWithVolunteers();
    const ran = await desk.run('volunteers', 'hours', ...argv);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(says);
    expect(ran.stdout).toBe('');
  });
});

describe('volunteers proof', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  async function withHours(): Promise<Desk> {
    const desk = await openWithVolunteers();
    await desk.run('volunteers', 'hours', 'kari', '--hours', '1,5', '--assignment', 'past');
    await desk.run('volunteers', 'hours', 'kari', '--hours', '2', '--on', '2026-10-05', '--kind', 'besøk');
    await desk.run('volunteers', 'hours', 'ola', '--minutes', '45', '--on', '2026-10-05');
    return desk;
  }

  test('as text: who, how long, what and when, and where to sign; not for whom', async () => {
    const { stdout } = await (await withHours()).run('volunteers', 'proof', 'kari');
    expect(stdout).toContain('Bekreftelse på frivillig innsats');
    expect(stdout).toMatch(/har gitt 3 timer og 30 minutter .* fra 5\. oktober 2026 til og med 20\. november 2026/);
    expect(stdout).toMatch(/Besøk +│ 1 +│ 2 t/);
    expect(stdout).toMatch(/20\. november 2026 │ Kjøring │ 1 t 30 min/);
    expect(stdout).toContain('Arendal, 23. november 2026');
    expect(stdout).toContain('Underskrift for Frivilligsentralen Arendal');
    expect(stdout).not.toContain(SENTINEL);
    expect(stdout).not.toContain('90000001');
  });

  test('in the language of the volunteer, or another', async () => {
    const desk = await withHours();
    const own = await desk.run('volunteers', 'proof', 'ola');
    expect(own.stdout).toMatch(/stadfestar at Ola har gjeve 45 minutt som frivillig hos oss, 5\. oktober 2026/);
    const english = await desk.run('volunteers', 'proof', 'ola', '--language', 'en');
    expect(english.stdout).toMatch(/has given 45 minutes as a volunteer with us, on 5 October 2026/);
  });

  test('of some dates only, and as JSON', async () => {
    const desk = await withHours();
    const some = await desk.run('volunteers', 'proof', 'kari', '--from', '2026-11-01', '--to', '2026-11-30', '--json');
    expect(some.json()).toEqual({
      volunteerId: 'kari',
      name: 'Kari <i>Nilsen</i> & "co"',
      language: 'nb',
      minutes: 90,
      byKind: [{ kind: 'drive', times: 1, minutes: 90 }],
      served: [{ servedOn: '2026-11-20', kind: 'drive', minutes: 90 }],
    });
  });

  test('as a page: whole in itself, for nobody else to read, and never over a file that exists', async () => {
    const desk = await withHours();
    const file = join(desk.folder, 'proof.html');
    expect(await desk.run('volunteers', 'proof', 'kari', '--html', file)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('Kari &lt;i&gt;Nilsen&lt;/i&gt; &amp; &quot;co&quot;');
    expect(page).not.toMatch(/<i>|<script|https?:|src=|@import|url\(/);
    expect(page).not.toContain(SENTINEL);
    const again = await desk.run('volunteers', 'proof', 'kari', '--html', file);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(page);
  });

  test.each(['nb', 'nn', 'en'])('the page in %s can be read by everybody, and fits a page of A4', async (language) => {
    const desk = await withHours();
    const file = join(desk.folder, 'proof.html');
    await desk.run('volunteers', 'proof', 'kari', '--language', language, '--html', file);
    const page = await browser.newPage({ viewport: { width: 375, height: 700 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`file://${file}`);
    expect(asked).toHaveLength(1);
    // As text, for the tests are compiled without the browser's types.
    const seen = await page.evaluate(`({
      language: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('main h1').length,
      captions: [...document.querySelectorAll('table')].every((t) => t.caption && t.caption.textContent !== ''),
      nameless: [...document.querySelectorAll('th')].filter((th) => th.scope === '').length,
      tooWide: document.documentElement.scrollWidth > 375,
    })`);
    expect(seen).toMatchObject({ language, headings: 1, captions: true, nameless: 0, tooWide: false });
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.close();
  });

  test('what cannot be proved is refused', async () => {
    const desk = await withHours();
    const proof = (...more: string[]) => desk.run('volunteers', 'proof', 'kari', ...more);
    expect((await proof('--from', '2026-12-01')).stderr).toMatch(/No hours are noted .* in that time/);
    expect((await proof('--from', '2026-12-01', '--to', '2026-11-01')).stderr).toMatch(/is after/);
    expect((await proof('--language', 'uk')).stderr).toMatch(/Nothing is written in uk/);
    expect((await proof('--html', join(desk.folder, 'nowhere', 'x.html'))).stderr).toMatch(/There is no folder/);
    const taken = join(desk.folder, 'taken');
    mkdirSync(taken);
    expect((await proof('--html', taken)).code).toBe(1);
    writeFileSync(join(desk.folder, 'empty.html'), '');
    expect((await proof('--html', join(desk.folder, 'empty.html'))).stderr).toMatch(/exists/);
  });
});
