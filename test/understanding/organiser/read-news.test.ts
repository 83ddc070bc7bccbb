import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNews } from '../../../src/understanding/news.ts';
import type { News } from '../../../src/understanding/organiser/read-news.ts';

/** Monday at noon; the association arranges five things. */
const NOW = '2026-11-30T12:00';
const OWN = ['Strikkekafé på biblioteket', 'Tirsdagskoret', 'Turgruppa', 'Bingo i grendehuset', 'IT-kurs for eldre'];
const read = (text: string): News | null => readNews({ text, now: NOW, activities: OWN });

type Wanted = Partial<Omit<News, 'activities'>> & { activity?: string | undefined };

const SAID: readonly (readonly [string, Wanted])[] = [
  ['vi avlyser strikkekafeen onsdag', { kind: 'off', activity: OWN[0], day: '2026-12-02' }],
  ['Strikkekafeen på onsdag er avlyst pga sykdom', { kind: 'off', activity: OWN[0], day: '2026-12-02' }],
  ['Ingen turgruppe på torsdag denne uka', { kind: 'off', activity: OWN[2], day: '2026-12-03', reach: 'once' }],
  ['turgruppa går ikke i morgen', { kind: 'off', activity: OWN[2], day: '2026-12-01' }],
  ['det blir ingen bingo på fredag', { kind: 'off', activity: OWN[3], day: '2026-12-04' }],
  [
    'Hei det er Anne vi er syke så det blir ikke noe strikk i dag',
    { kind: 'off', activity: OWN[0], day: '2026-11-30' },
  ],
  ['koret på tysdag er avlyst', { kind: 'off', activity: OWN[1], day: '2026-12-01' }],
  ['The choir is cancelled on Tuesday', { kind: 'off', day: '2026-12-01' }],
  [
    'Strikkekafeen er flyttet til kl 13 fra nå av',
    { kind: 'moved', activity: OWN[0], toTime: '13:00', reach: 'for good' },
  ],
  ['koret flyttes fra tirsdag til onsdag', { kind: 'moved', activity: OWN[1], day: '2026-12-01', toDay: '2026-12-02' }],
  [
    'turen på torsdag går kl 12 i stedet for 11',
    { kind: 'moved', activity: OWN[2], day: '2026-12-03', toTime: '12:00' },
  ],
  ['we moved the café to 1 pm from now on', { kind: 'moved', activity: OWN[0], toTime: '13:00', reach: 'for good' }],
  [
    'vi flytter koret til Kirkestua på tirsdag',
    { kind: 'place', activity: OWN[1], venue: 'Kirkestua', day: '2026-12-01' },
  ],
  ['Bingoen har nytt sted: skolen', { kind: 'place', activity: OWN[3], venue: 'skolen' }],
  ['vi er på rådhuset fra nå av', { kind: 'place', venue: 'rådhuset', reach: 'for good' }],
  ['Kurset er fullt', { kind: 'full', activity: OWN[4] }],
  ['no more places on the IT course', { kind: 'full' }],
  ['nå koster kafeen 50 kr', { kind: 'price', activity: OWN[0], price: '50 kr' }],
  ['Bingo er gratis fra nå av', { kind: 'price', activity: OWN[3], price: 'gratis' }],
  ['bingoen kostar 30 no', { kind: 'price', activity: OWN[3], price: '30 kr' }],
  ['vi tar sommerferie til 20 august', { kind: 'break', until: '2027-08-20' }],
  ['Vi starter igjen etter sommeren, 20. august', { kind: 'break', until: '2027-08-20' }],
  ['koret startar opp att 7. januar', { kind: 'break', activity: OWN[1], until: '2027-01-07' }],
  ['ny aktivitet: kortkveld torsdager kl 18', { kind: 'new' }],
  ['hva har dere om oss?', { kind: 'read back' }],
  ['what do you have about us?', { kind: 'read back' }],
  ['kafeen er ikke vår lenger', { kind: 'not ours', activity: OWN[0] }],
  ['Laget er lagt ned', { kind: 'closed down' }],
  ['Liv Berg tar over som kontakt, 90000013', { kind: 'hand over', contact: { name: 'Liv Berg', number: '90000013' } }],
  ['det stemmer fortsatt', { kind: 'right' }],
  ['alt er som før', { kind: 'right' }],
  ['ingen endringer', { kind: 'right' }],
];

test.each(SAID)('%s', (text, { activity, ...wanted }) => {
  const news = read(text);
  expect(news).toMatchObject(wanted);
  if (activity !== undefined) expect(news?.activities.map((i) => OWN[i])).toEqual([activity]);
});

/** What must bring nothing about: a question, a thing taken back, something else. */
const NOTHING = [
  'hvor mange er påmeldt?',
  'er strikkekafeen avlyst på onsdag?',
  'Vi avlyser ikke likevel',
  'koret er ikke avlyst',
  'the choir is not cancelled after all',
  'det stemmer ikke',
  'takk for sist',
  'hei',
  'har dere nøkkelen til salen?',
];

test.each(NOTHING)('nothing is read from "%s"', (text) => {
  expect(read(text)).toBeNull();
});

describe('any text', () => {
  test('is read without an error, and names only activities that are there', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'grapheme' }),
        fc.constantFrom(...SAID.map(([text]) => text)),
        (noise, text) => {
          for (const one of [noise, `${text} ${noise}`, `${noise} ${text}`]) {
            const news = read(one);
            for (const i of news?.activities ?? []) expect(OWN[i]).toBeDefined();
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
