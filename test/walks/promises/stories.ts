import fc from 'fast-check';
import { CODE, type InCall, type Said, type Step } from './steps.ts';

type Texter = (Step & { does: 'text' })['who'];
type Caller = (Step & { does: 'call' })['who'];

/** What somebody does until something comes of it: walks that are thrown together alone seldom get so far. */
type Story = readonly (
  | { texts: string }
  | { waits: number }
  | { staff: string }
  | { rings: readonly Said[] }
  | 'picks up'
)[];

const texts = (...all: string[]): Story => all.map((text) => ({ texts: text }));
const keys = (...all: string[]): Said[] => all.map((each) => ({ keys: each }));
const DAY = 24 * 60;

const TEXT_STORIES: readonly Story[] = [
  texts('strikk 4836', '1', '1', '1'),
  texts('strikk 4836', '1', '1', 'vi er to'),
  [...texts('strikk 4836', '1', '1', '1', 'strikk 4836', '1'), { waits: DAY }, ...texts('1')],
  texts('AKTIVITET 4836', '3', '1', '1', 'MINE', '1', 'JA'),
  texts('tur 4836', '1', '1', '1'),
  texts('språkkafé 4836', '1', '1', '1', 'cancel', 'ja'),
  texts('morgenbad 4836', '1', '1', '2', 'har dere heis?', 'kan jeg ta med hund?'),
  texts('noe i dag 4836', '1', '1', '1'),
  texts('strikk 4836', '1', 'er det toalett der?', '1', '1'),
  texts('ABONNER TUR 4836', 'ABONNER TUR 4836', 'AVSLUTT ABONNEMENT'),
  texts('SLETT MEG', 'JA'),
  texts('MINE DATA', '2', 'JA'),
  texts('MINE DATA', '1', '1', 'Kari Nordmann'),
  texts('bli frivillig', 'jeg kan på onsdager', 'bli frivillig'),
  texts('hei', '3', 'trenger ikke ringe likevel'),
  texts('ring meg etter kl 13', 'ring meg på søndag', 'takk'),
  texts('AKTIVITET 4836', 'RING', '2'),
  texts('jeg er så ensom', '1', 'takk'),
  texts('eg er så einsam', '2'),
  texts('jeg slutter som frivillig', '1', 'ANGRE'),
  texts('jeg slutter som frivillig', '2', 'jeg slutter som frivillig'),
  texts('PAUSE 2 UKER', 'TILBAKE', 'TILBAKE'),
  [...texts('ja'), { staff: 'confirm Kari' }, ...texts('MINE OPPDRAG', '1', 'KAN IKKE', 'ja')],
  [...texts('ja'), { staff: 'confirm Kari' }, ...texts('jeg slutter som frivillig', '1')],
  [...texts('ja hvis hun kan vente til tolv', 'hva skal jeg ta med?', 'ja'), { staff: 'confirm Kari' }],
  [
    ...texts('ja'),
    { staff: 'confirm Kari' },
    { waits: 4 * DAY },
    ...texts('1'),
    { waits: 2 * DAY },
    ...texts('1,5 t', '2', 'hun hadde falt'),
  ],
  [
    { staff: 'assignment Besøk 2026-12-02T12:00' },
    { staff: 'offer Kari,Ola size=2' },
    { staff: 'assignment Snømåking 2026-12-03T10:00' },
    { staff: 'offer Kari,Ola size=2' },
    { waits: 20 },
    ...texts('alle', 'ANGRE', 'ja til besøk, nei til resten'),
  ],
  [
    { staff: 'assignment Følge 2026-12-02T12:00' },
    { staff: 'offer Kari,Ola size=2' },
    { waits: 20 },
    ...texts('JA 1 og 2', 'kanskje, hva skal vi gjøre?', 'ja til 1 hvis det er om formiddagen', 'nei'),
  ],
  [{ staff: 'broadcast collect Kan du komme på lørdag?' }, ...texts('ja', 'når er det?', 'nei')],
  [
    { staff: 'assignment Handle 2026-11-23T18:00 first-yes' },
    { staff: 'offer Kari size=1' },
    { waits: 20 },
    ...texts('JA', 'JA 2', 'blir litt forsinket'),
  ],
  texts('strikk 4836', '1', '1', '1', 'blir litt forsinket'),
  texts('mor døde i helga', 'START'),
  texts('nei', 'strikk 4836', '1', '1', '2', 'strikk 4836', '1', '1', '15'),
];

