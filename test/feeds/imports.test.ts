import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArendal, type Desk, type Ran } from '../support/cli.ts';
import { ROOT } from '../support/languages.ts';

/** Files in the shape in which people bring them: each is taken in whole, or refused with sentences. */
const FOLDERS = ['members', 'calendars', 'places'].map((name) => join(ROOT, 'test/fixtures/imports', name));
const file = (name: string): string =>
  FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;

interface Done {
  imported: number;
  updated: number;
  unchanged: number;
  rejected: { line: number; why: string }[];
  warnings: { line: number; what: string }[];
}

interface VolunteerRow {
  name: string;
  phone: string;
  postcode: string | null;
  metOn: string | null;
}

async function bring(context: Desk, kind: string, name: string, ...more: string[]): Promise<Ran & { done: Done }> {
  const ran = await context.run(kind, 'import', file(name), ...more, '--json');
  return { ...ran, done: ran.json<Done>() };
}
const volunteers = async (context: Desk): Promise<VolunteerRow[]> =>
  (await context.run('volunteers', 'list', '--json')).json<VolunteerRow[]>();
const activities = async (context: Desk) =>
  (await context.run('activities', 'list', '--json')).json<Record<string, unknown>[]>();
const whole = { updated: 0, rejected: [], warnings: [] };
const said = ({ warnings }: Done): string => warnings.map((w) => `${w.line}: ${w.what}`).join('\n');

describe('lists of members', () => {
  test('Spond: a workbook with a title above, names in two columns, numbers as numbers, a sum, another sheet', async () => {
    const context = await openArendal();
    const { code, done } = await bring(context, 'volunteers', 'spond-medlemmer.xlsx');
    expect(code).toBe(0);
    expect(done).toMatchObject({ imported: 3, rejected: [] });
    expect(said(done)).toBe(
      [
        '1: Arket "Medlemmer" er lest. Ikke lest: Styret.',
        '3: 1 linje over overskriftene er hoppet over.',
        '6: 46330 er lest som Excels dagnummer: 2026-11-04.',
        '6: +4791000303 er tatt med. Ikke tatt med: +4737000303.',
        '7: En rad med summer er hoppet over.',
      ].join('\n'),
    );
    expect(await volunteers(context)).toMatchObject([
      { name: 'Bjørn Sæther', phone: '+4791000302', postcode: '4818', metOn: null },
      { name: 'Kari Ødegård', phone: '+4791000303', postcode: '4836', metOn: '2026-11-04' },
      { name: 'Åse Bråten', phone: '+4791000301', postcode: '4817', metOn: '2026-10-05' },
    ]);
    expect((await bring(context, 'volunteers', 'spond-medlemmer.xlsx')).done).toMatchObject({
      imported: 0,
      unchanged: 3,
    });
    const board = await bring(context, 'volunteers', 'spond-medlemmer.xlsx', '--sheet', 'Styret');
    expect(board.code).toBe(1);
    expect(board.stderr).toContain('telefon er ikke blant dem');
    const none = await context.run('volunteers', 'import', file('spond-medlemmer.xlsx'), '--sheet', 'Nei');
    expect(none.stderr).toContain('Det er ikke noe ark som heter "Nei". Arbeidsboka har: Medlemmer, Styret.');
  });

  test('Styreweb: Windows-1252, two columns of telephones, of which the mobile counts', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'volunteers', 'styreweb-medlemmer.csv');
    expect(done).toMatchObject({ imported: 3, rejected: [] });
    expect(said(done)).toContain('2: +4791000311 er tatt med. Ikke tatt med: +4737000311.');
    expect((await volunteers(context)).map((v) => [v.name, v.phone, v.postcode])).toEqual([
      ['Bjørg Aanonsen', '+4791000311', '4836'],
      ['Kåre Haugås', '+4791000312', '4820'],
      ['Torill Næss', '+4737000313', '0581'],
    ]);
  });

  test('InVi: "Berg, Kari", capitals, a postcode with its place, 91000321.0, a number of a day, words beside a number', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'volunteers', 'invi-frivillige.csv');
    expect(done).toMatchObject({ imported: 4, rejected: [] });
    expect(said(done)).toBe(
      '3: 46329 er lest som Excels dagnummer: 2026-11-03.\n5: +4791000324 er tatt med. Ikke tatt med: etter 18.',
    );
    expect(await volunteers(context)).toMatchObject([
      { name: 'Kari Berg', phone: '+4791000321', postcode: '4480', metOn: '2026-11-03' },
      { name: 'Nils Dal', phone: '+4791000324' },
      { name: 'Olav Moen', phone: '+4738000322', postcode: '4485', metOn: '2026-11-03' },
      { name: 'Olena Kovalenko', phone: '+380501234567', metOn: null },
    ]);
  });

  test.each([
    ['gammel-mac.csv', 'Mac Roman', ['Bjørn Åge Sørlie', 'Tone Grønås']],
    ['dos-865.csv', 'DOS 8', ['Bjørn Sæther', 'Åse Håland']],
    ['lest-to-ganger.csv', 'Ødelagte bokstaver er rettet: "KÃ¥re" ble "Kåre"', ['Kåre Bjørn Sæther', 'Torunn Bråten']],
  ])('%s: read, and said', async (name, words, names) => {
    const context = await openArendal();
    const { done } = await bring(context, 'volunteers', name);
    expect(done).toMatchObject({ imported: 2, rejected: [] });
    expect(said(done)).toContain(words);
    expect((await volunteers(context)).map((v) => v.name).toSorted()).toEqual(names.toSorted());
  });

  test('"Unicode text" of Excel', async () => {
    const context = await openArendal();
    expect((await bring(context, 'volunteers', 'excel-unicode-tekst.txt')).done).toMatchObject({
      imported: 2,
      ...whole,
    });
    expect((await volunteers(context)).map((v) => v.name)).toEqual(['Amina Warsame', 'Sigrid Øye']);
  });

  test('a workbook of an old Mac counts its days from 1904', async () => {
    const context = await openArendal();
    expect((await bring(context, 'volunteers', 'mac-1904.xlsx')).done).toMatchObject({ imported: 1, rejected: [] });
    expect(await volunteers(context)).toMatchObject([{ name: 'Tor Egil Nes', metOn: '2026-11-03' }]);
  });

  test('all faults of a row at once, in the language of the centre', async () => {
    const context = await openArendal();
    const { done, code } = await bring(context, 'volunteers', 'mange-feil.csv');
    expect([code, done.imported]).toEqual([0, 1]);
    expect(done.rejected).toEqual([
      {
        line: 2,
        why: 'Navnet mangler. "12" er ikke noe telefonnummer. "klingonsk" er ikke noe språk. Skriv koder som nb;en;uk. "48x" er ikke noe postnummer: det har fire sifre. bil er verken ja eller nei. "snart" er ingen dato for førstesamtale. Skriv for eksempel 03.11.2026.',
      },
      {
        line: 3,
        why: '"9,1E+07" er forkortet av Excel, og nummeret er borte. Formater kolonnen som tekst og skriv det på nytt. Postnummeret 9999 er ikke kjent. Importer steder først: ringerunde places import <file>. førstesamtale er fram i tid: 2027-12-01.',
      },
    ]);
  });

  test('letters that are lost are told, and the row is left out', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'volunteers', 'bokstaver-borte.csv');
    expect(done.imported).toBe(1);
    expect(done.rejected).toEqual([
      { line: 2, why: 'En bokstav er borte i "Bj?rn Hansen". Lagre fila som "CSV UTF-8" eller .xlsx.' },
      { line: 3, why: 'En bokstav er borte i "K\ufffdre Lund". Lagre fila som "CSV UTF-8" eller .xlsx.' },
    ]);
  });

  test.each([
    ['windows-1250.csv', 'æ, ø og å ville bli feil'],
    ['gammel.xls', 'Dette er en gammel arbeidsbok (.xls)'],
    ['geonames-11.txt', 'navn og telefon er ikke blant dem'],
  ])('%s is refused with a sentence', async (name, words) => {
    const context = await openArendal();
    const ran = await context.run('volunteers', 'import', file(name));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(words);
    expect(await volunteers(context)).toEqual([]);
  });
});

