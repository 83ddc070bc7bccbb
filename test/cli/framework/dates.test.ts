import { expect, test } from 'vitest';
import { addKnitting, openArendal } from '../../support/cli.ts';

/** The clock of these commands shows Monday 23 November 2026 at noon. */
const HELP = ['--title', 'Følge til lege', '--postcode', '4836', '--minutes', '60'];

test.each([
  ['26.11.2026 kl 11', '2026-11-26T11:00'],
  ['26.11. kl. 18', '2026-11-26T18:00'],
  ['torsdag kl 10', '2026-11-26T10:00'],
  ['i morgen 10.30', '2026-11-24T10:30'],
  ['i morgon kl 10', '2026-11-24T10:00'],
  ['Thursday at 10', '2026-11-26T10:00'],
  ['2026-12-01T11:00', '2026-12-01T11:00'],
  ['2026-12-01T11:00:00+01:00', '2026-12-01T11:00'],
])('assignments add --at "%s"', async (said, wall) => {
  const context = await openArendal();
  const added = await context.run('assignments', 'add', ...HELP, '--at', said, '--json');
  expect(added.code, added.stderr).toBe(0);
  expect(JSON.stringify(added.json())).toContain(wall);
});

test('days, of what is to come and of what is past', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  const cancelled = await context.run('activities', 'cancel', id, '--on', 'tirsdag 8. desember', '--yes', '--json');
  expect(cancelled.json()).toMatchObject({ on: '2026-12-08', outcome: 'cancelled' });
  const moved = await context.run(
    'activities',
    'move',
    id,
    '--on',
    '15.12.',
    '--to',
    '16.12. kl. 19',
    '--yes',
    '--json',
  );
  expect(moved.json()).toMatchObject({ on: '2026-12-15', newStartsAt: '2026-12-16T19:00:00+01:00' });
  const kari = await context.run(
    'volunteers',
    'add',
    '--name',
    'Kari',
    '--phone',
    '90000001',
    '--met',
    '3.11.',
    '--json',
  );
  expect(kari.json()).toMatchObject({ metOn: '2026-11-03' });
  const pause = await context.run('volunteers', 'pause', '90000001', '--until', '10. januar', '--json');
  expect(pause.json()).toMatchObject({ pausedUntil: '2027-01-10' });
});

test('what is no day is wrong usage, and says what one looks like', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  for (const said of ['snart', '31.11.2026', 'torsdag kl 10', 'hver tirsdag']) {
    const ran = await context.run('activities', 'cancel', id, '--on', said, '--yes');
    expect(ran.code, said).toBe(2);
    expect(ran.stderr).toContain('It must be a date such as 2026-12-01, 1.12.2026 or "torsdag".');
  }
  expect((await context.run('assignments', 'add', ...HELP, '--at', 'torsdag')).code).toBe(2);
});
