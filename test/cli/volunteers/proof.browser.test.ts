import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWithHours } from '../../support/service.ts';

const CHROMIUM = '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there) console.warn(`The proof is not looked at in a browser: there is no ${CHROMIUM}.`);

let browser: Browser;

beforeAll(async () => {
  if (!there) return;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions'];
  browser = await chromium.launch({ executablePath: CHROMIUM, args });
});
afterAll(() => browser?.close());

test.for(['nb', 'nn', 'en'])(
  'the page in %s can be read by everybody, and fits a page of A4',
  async (language, { skip }) => {
    if (!there) return skip();
    const context = await openWithHours();
    const file = join(context.folder, 'proof.html');
    await context.run('volunteers', 'proof', 'kari', '--language', language, '--html', file);
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
  },
);