describe('calendars', () => {
  test('a week of a municipality: weekdays and times without dates, a title above', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'activities', 'kommune-veka.csv');
    expect(done).toMatchObject({ imported: 3, rejected: [] });
    expect(said(done)).toContain('4: Det står ingen dato, bare en ukedag. Første gang er 2026-11-23.');
    expect(await activities(context)).toMatchObject([
      { title: 'Kveldsmat', startsAt: '2026-11-27T18:00:00+01:00', endsAt: null, repeats: 'FREQ=WEEKLY;BYDAY=FR' },
      {
        title: 'Seniortrim',
        startsAt: '2026-11-24T11:00:00+01:00',
        endsAt: '2026-11-24T13:00:00+01:00',
        repeats: 'FREQ=WEEKLY;BYDAY=TU,TH',
      },
      {
        title: 'Språkkafé',
        startsAt: '2026-11-23T10:00:00+01:00',
        endsAt: '2026-11-23T12:00:00+01:00',
        repeats: 'FREQ=WEEKLY;BYDAY=MO',
      },
    ]);
  });

  test('a calendar from Excel: repetition in words, exceptions, the columns of the contract, faults told', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'activities', 'aktivitetskalender.csv');
    expect(done).toMatchObject({ imported: 3, updated: 0 });
    expect(done.rejected).toEqual([
      {
        line: 5,
        why: '"Sosialt" er ingen kategori. Velg en av: Sosiale møteplasser; En til en hjelp/tjeneste; Fysisk aktivitet og friluftsliv; Inkludering/integrering; Arrangement; Kurs/undervisning; Håndverk, hobby, musikk og sang; Utlån, gjenbruk og reparasjon; Annet. Mener du "Sosiale møteplasser"?',
      },
      {
        line: 6,
        why: '"hver fredag utenom skoleruta" sier ikke hvordan det gjentas: "skoleruta" blir ikke forstått. Skriv for eksempel "hver tirsdag" eller FREQ=WEEKLY;BYDAY=TU.',
      },
    ]);
    // 2 December 2026 lies in week 49.
    expect(done.warnings).toEqual([]);
    const [treff, strikk, tur] = await activities(context);
    expect(treff).toMatchObject({
      title: 'Formiddagstreff',
      startsAt: '2026-12-01T11:00:00+01:00',
      comeAlone: 'host',
      audience: ['old'],
      repeats: 'FREQ=MONTHLY;BYDAY=1TU,3TU',
    });
    expect(strikk).toMatchObject({
      title: 'Strikkekafé',
      comeAlone: 'yes',
      transport: 'Buss 101 fra byen',
      audience: ['adults'],
      url: 'https://example.no/strikk',
      price: '50 kr',
    });
    expect(tur?.['repeats']).toMatch(/^FREQ=YEARLY;BYWEEKNO=1,3,5,.*;BYDAY=WE$/);
    const shown = (await context.run('activities', 'show', String(strikk?.['id']), '--json')).json<{
      changes: unknown[];
    }>();
    expect(shown.changes).toMatchObject([{ occurrence: '2026-12-22T18:00', kind: 'cancelled' }]);
    expect((await bring(context, 'activities', 'aktivitetskalender.csv')).done).toMatchObject({
      imported: 0,
      updated: 0,
      unchanged: 3,
    });
  });

  test('a workbook with a date, a time of day and a price as numbers', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'activities', 'program-host.xlsx');
    expect(done).toMatchObject({ imported: 3, rejected: [] });
    expect(await activities(context)).toMatchObject([
      { title: 'Julebord for alle', startsAt: '2026-12-01T18:30:00+01:00', price: '150 kr' },
      {
        title: 'Julemarked',
        startsAt: '2026-12-05T12:00:00+01:00',
        endsAt: '2026-12-05T14:00:00+01:00',
        price: 'gratis',
      },
      { title: 'Lysmesse', startsAt: '2026-12-13T17:00:00+01:00' },
    ]);
  });

  test('rules and EXDATE of a calendar program; one that would be reckoned wrong is refused', async () => {
    const context = await openArendal();
    const { done } = await bring(context, 'activities', 'ical-eksport.csv');
    expect(done.imported).toBe(2);
    expect(done.rejected).toEqual([
      { line: 4, why: expect.stringContaining('ville ikke bli regnet ut riktig') as string },
    ]);
    const korøvelse = (await activities(context)).find((a) => a['title'] === 'Korøvelse');
    const shown = (await context.run('activities', 'show', String(korøvelse?.['id']), '--json')).json<{
      changes: { occurrence: string }[];
    }>();
    expect(shown.changes.map((c) => c.occurrence)).toEqual(['2026-12-23T19:00', '2026-12-30T19:00']);
  });

  test('a dry run says what would be taken and what not, and changes nothing', async () => {
    const context = await openArendal();
    const dry = await bring(context, 'activities', 'aktivitetskalender.csv', '--dry-run');
    const { done } = await bring(context, 'activities', 'aktivitetskalender.csv');
    expect(dry.done).toEqual({ ...done, dryRun: true });
    const again = await bring(context, 'activities', 'aktivitetskalender.csv', '--dry-run');
    expect(again.done).toMatchObject({ imported: 0, updated: 0, unchanged: 3 });
  });
});

