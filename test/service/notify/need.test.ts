import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { measure } from '../../../src/channels/parts.ts';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import { openTestApp, PEOPLE, testClock, type Heard, type TestApp } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { ring } from '../../support/provider/caller.ts';
import { sqliteStore } from '../../support/store.ts';

const KARI = PEOPLE['Kari'] ?? '';
const DUTY = '+4790000099';
const STAFF = '+4745600002';
const NUMBERS = ['113', '116 123', '116 117'];

let app: TestApp;
afterEach(() => app.close());

async function at(wall: string, centre: { emergencyPhone?: string; staffPhone?: string } = {}): Promise<void> {
  app = await openTestApp({ store: await sqliteStore(), clock: testClock(wall) });
  await app.store.write((tx) => changeCentre(tx, { id: 'arendal', ...centre }));
}
const to = (heard: readonly Heard[], number: string): string[] =>
  heard.filter((h) => h.to === number).map((h) => h.body);

describe('a person in need', () => {
  test('is not told that a human knows where none does', async () => {
    await at('2026-11-28T22:00');
    const heard = await app.text(KARI, 'jeg vil ikke leve lenger');
    const [answer = ''] = to(heard, KARI);
    expect(answer).not.toMatch(/sagt fra|sender melding/);
    expect(NUMBERS.filter((n) => !answer.includes(n))).toEqual([]);
    expect(heard.filter((h) => h.to !== KARI)).toEqual([]);
  });

  test('hears that the emergency phone is told only where that text is in the outbox', async () => {
    await at('2026-11-28T22:00', { emergencyPhone: DUTY });
    const heard = await app.text(KARI, 'har tatt alle pillene mine');
    expect(to(heard, KARI)[0]).toContain('jeg sender melding til vakttelefonen vår nå');
    const [duty = ''] = to(heard, DUTY);
    expect(duty).toContain(`Ring ${KARI} nå`);
    expect(duty).not.toContain('pillene');
    expect(measure(duty).parts).toBeLessThanOrEqual(2);
  });

  test('hears it taken back, with the numbers, where that text fails for good', async () => {
    await at('2026-11-28T22:00', { emergencyPhone: DUTY });
    app.textless.set(DUTY, '21610');
    const heard = await app.text(KARI, 'orker ikke leve');
    const answers = to([...heard, ...(await app.goTo('2026-11-28T22:05'))], KARI);
    expect(answers[0]).toContain('sender melding til vakttelefonen');
    expect(answers[1]).toContain('Jeg fikk ikke sendt melding til vakttelefonen vår likevel');
    expect(NUMBERS.filter((n) => !answers[1]?.includes(n))).toEqual([]);
  });

  test.each([
    ['jeg vil ikke leve lenger', '21614', 'Jeg fikk ikke sagt fra til noen hos oss likevel'],
    ['I want to kill myself', '30006', 'I could not reach anyone here after all'],
  ])('after "%s" hears it taken back where the text to staff fails for good', async (words, code, sentence) => {
    await at('2026-11-24T10:00');
    app.textless.set(STAFF, code);
    const heard = await app.text(KARI, words);
    for (const minute of ['05', '10', '15']) heard.push(...(await app.goTo(`2026-11-24T10:${minute}`)));
    const answers = to(heard, KARI);
    expect(answers[0]).toMatch(/sagt fra til et menneske|have told a person/);
    expect(answers[1]).toContain(sentence);
    expect(NUMBERS.filter((n) => !answers[1]?.includes(n))).toEqual([]);
    expect(answers).toHaveLength(2);
  });

  test.each([
    ['nie chcę już żyć', '2026-11-24T10:00', STAFF, 'Nikogo u nas nie udalo sie powiadomic'],
    ['I want to kill myself', '2026-11-28T22:00', DUTY, 'I could not send the message to our duty phone'],
    ['لا أريد أن أعيش', '2026-11-28T22:00', DUTY, 'لم تصل الرسالة'],
  ])('after "%s" at %s hears it taken back in the language that they wrote', async (words, when, phone, sentence) => {
    await at(when, phone === DUTY ? { emergencyPhone: DUTY } : {});
    app.textless.set(phone, '21614');
    const heard = await app.text(KARI, words);
    heard.push(...(await app.goTo(`${when.slice(0, 14)}05`)));
    const taken = to(heard, KARI).at(-1) ?? '';
    expect(taken).toContain(sentence);
    expect(measure(taken).parts).toBeLessThanOrEqual(2);
  });

  test.each([
    ['Kari', 'a mobile, who prefers calls'],
    ['Liv', 'a landline'],
  ])('%s with %s hears it taken back at night', async (name) => {
    await at('2026-11-28T23:30', { emergencyPhone: DUTY });
    const number = PEOPLE[name] ?? '';
    const caller = await ring(app.service, number, { sid: 'CA1' });
    await app.store.db.updateTable('person').set({ prefers: 'call' }).where('number', '=', number).execute();
    app.textless.set(DUTY, '21614');
    await caller.say('jeg vil ikke leve lenger');
    await caller.staff(null);
    expect(caller.heard.join(' ')).toContain('Jeg sender melding til vakttelefonen');
    await caller.message(0);
    const heard = await app.goTo('2026-11-28T23:32');
    heard.push(...(await app.goTo('2026-11-28T23:34')));
    const rung = app.rung.filter((call) => call.to === number).length;
    expect([to(heard, number).filter((text) => text.includes('Jeg fikk ikke sendt')).length, rung]).toEqual(
      name === 'Liv' ? [0, 1] : [1, 0],
    );
  });

  test('has the emergency phone told where the text to staff fails, and hears it taken back where that fails too', async () => {
    await at('2026-11-24T10:00', { emergencyPhone: DUTY });
    app.textless.set(STAFF, '21614');
    const heard = await app.text(KARI, 'jeg vil ikke leve lenger');
    heard.push(...(await app.goTo('2026-11-24T10:05')));
    expect(to(heard, DUTY)).toHaveLength(1);
    expect(to(heard, KARI)).toHaveLength(1);
    app.textless.set(DUTY, '30006');
    const later = await app.text(PEOPLE['Ola'] ?? '', 'jeg vil ikke leve lenger');
    for (const minute of ['06', '10', '15']) later.push(...(await app.goTo(`2026-11-24T10:${minute}`)));
    expect(to(later, PEOPLE['Ola'] ?? '')[1]).toContain('Jeg fikk ikke sendt melding til vakttelefonen vår likevel');
  });

  test.each([
    ['hei', 'Et menneske hos oss ringer deg'],
    ['I want to kill myself', 'A person here will ring you'],
  ])('who writes "%s" after that is not told again that staff know', async (words, sentence) => {
    await at('2026-11-24T10:00');
    app.textless.set(STAFF, '21614');
    await app.text(KARI, 'jeg vil ikke leve lenger');
    await app.goTo('2026-11-24T10:05');
    await app.goTo('2026-11-24T10:10');
    const [answer = ''] = to(await app.text(KARI, words), KARI);
    expect(answer).not.toMatch(/sagt fra|have told/);
    expect(answer).toContain(sentence);
  });

  test('who wrote at night is not told that staff were not reached in the morning', async () => {
    await at('2026-11-24T22:00');
    app.textless.set(STAFF, '21614');
    const heard = await app.text(KARI, 'jeg vil ikke leve lenger');
    for (const time of ['25T09:00', '25T09:05', '25T12:00']) heard.push(...(await app.goTo(`2026-11-${time}`)));
    expect(to(heard, KARI)).toHaveLength(1);
  });

  test('has staff told beyond the number of texts a day', async () => {
    await at('2026-11-24T10:00');
    await app.store.write((tx) => tx.updateTable('centre').set({ notices_max: 1 }).execute());
    await app.text(KARI, 'jeg vil ikke leve lenger');
    await app.goTo('2026-11-24T10:05');
    await app.text(PEOPLE['Ola'] ?? '', 'huset brenner');
    await app.goTo('2026-11-24T10:06');
    const told = await app.store.db.selectFrom('outbox').select('id').where('number', '=', STAFF).execute();
    expect(told).toHaveLength(2);
  });

  test('has the emergency phone told by day where the staff phone takes no texts', async () => {
    await at('2026-11-24T10:00', { staffPhone: '+4737000001', emergencyPhone: DUTY });
    const heard = await app.text(KARI, 'jeg vil ikke leve lenger');
    expect(to(heard, DUTY)).toHaveLength(1);
    expect(to(heard, KARI)[0]).toContain('Jeg sender melding til vakttelefonen');
  });

  test('has every word kept, however many texts', async () => {
    await at('2026-11-28T22:00');
    for (let n = 0; n < 24; n++) await app.text(KARI, `vil ikke leve lenger ${n}`);
    const rows = await app.store.db.selectFrom('inbox_item').select('id').where('reason', '=', 'crisis').execute();
    expect(rows).toHaveLength(24);
  });

  test('who goes on writing is not shown a menu', async () => {
    await at('2026-11-28T22:00');
    await app.text(KARI, 'jeg vil ikke leve lenger');
    const [answer = ''] = to(await app.text(KARI, 'er det noen der'), KARI);
    expect(answer).toContain('116 123');
    expect(answer).not.toContain('Hva vil du?');
  });

  test('whose phone tells the emergency phone alone is not told of themselves', async () => {
    await at('2026-11-28T22:00', { emergencyPhone: KARI });
    expect(to(await app.text(KARI, 'jeg vil ikke leve lenger'), KARI)).toHaveLength(1);
  });
});

