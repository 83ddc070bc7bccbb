import { expect, test } from 'vitest';
import { ALL_COMMANDS, CENTRE, openContext } from '../../support/cli.ts';

test.each(ALL_COMMANDS.map((c) => c.name))('%s explains itself, with an example', async (name) => {
  const { code, stdout } = await openContext().run(...name.split(' '), '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ringerunde ${name}`);
  expect(stdout).toMatch(new RegExp(`Examples:\\n {2}\\$ .*${name}`));
  expect(stdout).toContain('--json');
});

test.each(ALL_COMMANDS.map((c) => [c.name, c] as const))('the deed of %s can be loaded', async (_name, words) => {
  expect(typeof (await words.load()).run).toBe('function');
});

test.each([
  [['centr', 'list'], /Did you mean centre/],
  [['centre', 'lst'], /Did you mean list/],
  [['centre', 'add', '--nme', 'x'], /--name/],
  [['centre', 'add', '--name', 'x'], /--number/],
  [['activities', 'cancel'], /missing required argument 'id'/],
  [['activities', 'cancel', 'x', '--on', '2026-02-30'], /2026-12-01/],
  [['activities', 'cancel', 'x', '--on', 'snart'], /2026-12-01/],
  [['messages', 'list', '--limit', '-3'], /whole number/],
  [['explain'], /This needs a text/],
  [['volunteers', 'add', '--name', 'x'], /--phone/],
  [['volunteers', 'pause', 'x'], /--until/],
  [['volunteers', 'change', 'x'], /Say what to change/],
  [['volunteers', 'change', 'x', '--met', 'før'], /2026-12-01.*, or none/],
  [['centre', 'set'], /Say what to change/],
  [['centre'], /Usage/],
  [[], /Usage/],
])('%j is wrong usage', async (argv, says) => {
  const { code, stdout, stderr } = await openContext().run(...argv);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(says);
});

test('wrong usage with --json is one JSON value too', async () => {
  const ran = await openContext().run('centre', 'lst', '--json');
  expect(ran.code).toBe(2);
  expect(ran.json()).toEqual({ error: "unknown command 'lst'\n(Did you mean list?)" });
  expect(ran.stdout).not.toMatch(/Usage/);
});

test.each([[['--json']], [['activities', '--json']]])(
  '%j names no command, and says so in a sentence',
  async (argv) => {
    const ran = await openContext().run(...argv);
    expect(ran.code).toBe(2);
    expect(ran.json()).toEqual({ error: 'A command is missing. --help lists them.' });
  },
);

test('an example that begins with another program is told as it is typed', async () => {
  const { stdout } = await openContext().run('phone', '--help');
  expect(stdout).toContain('$ printf "Hisøy\\n1\\n" | ringerunde phone');
});

test('a centre writes in a language that there are sentences in', async () => {
  const context = openContext();
  const xx = await context.run(...CENTRE, '--language', 'xx', '--json');
  expect(xx).toMatchObject({ code: 1 });
  expect(xx.json()).toEqual({ error: expect.stringMatching(/^Nothing is written in xx\. .*nb, nn/) as string });
  expect(await context.run(...CENTRE, '--language', 'nn')).toMatchObject({ code: 0 });
});

test('what is refused says what to do, with exit code 1 and no trace', async () => {
  const context = openContext();
  const plain = await context.run('activities', 'import', 'nowhere.csv');
  expect(plain).toMatchObject({ code: 1, stdout: '' });
  expect(plain.stderr).toMatch(/There is no centre yet\. Add one with: ringerunde centre add/);
  expect(plain.stderr).not.toMatch(/ at /);
  await context.run(...CENTRE);
  const missing = await context.run('activities', 'import', 'nowhere.csv', '--json');
  expect(missing.code).toBe(1);
  expect(missing.json()).toMatchObject({ error: expect.stringMatching(/There is no file .*nowhere\.csv/) as string });
});

test('LOG_LEVEL=debug shows where it failed', async () => {
  const { stderr } = await openContext({ LOG_LEVEL: 'debug' }).run('activities', 'show', 'x');
  expect(stderr).toMatch(/\n\s+at /);
});

test('a wrong environment is told line by line', async () => {
  const { code, stderr } = await openContext({ PORT: 'three', LOG_LEVEL: 'loud' }).run('centre', 'list');
  expect(code).toBe(1);
  expect(stderr).toMatch(/PORT must be a number/);
  expect(stderr).toMatch(/LOG_LEVEL must be one of/);
});

test('global options stand before or after the command', async () => {
  const context = openContext();
  await context.run(...CENTRE);
  for (const argv of [
    ['--json', 'centre', 'list'],
    ['centre', '--json', 'list'],
    ['centre', 'list', '--json'],
  ]) {
    expect((await context.run(...argv)).json<unknown[]>()).toHaveLength(1);
  }
});
