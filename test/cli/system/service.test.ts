import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWithHours, openWithVolunteers, SENTINEL } from '../../support/service.ts';

describe('assignments suggest', () => {
  test('answers with what scripts rely on, gates and warnings beside it', async () => {
    const context = await openWithVolunteers();
    const ran = await context.run('assignments', 'suggest', 'visit', '--json');
    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual([
      {
        volunteerId: 'kari',
        short: expect.stringMatching(/^F\d+$/) as string,
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
    expect(ran.stdout).not.toContain(SENTINEL);
  });

  test('shows both lists, and asks nobody', async () => {
    const context = await openWithVolunteers();
    const { stdout } = await context.run('assignments', 'suggest', 'visit');
    expect(stdout).toMatch(
      /F\d+ .*Kari .*likes besøk[^]*may not be asked[^]*F\d+ .*not met[^]*Nobody is asked by looking/,
    );
    expect(stdout).not.toContain(SENTINEL);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(120);
    expect((await context.run('messages', 'list', '--json')).json()).toEqual([]);
  });

  test('an assignment that there is not', async () => {
    const context = await openWithVolunteers();
    expect(await context.run('assignments', 'suggest', 'nope')).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('volunteers hours', () => {
  test('are noted with what the assignment says, corrected, and written into the audit log', async () => {
    const context = await openWithVolunteers();
    const first = await context.run(
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
      short: expect.stringMatching(/^F\d+$/) as string,
      assignmentId: 'past',
      on: '2026-11-20',
      kind: 'drive',
      minutes: 90,
      outcome: 'noted',
      minutesInAll: 90,
    });
    const again = await context.run(
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
    expect((await context.run(...byNumber)).json()).toMatchObject({
      on: '2026-11-23',
      kind: 'drive',
      minutesInAll: 105,
    });
    const deeds = (await context.run('audit', 'list', '--json')).json<
      { verb: string; staff: string; object: string }[]
    >();
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
    const context = await openWithVolunteers();
    const ran = await context.run('volunteers', 'hours', ...argv);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(says);
    expect(ran.stdout).toBe('');
  });
});

describe('volunteers proof', () => {
  test('as text: who, how long, what and when, and where to sign; not for whom', async () => {
    const { stdout } = await (await openWithHours()).run('volunteers', 'proof', 'kari');
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
    const context = await openWithHours();
    const own = await context.run('volunteers', 'proof', 'ola');
    expect(own.stdout).toMatch(/stadfestar at Ola har gjeve 45 minutt som frivillig hos oss, 5\. oktober 2026/);
    const english = await context.run('volunteers', 'proof', 'ola', '--language', 'en');
    expect(english.stdout).toMatch(/has given 45 minutes as a volunteer with us, on 5 October 2026/);
  });

  test('of some dates only, and as JSON', async () => {
    const context = await openWithHours();
    const some = await context.run(
      'volunteers',
      'proof',
      'kari',
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-30',
      '--json',
    );
    expect(some.json()).toEqual({
      volunteerId: 'kari',
      short: expect.stringMatching(/^F\d+$/) as string,
      name: 'Kari <i>Nilsen</i> & "co"',
      language: 'nb',
      minutes: 90,
      byKind: [{ kind: 'drive', times: 1, minutes: 90 }],
      served: [{ servedOn: '2026-11-20', kind: 'drive', minutes: 90 }],
    });
  });

  test('as a page: whole in itself, for nobody else to read, and never over a file that exists', async () => {
    const context = await openWithHours();
    const file = join(context.folder, 'proof.html');
    expect(await context.run('volunteers', 'proof', 'kari', '--html', file)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('Kari &lt;i&gt;Nilsen&lt;/i&gt; &amp; &quot;co&quot;');
    expect(page).not.toMatch(/<i>|<script|https?:|src=|@import|url\(/);
    expect(page).not.toContain(SENTINEL);
    const again = await context.run('volunteers', 'proof', 'kari', '--html', file);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(page);
  });

  test('what cannot be proved is refused', async () => {
    const context = await openWithHours();
    const proof = (...more: string[]) => context.run('volunteers', 'proof', 'kari', ...more);
    expect((await proof('--from', '2026-12-01')).stderr).toMatch(/No hours are noted .* in that time/);
    expect((await proof('--from', '2026-12-01', '--to', '2026-11-01')).stderr).toMatch(/is after/);
    expect((await proof('--language', 'sv')).stderr).toMatch(/Nothing is written in sv/);
    expect((await proof('--html', join(context.folder, 'nowhere', 'x.html'))).stderr).toMatch(/There is no folder/);
    const taken = join(context.folder, 'taken');
    mkdirSync(taken);
    expect((await proof('--html', taken)).code).toBe(1);
    writeFileSync(join(context.folder, 'empty.html'), '');
    expect((await proof('--html', join(context.folder, 'empty.html'))).stderr).toMatch(/exists/);
  });
});