describe('places', () => {
  test('GeoNames with eleven columns, and Bring in capitals: names are set as names', async () => {
    const context = await openArendal();
    expect((await bring(context, 'places', 'geonames-11.txt')).done).toMatchObject({ imported: 2, ...whole });
    expect((await bring(context, 'places', 'bring-postnummer.txt')).done).toMatchObject({
      imported: 4,
      unchanged: 1,
      ...whole,
    });
    const found = async (text: string) => (await context.run('places', 'find', text, '--json')).json();
    expect(await found('4897')).toMatchObject([{ name: 'Skarestrand', municipality: 'Arendal' }]);
    expect(await found('2899')).toMatchObject([{ name: 'Fagerli i Valdres', municipality: 'Nord-Aurdal' }]);
    expect(await found('9999')).toMatchObject([{ municipality: 'Sør-Varanger' }]);
    expect(await found('4739')).toMatchObject([{ municipality: 'Evje og Hornnes' }]);
    expect(await found('7299')).toMatchObject([{ municipality: 'Midtre Gauldal' }]);
    expect(await found('Liknes')).toMatchObject([{ postcode: '4480', municipality: 'Kvinesdal', lat: 58.3122 }]);
  });
});

test('a file of which no row was taken fails', async () => {
  const context = await openArendal();
  const ran = await context.run('volunteers', 'import', file('bokstaver-borte.csv'), '--dry-run');
  expect(ran.code).toBe(0);
  const none = await context.feed('', 'activities', 'import', file('styreweb-medlemmer.csv'));
  expect(none.code).toBe(1);
});