const CALL_STORIES: readonly Story[] = [
  [{ rings: keys('1', '4836', '1', '1', '1', '2') }],
  [{ rings: keys('1', '4836', '2', '1', '2', '#') }],
  [{ rings: [...keys('1'), { say: 'arendal' }, ...keys('1'), { say: 'er det toalett der' }, ...keys('1', '1')] }],
  [{ rings: [...keys('1', '4836', '1'), { say: 'kan jeg ta med hund' }, ...keys('1')] }],
  [{ rings: [{ say: 'abonner på turer' }, ...keys('4836')] }],
  [{ rings: keys('9', '1', '4836', '1', '1', '1') }],
  [{ rings: keys('3', CODE, '1') }],
  [
    { staff: 'assignment Handle 2026-11-30T12:00 first-yes' },
    { staff: 'offer Kari,Ola size=2' },
    { rings: keys('3', CODE, '1') },
  ],
  [{ rings: keys('3', '123') }],
  [{ rings: keys('2', '1', '1') }],
  ['picks up', { rings: keys('0') }],
];

const said = (all: readonly Said[], how: Pick<InCall, 'staff' | 'seconds'>): InCall => ({ script: all, ...how });

const how = {
  staff: fc.constantFrom('1' as const, '' as const, 'busy' as const, null),
  seconds: fc.constantFrom(0 as const, 20 as const),
};
/** What is pressed in a call that we placed, from the first key that somebody is there. */
const PICKED_UP: readonly (readonly Said[])[] = [
  keys('1', '1'),
  keys('1', '2'),
  keys('1', '0'),
  keys('8'),
  keys('1', '1', '1'),
  [...keys('1'), { say: 'ja gjerne' }],
  [...keys('1'), { say: 'ja hvis det er om formiddagen' }],
  [{ say: 'feil nummer' }],
  [{ say: 'hun er død' }],
  [{ say: 'stopp' }],
  [...keys('1'), { say: 'jeg slutter som frivillig' }, ...keys('1')],
  [...keys('1'), { say: 'er det langt å gå' }, ...keys('1')],
];

const told = fc.record({
  who: fc.constantFrom<Texter>('Kari', 'Kari', 'Ola', 'Solveig'),
  story: fc.constantFrom(...TEXT_STORIES),
  ...how,
});
const rung = fc.record({
  who: fc.constantFrom<Caller>('Kari', 'Ola', 'Solveig', 'Liv', 'Hidden'),
  story: fc.constantFrom(...CALL_STORIES),
  ...how,
});

/** A story as steps. */
export const story: fc.Arbitrary<Step[]> = fc
  .record({
    of: fc.oneof({ weight: 3, arbitrary: told }, { weight: 2, arbitrary: rung }),
    picked: fc.constantFrom(...PICKED_UP),
  })
  .map(({ of: { who, story: all, ...staff }, picked }) =>
    all.map((one): Step => {
      if (one === 'picks up') return { does: 'pick up', ...said(picked, staff) };
      if ('rings' in one) return { does: 'call', who: who as Caller, ...said(one.rings, staff) };
      if ('waits' in one) return { does: 'wait', minutes: one.waits };
      if ('staff' in one) return { does: 'staff', deed: one.staff };
      return { does: 'text', who: who as Texter, text: one.texts };
    }),
  );
