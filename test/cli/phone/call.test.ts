import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addKnitting, CENTRE, openContext, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';

/** A centre with a staff phone that is open at noon on a Monday, and one activity. */
async function openCentre(): Promise<Desk> {
  const context = openContext();
  await context.run(...CENTRE, '--staff-phone', '+4759440001', '--opening', 'Mon-Fri 09:00-15:00');
  await addKnitting(context);
  return context;
}

const call = async (context: Desk, ...lines: string[]): Promise<string> =>
  (await context.feed(`${lines.join('\n')}\n`, 'phone', KARI)).stdout;

test('rings, finds an activity with keys and words, and signs up', async () => {
  const context = await openCentre();
  const heard = await call(context, '/ring', '1', '4836#', '"nummer en"', '1', '1', '/legg på', '/legg på');
  expect(heard).toMatch(/^<< Hei.* En maskin svarer\.\n/);
  expect(heard).toContain('>> 4836#\n<< Nær Arendal.\n<< For Strikkekafé, tirsdag den første klokka atten, trykk 1.');
  expect(heard).toContain('>> "nummer en"\n<< Strikkekafé. tirsdag den første desember');
  expect(heard).toContain('Du er påmeldt Strikkekafé, tir. 1.12 kl. 18.');
  expect(heard).toContain('((The call is over: the caller hung up.))');
  expect(heard).toContain('((There is no call. /ring rings.))');
});

test('two silences end with a human; the phone of staff is taken with a key, or nobody takes it', async () => {
  const context = await openCentre();
  const taken = await call(context, '/ring', '', '', '/svar', '1', '');
  expect(taken).toContain('>> (nothing)\n<< Jeg hørte ikke noe.');
  expect(taken).toContain(
    '<< (at the centre) En samtale fra telefonen til Frivilligsentralen Arendal. Trykk 1 for å ta den.',
  );
  expect(taken).toContain('>> (at the centre) 1\n((You are put through, and talk.');
  expect(taken).toContain('<< Takk for praten. Ha det bra!\n((The call is over: the line hung up.))');
  for (const nobody of ['', '/busy']) {
    const left = await call(context, '/ring', '0', nobody, '"Ring meg om strikkingen"');
    expect(left).toContain('<< Takk for beskjeden.');
  }
});

test('a voicemail takes the phone of staff and presses nothing: a message is left, and a callback made', async () => {
  const context = await openCentre();
  const left = await call(context, '/ring', '0', '/svar', '', '"Ring meg om strikkingen"');
  expect(left).toMatch(/an empty line presses nothing, like a voicemail\.[^]*etter pipetonen[^]*Takk for beskjeden\./);
  const { stdout } = await context.run('callbacks', 'list');
  expect(stdout).toMatch(/R1 .* asked for a human [^]*R1 left a message on the line: ringerunde callbacks play R1/);
});

test('words that were hard to hear are asked again with keys; what is no answer gets the help', async () => {
  const context = await openCentre();
  const heard = await call(context, '/ring', '/mumle noe i helga', 'noe i helga', '/si hallo', '/hang up');
  expect(heard).toContain('<< Det forsto jeg ikke helt. Bruk tastene.');
  expect(heard).toContain('((Only keys are heard now.))');
  expect(heard).toContain('((/ring rings, /answer and /decline a call that comes in. In a call: keys (1, 4836#)');
});

test('a reminder rings who asked for it, and is confirmed with 1', async () => {
  const context = await openCentre();
  await call(context, '/ring', '1', '4836', '1', '1', '1', '/legg på');
  const store = await openStore(`sqlite:${context.file}`);
  await store.db.updateTable('person').set({ prefers: 'call' }).execute();
  await store.close();
  const heard = await call(
    context,
    '/clock reminder',
    '/avvis',
    '/svar',
    '/clock reminder',
    '/svar',
    '1',
    '1',
    '/legg på',
  );
  expect(heard).toContain(
    '((The telephone rings: Frivilligsentralen Arendal. /answer takes the call, /decline does not.))',
  );
  expect(heard).toContain('((You declined the call.))\n((Nobody rings.))');
  expect(heard).toMatch(/Vi har en beskjed til deg\.[^]*>> 1\n<< Husk Strikkekafé[^]*>> 1\n<< Så fint! Velkommen\./);
});

test('--json tells what was heard and done, among the texts', async () => {
  const context = await openCentre();
  const told = (await context.feed('/ring\n9\n', 'phone', KARI, '--json')).json<
    { direction: string; call: string; body: string }[]
  >();
  expect(told[0]).toEqual({
    direction: 'out',
    call: expect.stringMatching(/^CA[0-9a-f]{32}$/),
    body: expect.stringContaining('En maskin svarer.'),
    at: expect.stringMatching(/^2026-11-23T12:00:\d\d\+01:00$/),
  });
  expect(told.find(({ direction }) => direction === 'in')?.body).toBe('9');
  // The end of the lines puts the phone down.
  const store = await openStore(`sqlite:${context.file}`);
  expect(await store.db.selectFrom('call').select('phase').execute()).toEqual([{ phase: 'over' }]);
  await store.close();
});

test('whatever is said is shown as text', async () => {
  const context = await openCentre();
  const store = await openStore(`sqlite:${context.file}`);
  await store.db.updateTable('activity').set({ title: 'a\u001b[2J\u202e<Hangup/>' }).execute();
  await store.close();
  const heard = await call(context, '/ring', '1', '4836', '1');
  expect(heard).toContain('Hvor bor du?');
  for (const control of ['\u001b', '\u202e']) expect(heard).not.toContain(control);
});
