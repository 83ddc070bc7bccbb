import { expect, onTestFinished, test } from 'vitest';
import { openArendal, openContext } from '../../support/cli.ts';
import { startSmsc } from '../../support/provider/smsc.ts';

const account = (port: number, password = 'secret') => ({
  // The command line of the tests pretends its clock; with a real carrier there is none.
  RINGERUNDE_CLOCK: '',
  SMPP_URL: `smpp://127.0.0.1:${port}`,
  SMPP_SYSTEM_ID: 'ringerunde',
  SMPP_PASSWORD: password,
});

async function smsc(): Promise<number> {
  const centre = await startSmsc();
  onTestFinished(() => centre.close());
  return centre.port;
}

interface Checked {
  ok: boolean;
  checks: { name: string; ok: boolean; advice: string }[];
}

test('doctor says that the message centre lets us in, and that there are no calls', async () => {
  const ran = await (await openArendal(account(await smsc()))).run('doctor', '--json');
  const { checks } = ran.json<Checked>();
  const said = Object.fromEntries(checks.map((c) => [c.name, c.advice]));
  expect(said['carrier']).toMatch(/lets us in/);
  expect(said['calls']).toMatch(/^None/);
  expect(said['configuration']).toBe('The carrier is smpp.');
  expect(ran.stdout).not.toMatch(/nothing leaves|twilio|secret/i);
});

test('doctor says what is wrong with the account, and where nobody answers', async () => {
  const wrong = await (await openArendal(account(await smsc(), 'wrong'))).run('doctor');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/The password is wrong/);
  const away = await (await openArendal(account(1))).run('doctor');
  expect(away.stdout).toMatch(/127\.0\.0\.1:1 does not answer/);
});

test('an empty database gets no demo centre, no page is served, and the pretended telephone is refused', async () => {
  const context = openContext({ ...account(await smsc()), PORT: '0' });
  const served = await context.run('serve', '--json');
  expect(served.json()).toMatchObject({ phone: null, carrier: 'smpp' });
  const said = await context.run('serve');
  expect(said.stdout).toMatch(/There is no centre yet/);
  expect(said.stdout).not.toMatch(/Nothing leaves|telephone to try/);
  const refused = await context.run('phone');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/pretended, and the carrier is real/);
  const list = await context.run('centre', 'list', '--json');
  expect(list.json<unknown[]>()).toEqual([]);
});
