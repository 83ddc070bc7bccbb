import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openArendal, openContext, type Desk } from '../../support/cli.ts';

const SID = `AC${'0'.repeat(32)}`;
const URL_OURS = 'https://line.example.no';

interface Answers {
  account: number;
  number?: object;
}

/** As much of Twilio as doctor asks: the account, and one number. */
async function startTwilio({ account, number }: Answers): Promise<string> {
  const server = createServer((request, response) => {
    const asksNumber = request.url?.includes('IncomingPhoneNumbers') === true;
    response.writeHead(account, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(asksNumber ? { incoming_phone_numbers: number === undefined ? [] : [number] } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function checked(answers: Answers): Promise<{ code: number; said: Record<string, string> }> {
  const twilio = {
    TWILIO_ACCOUNT_SID: SID,
    TWILIO_AUTH_TOKEN: '0123456789abcdef',
    TWILIO_API_URL: await startTwilio(answers),
    PUBLIC_URL: URL_OURS,
  };
  const context: Desk = await openArendal(twilio);
  const ran = await context.run('doctor', '--json');
  const { checks } = ran.json<{ checks: { name: string; ok: boolean; advice: string }[] }>();
  return {
    code: ran.code,
    said: Object.fromEntries(checks.map((c) => [c.name, `${c.ok ? 'ok' : 'not ok'}: ${c.advice}`])),
  };
}

const RIGHT = {
  phone_number: '+4759440000',
  sms_url: `${URL_OURS}/twilio/sms#rc=3&rp=all`,
  voice_url: `${URL_OURS}/twilio/voice`,
  voice_fallback_url: 'https://handler.example/EH1',
};

test('a number that calls the right addresses is ok', async () => {
  const { code, said } = await checked({ account: 200, number: RIGHT });
  expect(said['+4759440000 at Twilio']).toBe('ok: It calls the right addresses.');
  expect(said['messages']).toContain(`${URL_OURS}/twilio/sms#rc=3&rp=all`);
  expect(said['keywords']).toMatch(/YES.*INFO/);
  expect(code).toBe(0);
});

test.each([
  [
    { ...RIGHT, sms_url: '' },
    /For messages it calls nothing; set it to https:\/\/line\.example\.no\/twilio\/sms#rc=3&rp=all/,
  ],
  [{ ...RIGHT, voice_url: 'https://other.example' }, /For calls it calls https:\/\/other\.example/],
  [{ ...RIGHT, voice_fallback_url: '' }, /no fallback for calls/],
  [undefined, /The account has no such number/],
])('%j is told with what to set', async (number, says) => {
  const { code, said } = await checked({ account: 200, ...(number === undefined ? {} : { number }) });
  expect(said['+4759440000 at Twilio']).toMatch(says);
  expect(code).toBe(1);
});

test('wrong credentials and a silent server are told', async () => {
  expect((await checked({ account: 401 })).said['carrier']).toMatch(/does not let us in/);
  const away = { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: '0123456789abcdef', TWILIO_API_URL: 'http://127.0.0.1:1' };
  const ran = await openContext(away).run('doctor', '--json');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(/does not answer/);
  expect(ran.stdout).not.toContain('0123456789abcdef');
});

const saidBy = async (context: Desk) => {
  const ran = await context.run('doctor', '--json');
  const { ok, checks } = ran.json<{ ok: boolean; checks: { name: string; ok: boolean; advice: string }[] }>();
  return { code: ran.code, ok, wrong: new Map(checks.filter((c) => !c.ok).map((c) => [c.name, c.advice])) };
};

test('A28: with no database it says what is missing, which commands make it, and exits 1', async () => {
  const context = openContext();
  const { code, ok, wrong } = await saidBy(context);
  expect({ code, ok }).toEqual({ code: 1, ok: false });
  expect([...wrong.keys()]).toEqual(['database', 'centre', 'places']);
  expect(wrong.get('database')).toMatch(/does not exist yet.*ringerunde serve.*ringerunde centre add/);
  expect(wrong.get('places')).toContain('ringerunde places import');
  expect((await context.run('doctor')).stdout).not.toContain('Everything needed is in place');
});

test('A28: with a database and no centre it does the same, also with a carrier', async () => {
  const simulated = openContext();
  await simulated.run('migrate');
  expect(await saidBy(simulated)).toMatchObject({ code: 1, ok: false });
  expect([...(await saidBy(simulated)).wrong.keys()]).toEqual(['centre']);
  const url = await startTwilio({ account: 200 });
  const real = openContext({
    TWILIO_ACCOUNT_SID: SID,
    TWILIO_AUTH_TOKEN: '0123456789abcdef',
    TWILIO_API_URL: url,
    PUBLIC_URL: URL_OURS,
  });
  await real.run('migrate');
  const { code, wrong } = await saidBy(real);
  expect(code).toBe(1);
  expect(wrong.get('centre')).not.toContain('serve');
  expect(wrong.get('centre')).toContain('ringerunde centre add');
});

test('A28: with a centre and places nothing is missing', async () => {
  const { code, wrong } = await saidBy(await openArendal());
  expect([...wrong]).toEqual([]);
  expect(code).toBe(0);
});
