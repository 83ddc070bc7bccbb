import { afterEach, expect, test } from 'vitest';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import { ring } from '../../support/provider/caller.ts';
import { openTestApp, testClock, type TestApp } from '../../support/app.ts';

let app: TestApp | undefined;
afterEach(() => app?.close());

test.each([
  ['nb', '2026-11-24T10:00', 'kan jeg ta med hund', 'kan ikke ringe et skjult nummer', /du får svar/],
  ['nn', '2026-11-24T20:00', 'er det toalett der', 'kan ikkje ringje eit skjult nummer', /du får svar/],
  ['en', '2026-11-24T20:00', 'can I bring my dog', 'cannot ring a hidden number', /you will have an answer/],
])(
  'in %s, at %s, a hidden caller is promised no answer to "%s", and hears how to get one',
  async (language, at, asked, said, promise) => {
    app = await openTestApp({ clock: testClock(at) });
    await app.store.write((tx) => changeCentre(tx, { id: 'arendal', language }));
    const caller = await ring(app.service, '+266696687', { sid: 'CA1' });
    await caller.keys('1');
    await caller.keys('4836');
    await caller.keys('1');
    await caller.say(asked);
    const heard = caller.heard.join(' ');
    expect(heard).toContain(said);
    expect(heard).toMatch(/0/);
    expect(heard).not.toMatch(promise);
    const items = await app.store.db.selectFrom('inbox_item').select(['body', 'reason']).execute();
    expect(items).toEqual([{ body: asked, reason: 'question' }]);
  },
);

test.each([
  ['2026-11-24T10:00', 'somali', /setter jeg deg over til et menneske/],
  ['2026-11-24T20:00', 'somali', /Legg igjen navn og nummer/],
  ['2026-11-24T20:00', 'tigrinja', /Legg igjen navn og nummer/],
])(
  'at %s a hidden caller who says "%s" is promised no call, and gets a human or leaves a number',
  async (at, said, then) => {
    app = await openTestApp({ clock: testClock(at) });
    const caller = await ring(app.service, '+266696687', { sid: 'CA1' });
    await caller.say(said);
    expect(caller.heard.join(' ')).toMatch(then);
    expect(caller.heard.join(' ')).not.toContain('Et menneske ringer deg');
  },
);
