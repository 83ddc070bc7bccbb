import fc from 'fast-check';

const TEXTERS = ['Kari', 'Ola', 'Solveig', 'Olena'] as const;
const CALLERS = ['Kari', 'Ola', 'Solveig', 'Liv', 'Hidden'] as const;

/** Between bars or on lines of their own. */
const listed = (all: string): string[] => all.trim().split(/ \| |\n\s*/);

const TEXTS = listed(`
  hei | AKTIVITET | HJELP | 4836 | strikk 4836 | språkkafé 4836 | noe i dag | MER | 1 | 1 | 1 | 1 | 2 | 2
  3 | 4 | 0 | ja | ja | nei | ja nei | hvorfor ikke | alle | ja til lege | MINE | MINE OPPDRAG | MINE DATA
  SLETT MEG | SPRÅK | RING | ring meg i morgen kl 10 | ring meg på torsdag | trenger ikke ringe likevel
  cancel | AVBESTILL | STOPP | START | FRIVILLIG | bli frivillig | KAN IKKE | ABONNER | ABONNER TUR 4836
  AVSLUTT ABONNEMENT | PAUSE 2 UKER | pause til januar | TILBAKE | ANGRE | 1,5 t | jeg vil ikke leve lenger
  orker ikke mer | I took all my pills | nie chcę już żyć | لا أريد أن أعيش | er det noen der
  jeg er så ensom | eg har ingen å snakke med | мені так самотньо | waan keligahay
  jeg slutter som frivillig | I want to stop volunteering | eg sluttar som frivillig | blir litt forsinket
  står i kø | I'm running late | mandager passer ikke for meg | hun hadde falt
  she had fallen and was confused | kan ikke likevel | asdf qwer | hva koster det? | har dere heis?
  kan jeg ta med hund? | har dere rullestol til utlån? | når har dere åpent? | po polsku proszę | engelsk
  nynorsk | привіт | mor trenger følge til legen | feil nummer | hun er død | takk skal du ha
  i dag er dessverre avlyst
`);

/** Stands for the code of an offer that the caller got. */
export const CODE = 'the code';

const KEYS = ['0', '1', '1', '1', '2', '2', '3', '4', '8', '9', '*', '#', '4836', '999'] as const;
const SPEECH = listed(`
  strikking i arendal | fire åtte tre seks | ja | nei | mine | engelsk | nynorsk | xyzzy | ring meg
  ring meg i morgen klokka ti | jeg vil snakke med et menneske | jeg vil ikke leve lenger
  I want to kill myself | eg orkar ikkje meir | jeg er så ensom | har dere rullestol til utlån
  hva koster det | er det heis der | når har dere åpent | when are you open | stopp | feil nummer
  hun er død | abonner på turer | slett meg | mine data | bli frivillig | jeg slutter som frivillig
  hun hadde falt | blir litt forsinket | pause til januar | po polsku | jeg vil ikke bli ringt
  meld meg av | jeg kan ikke komme | kan jeg ta med hund | vi tok to timer
`);

export type Said = { keys: string } | { say: string } | 'silence';

/** A call: what the caller does, what the staff phone does where it is rung, and how long a message is left. */
export interface InCall {
  script: readonly Said[];
  /** The key that staff press, none for a voicemail, null for no answer. */
  staff: '1' | '' | 'busy' | null;
  seconds: 0 | 20;
}

export type Step =
  | { does: 'text'; who: (typeof TEXTERS)[number]; text: string }
  | ({ does: 'call'; who: (typeof CALLERS)[number] } & InCall)
  /** Answers the phone that rings because of us. */
  | ({ does: 'pick up' } & InCall)
  | { does: 'wait'; minutes: number }
  | { does: 'staff'; deed: string };

const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ keys: fc.constantFrom(...KEYS) }) },
  { weight: 4, arbitrary: fc.record({ say: fc.constantFrom(...SPEECH) }) },
  { weight: 1, arbitrary: fc.constant('silence' as const) },
);
const inCall = {
  script: fc.array(said, { minLength: 1, maxLength: 9 }),
  staff: fc.constantFrom('1' as const, '' as const, 'busy' as const, null),
  seconds: fc.constantFrom(0 as const, 20 as const),
};

const DEEDS = listed(`
  confirm Kari | confirm Ola | confirm Liv | turn-down Kari | offer Ola,Kari,Liv | call-off
  assignment Besøk 2026-11-27T12:00 | assignment Snømåking 2026-12-01T10:00 first-yes
  change 2026-12-02T10:00 | send | broadcast Kafeen er stengt | broadcast collect Kan du komme
  broadcast requested Husk dugnad
`);
const MINUTES = [1, 20, 70, 24 * 60, 3 * 24 * 60];

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      does: fc.constant('text' as const),
      who: fc.constantFrom(...TEXTERS),
      text: fc.constantFrom(...TEXTS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('call' as const), who: fc.constantFrom(...CALLERS), ...inCall }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('pick up' as const), ...inCall }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.constantFrom(...MINUTES) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('staff' as const), deed: fc.constantFrom(...DEEDS) }) },
);
