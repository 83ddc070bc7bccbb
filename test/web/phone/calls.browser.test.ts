import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWeb, type Web } from '../../support/web.ts';

const CHROMIUM = '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there) console.warn(`Calls are not tried in a browser: there is no ${CHROMIUM}.`);

/** Looked for in the page itself, so it is a script of the browser. */
const LOOK = readFileSync(new URL('../../support/checks/look-at-page.js', import.meta.url), 'utf8');
const ME = '+4790000001';

let browser: Browser;
let web: Web;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  if (!there) return;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions'];
  browser = await chromium.launch({ executablePath: CHROMIUM, args });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  complaints.length = 0;
  web = await openWeb();
  web.service.start();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'nb-NO' });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text());
  });
  await page.addInitScript("localStorage.setItem('ringerunde.voice', 'off')");
  await page.goto(`${web.url}/phone`);
  await phone().waitFor();
});
afterEach(async () => {
  await page.close();
  await web.close();
});

const phone = (): Locator => page.locator('.handset').first();
const button = (name: string | RegExp): Locator => phone().getByRole('button', { name, exact: true });
const lines = (): Locator => phone().locator('.line');
const texts = (): Promise<string[]> => phone().locator('.message.received .bubble').allTextContents();

/** Does something, and answers what is heard after it: everything up to the sentence that comes last. */
async function hear(last: string | RegExp, deed: () => Promise<void>): Promise<string> {
  const before = await lines().count();
  await deed();
  await expect
    .poll(async () => (await lines().allTextContents()).slice(before).join('\n'), { timeout: 60_000 })
    .toMatch(typeof last === 'string' ? new RegExp(last.replaceAll('.', '\\.')) : last);
  return (await lines().allTextContents()).slice(before).join('\n');
}

const END_OF_MENU = '0 er et menneske.';
const ring = (): Promise<string> => hear(END_OF_MENU, () => button('Ring fra 900 00 001').click());
const press = (keys: string, last: string | RegExp = END_OF_MENU): Promise<string> =>
  hear(last, async () => {
    for (const key of keys) await button({ '#': 'Firkant', '*': 'Stjerne' }[key] ?? key).click();
  });

