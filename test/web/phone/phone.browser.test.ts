import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { offerAssignment } from '../../../src/service/assignments/staff-actions.ts';
import { openWeb, type Web } from '../../support/web.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

const CHROMIUM = '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there) console.warn(`The phone is not tried in a browser: there is no ${CHROMIUM}.`);

/** Looked for in the page itself, so it is a script of the browser. */
const LOOK = readFileSync(new URL('../../support/checks/look-at-page.js', import.meta.url), 'utf8');
interface Found {
  lang: string;
  nameless: string[];
  faint: string[];
  ids: string[];
  log: string;
}

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
  await page.goto(`${web.url}/`);
  await phone().waitFor();
});
afterEach(async () => {
  await page.close();
  await web.close();
});

const phone = (n = 0): Locator => page.locator('.handset').nth(n);
const received = (n = 0): Locator => phone(n).locator('.message.received .bubble');

/** Writes, and answers the text that comes back. */
async function say(body: string, n = 0): Promise<string> {
  const before = await received(n).count();
  await phone(n).getByRole('textbox').fill(body);
  await phone(n).getByRole('textbox').press('Enter');
  return next(before, n);
}

async function next(before: number, n = 0): Promise<string> {
  await received(n).nth(before).waitFor();
  // The first words to anybody are who this is, and the answer is a message of its own.
  if ((await received(n).nth(before).innerText()).includes('en maskin som svarer')) {
    await received(n)
      .nth(before + 1)
      .waitFor();
  }
  return (await received(n).last().innerText()).replace(/^Sentralen skrev:\s*/, '');
}

describe.skipIf(!there)('the phone in a browser', () => {
  test('finds an activity, signs up, and is reminded when the clock has been moved', async () => {
    const list = await say('AKTIVITET 4836');
    expect(list).toMatch(/1 .+\d{2}\.\d{1,2}.* (\d+ m|km)/);
    expect(list.match(/^\d /gm)).toHaveLength(3);

    // Tomorrow's: what begins within three hours needs no reminder.
    const choice = phone().getByRole('button', { name: 'Send 3', exact: true });
    await choice.waitFor();
    let before = await received().count();
    await choice.click();
    expect(await next(before)).toMatch(/Svar 1 for/);
    let told = await say('1');
    if (/Hvor mange/.test(told)) told = await say('1');
    expect(told).toMatch(/påmeldt|minner deg på/);

    before = await received().count();
    await page.getByRole('button', { name: 'Neste påminnelse' }).click();
    expect(await next(before)).toMatch(/Husk /);
    await page.getByRole('status').filter({ hasText: 'Klokka er' }).waitFor();
    expect(await phone().locator('.message.received .meta').last().innerText()).toMatch(
      /\d\d:\d\d · \d (del|deler), GSM-7 · Levert/,
    );
    for (const n of [1, 2])
      await phone()
        .getByRole('button', { name: `Send ${n}`, exact: true })
        .waitFor();
    const texts = await received().allInnerTexts();

    await page.reload();
    await received()
      .nth(texts.length - 1)
      .waitFor();
    expect(await received().allInnerTexts()).toEqual(texts);
    expect(complaints).toEqual([]);
  });

  test('is used by keyboard alone, in the order in which it is read', async () => {
    const names: string[] = [];
    for (let i = 0; i < 18; i++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate<string>(
          '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? "").trim()',
        ),
      );
    }
    expect(names[0]).toBe('Hopp til telefonene');
    const order = ['+1 time', 'Neste påminnelse', 'Fjern telefonen 900 00 001', 'Meldinger, 900 00 001', 'Send MINE'];
    expect(order.map((name) => names.indexOf(name)).every((at, i, all) => at > (all[i - 1] ?? 0))).toBe(true);

    await phone().getByRole('textbox').focus();
    await page.keyboard.type('HJELP');
    await page.keyboard.press('Enter');
    expect(await next(0)).toContain('AKTIVITET');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    const before = await received().count();
    await page.keyboard.press('Space');
    await next(before);

    await page.locator('#add-number').focus();
    await page.keyboard.press('Enter');
    await phone(2).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Skriv melding fra 900 00 003',
    );
    await phone(2)
      .getByRole('button', { name: /^Fjern/ })
      .focus();
    await page.keyboard.press('Enter');
    await phone(2).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('shows the phones of two volunteers, on which a yes and a late yes are played', async () => {
    const { store } = web;
    expect(await page.locator('.handset .number').allInnerTexts()).toEqual(['900 00 001', '900 00 002']);
    await store.write(async (tx) => {
      const assignment = await tx
        .selectFrom('assignment')
        .selectAll()
        .where('title', 'like', 'Følge til øyelege%')
        .executeTakeFirstOrThrow();
      const people = await tx
        .selectFrom('volunteer')
        .innerJoin('person', 'person.id', 'volunteer.person_id')
        .select(['volunteer.id', 'volunteer.person_id as personId'])
        .where('person.number', 'in', ['+4790000001', '+4790000002'])
        .orderBy('person.number')
        .execute();
      const turn = { app: web.service.app, tx, moment: momentOf(web.service.app) };
      await offerAssignment(turn, { assignment, volunteers: people, waveSize: 2 });
    });
    for (const n of [0, 1]) await received(n).filter({ hasText: 'Kan du ta et oppdrag?' }).waitFor();
    expect(await say('JA', 0)).toContain('Et menneske bekrefter snart');
    expect(await say('JA', 1)).toContain('er dekket');
    expect(complaints).toEqual([]);
  });

  test('has a name for every control, one language, and enough contrast', async () => {
    await say('HJELP');
    const found = await page.evaluate<Found>(LOOK);
    expect(found.lang).toBe('nb');
    expect(found.nameless).toEqual([]);
    expect(found.faint).toEqual([]);
    expect(new Set(found.ids).size).toBe(found.ids.length);
    expect(found.log).toBe('polite');
  });

  test('shows what is sent to it as text, never as a page', async () => {
    for (const body of [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      '{{constructor}} &amp; \u202e',
    ]) {
      await phone().getByRole('textbox').fill(body);
      await phone().getByRole('textbox').press('Enter');
      await phone()
        .locator('.message.sent', { hasText: body.slice(0, 12) })
        .waitFor();
    }
    expect(await phone().locator('.log img, .log script').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([320, 375, 768])('fits a screen of %i', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await say('AKTIVITET 4836');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