test('an emergency phone that takes no texts is refused', async () => {
  await at('2026-11-24T10:00');
  await expect(at('2026-11-24T10:00', { emergencyPhone: '+4737000011' })).rejects.toThrow('choose a mobile');
});

describe('the safety sentences', () => {
  const { note: _note, ...languages } = JSON.parse(
    readFileSync(join(ROOT, 'locales', 'safety.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const nb = JSON.parse(readFileSync(join(ROOT, 'locales', 'nb', 'need.json'), 'utf8')) as Record<string, string>;
  test.each(Object.entries(languages))('in %s: known keys, the numbers, two parts', async (language, sentences) => {
    await at('2026-11-24T10:00');
    for (const key of Object.keys(sentences).filter((k) => k.startsWith('need.')))
      expect(nb).toHaveProperty([key.slice(5)]);
    const who = Object.entries(sentences).filter(([key]) => /told|tells|shut|willRing/i.test(key));
    for (const key of ['need.danger', 'need.doubt'] as const) {
      for (const [, words] of who) {
        const text = (sentences[key] ?? '').replace('{{who}}', words);
        // Read from the right, groups of digits would change places: they are written in one.
        const numbers = language === 'ar' ? NUMBERS.map((n) => n.replace(' ', '')) : NUMBERS;
        expect(numbers.filter((n) => !text.includes(n))).toEqual([]);
        expect(`${measure(text).parts} parts: ${text}`).toMatch(/^[12] parts/);
      }
    }
  });
});