describe.skipIf(!there)('a call in the browser', () => {
  test('finds an activity and signs up with keys alone', async () => {
    expect(await ring()).toContain('En maskin svarer.');
    expect(await press('1')).toContain('Hvor bor du?');
    const list = await press('4836');
    expect(list).toContain('Tastet 4836');
    expect(list).toMatch(/For .+, trykk 1\./);
    expect(await press('1')).toMatch(/For å melde deg på, trykk 1\./);
    let told = await press('1');
    if (told.includes('Hvor mange')) told = await press('1');
    expect(told).toContain('Det er notert.');
    await hear('', () => button('Legg på').click());
    await button('Til meldingene').click();
    await expect.poll(texts).toEqual([expect.stringContaining('Du er påmeldt')]);
    const [call] = await web.store.db.selectFrom('call').selectAll().execute();
    expect(call).toMatchObject({ number: ME, phase: 'over' });
    expect(await web.store.db.selectFrom('sign_up').select('status').execute()).toEqual([{ status: 'signed_up' }]);
    expect(complaints).toEqual([]);
  });

  test('two silences end with a human, who takes the call with a key', async () => {
    await ring();
    const silence = (last: string): Promise<string> => hear(last, () => button('Si ingenting').click());
    expect(await silence(END_OF_MENU)).toContain('Jeg hørte ikke noe.');
    expect(await silence('Vent litt')).toContain('så setter jeg deg over til et menneske');
    await phone().getByText('Telefonen på sentralen ringer: 456 00 002').waitFor();
    await hear('Trykk 1 for å ta den', () => button('Ta telefonen').click());
    await button('Trykk 1').click();
    await phone().getByText('Dere snakker sammen.').waitFor();
    await hear('Ha det bra', () => button('Sentralen legger på').click());
    await phone().getByText('Sentralen la på.').waitFor();
    const [call] = await web.store.db.selectFrom('call').select(['phase', 'outcome', 'taken_at']).execute();
    expect(call).toMatchObject({ phase: 'over', outcome: 'human' });
    expect(call?.taken_at).not.toBeNull();
    expect(complaints).toEqual([]);
  });

  test('nobody takes it: a message is left, and a callback is made', async () => {
    await ring();
    await press('0', 'Vent litt');
    await hear('etter pipetonen', () => button('Ikke svar').click());
    await phone().getByLabel('Beskjeden').fill('Ring meg om strikkingen');
    expect(await hear('Ha det bra', () => button('Legg igjen beskjed').click())).toContain('Takk for beskjeden.');
    expect(await web.store.db.selectFrom('callback').select('reason').execute()).toEqual([
      { reason: 'asked for a human' },
    ]);
    expect(await web.store.db.selectFrom('recording').select('seconds').execute()).toEqual([{ seconds: 8 }]);
  });

  test('a voicemail takes it and presses nothing: a message is left, and a callback is made', async () => {
    await ring();
    await press('0', 'Vent litt');
    await hear('Trykk 1 for å ta den', () => button('Ta telefonen').click());
    await phone().getByText('En telefonsvarer trykker ingenting.').waitFor();
    await hear('etter pipetonen', () => button('Trykk ingenting').click());
    await phone().getByLabel('Beskjeden').fill('Ring meg om strikkingen');
    expect(await hear('Ha det bra', () => button('Legg igjen beskjed').click())).toContain('Takk for beskjeden.');
    const [call] = await web.store.db.selectFrom('call').select(['callback_id', 'taken_at']).execute();
    expect(call?.taken_at).toBeNull();
    const rows = await web.store.db.selectFrom('recording').select(['callback_id', 'seconds']).execute();
    expect(rows).toEqual([{ callback_id: call?.callback_id, seconds: 8 }]);
    expect(complaints).toEqual([]);
  });

  test('what is said is heard, and what is mumbled is asked again with the keys', async () => {
    await ring();
    const say = (words: string, last: string | RegExp): Promise<string> =>
      hear(last, async () => {
        await phone().getByLabel('Si noe fra 900 00 001').fill(words);
        await phone().getByLabel('Si noe fra 900 00 001').press('Enter');
      });
    await phone().getByLabel('Mumle').check();
    expect(await say('noe å gjøre på Hisøy', END_OF_MENU)).toContain('Bruk tastene.');
    await phone().getByText('Nå høres bare taster.').waitFor();
    expect(await press('1')).toContain('Hvor bor du?');
    expect(await say('Hisøy', END_OF_MENU)).toContain('Nær Hisøy.');
  });

  test('silence comes by itself when the time is up', async () => {
    await page.clock.install();
    await ring();
    await phone().getByText('Snakker …').waitFor();
    // The sentences first, as long as it takes to say them, and then the nine seconds.
    await page.clock.runFor(25_000);
    await phone()
      .getByText(/Venter på svar: \d s/)
      .waitFor();
    await hear('Jeg hørte ikke noe', () => page.clock.runFor(9_500));
    expect(complaints).toEqual([]);
  });

  test('a reminder rings, says nothing of it before a key, and is confirmed with 1', async () => {
    await signUp();
    await page.getByRole('button', { name: 'Neste påminnelse' }).click();
    await phone().getByRole('alert').filter({ hasText: 'Frivilligsentralen Arendal ringer' }).waitFor();
    expect(await page.title()).toBe('Det ringer: 900 00 001');
    const first = await hear(END_OF_MENU, () => button('Svar').click());
    expect(first).toContain('Vi har en beskjed til deg.');
    expect(first).not.toContain('Husk');
    expect(await press('1')).toMatch(/Husk .+ Kommer du\?/);
    expect(await press('1')).toContain('Velkommen');
    await button('Legg på').click();
    await phone().getByText('Du la på.').waitFor();
    const [rung] = await web.store.db.selectFrom('outgoing_call').select(['state', 'reason', 'tries']).execute();
    expect(rung).toEqual({ state: 'done', reason: 'heard', tries: 1 });
    expect(complaints).toEqual([]);
  });

  test('a machine hears only that it should ring; whoever is busy is rung again', async () => {
    await signUp();
    await page.getByRole('button', { name: 'Neste påminnelse' }).click();
    await button('Avvis').click();
    await expect
      .poll(() => web.store.db.selectFrom('outgoing_call').select(['state', 'reason']).executeTakeFirst())
      .toEqual({ state: 'pending', reason: 'busy' });
    await page.getByRole('button', { name: 'Neste påminnelse' }).click();
    const machine = await hear('Ring oss på', () => button('La telefonsvareren ta den').click());
    expect(machine).not.toContain('Husk');
    await phone().getByText('Sentralen la på.').waitFor();
  });

  test('is used by keyboard alone', async () => {
    await button('Ring fra 900 00 001').focus();
    await hear(END_OF_MENU, () => page.keyboard.press('Enter'));
    await hear('Hvor bor du', () => page.keyboard.press('1'));
    await hear('Nær Arendal', () => page.keyboard.type('4836'));
    const names: string[] = [];
    for (let i = 0; i < 20 && names.at(-1) !== 'Legg på'; i++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate<string>(
          '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? document.activeElement.name).trim()',
        ),
      );
    }
    const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(String);
    const order = ['Stemme av', 'Det som sies, 900 00 001', ...keys, 'Stjerne', '0', 'Firkant'];
    // The box for mumbling is named by its label.
    expect(names).toEqual(order.concat('Si noe fra 900 00 001', '', 'Si', 'Si ingenting', 'Legg på'));
    await page.keyboard.press('Enter');
    await phone().getByText('Du la på.').waitFor();
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Til meldingene');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Ring fra 900 00 001');
    expect(complaints).toEqual([]);
  });

  test('has a name for every control, and enough contrast, at each point of a call', async () => {
    const look = async (): Promise<void> => {
      // What has just come in is still fading in.
      await page.waitForTimeout(250);
      const found = await page.evaluate<{ nameless: string[]; faint: string[] }>(LOOK);
      expect(found.nameless).toEqual([]);
      expect(found.faint).toEqual([]);
    };
    await ring();
    await look();
    await press('0', 'Vent litt');
    await look();
    await hear('Trykk 1', () => button('Ta telefonen').click());
    await look();
    await hear('pipetonen', () => button('Trykk ingenting').click());
    await look();
    await button('Legg på').click();
    await phone().getByText('Du la på.').waitFor();
    await look();
  });

  test('a page that goes away has hung up', async () => {
    await ring();
    await page.goto('about:blank');
    await expect
      .poll(() => web.store.db.selectFrom('call').select('phase').execute(), { timeout: 60_000 })
      .toEqual([{ phase: 'over' }]);
  });

  test('shows whatever is said, and whatever is wrong with it, as text', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script> &amp; {{x}}';
    await page.route('**/phone/calls', async (route) => {
      const response = await route.fetch();
      const scene = (await response.json()) as { heard: object[] };
      const by = 'caller';
      scene.heard.unshift(
        { kind: 'say', by, text: hostile, language: '"><img src=x>', voice: hostile, rate: 1 },
        { kind: 'play', by, address: `javascript:alert(1)//${hostile}` },
        { kind: 'fault', by, text: `<Sing> ${hostile}` },
      );
      await route.fulfill({ response, json: scene });
    });
    const heard = await ring();
    expect(heard).toContain(`Telefonen sier: ${hostile}`);
    expect(heard).toContain(`Feil: <Sing> ${hostile}`);
    expect(await phone().locator('.transcript :is(img, script, a)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([320, 375, 768])('fits a screen of %i', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    await ring();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const [pad, screen] = [await phone().locator('.keypad').boundingBox(), await phone().boundingBox()];
    expect((pad?.x ?? 0) + (pad?.width ?? 0)).toBeLessThanOrEqual((screen?.x ?? 0) + (screen?.width ?? 0));
  });
});

/** Signs up by text for something of another day, and asks to be rung. */
async function signUp(): Promise<void> {
  const field = phone().getByLabel('Skriv melding fra 900 00 001');
  for (const body of ['AKTIVITET 4836', '3', '1', '1']) {
    const before = (await texts()).length;
    await field.fill(body);
    await field.press('Enter');
    await expect.poll(async () => (await texts()).length).toBeGreaterThan(before);
    if ((await texts()).at(-1)?.includes('Du er påmeldt')) break;
  }
  await web.store.db.updateTable('person').set({ prefers: 'call' }).where('number', '=', ME).execute();
}
