import { fold, words } from '../base/normalise.ts';

// Words of answers to several offers at once. Folded.

const set = (list: string): ReadonlySet<string> => new Set(words(list).map(fold));

/** Yes and no in the middle of a sentence, beside the words that are answers alone. */
export const YES = set('kan tar tek ta take can will kommer kjem passer passar går works funker suits vil');
export const NO = set('ikke ikkje itte not cant cannot wont dont');
export const NONE = set('ingen inga ingenting none neither nothing жодного żadne');
export const ALL = set(
  'alle alt allesammen samtlige samtlege begge både all everything both всі усі обидва wszystkie oba',
);
export const REST = set('resten rest øvrige others remaining решту reszta resztę');
export const ONLY = set('bare berre kun only just лише tylko');
export const EXCEPT = set('unntatt unntak unnateke utenom utanom bortsett except minus окрім oprócz');
/** A turn in the sentence. */
export const TURNS = set('men mens medan but while ale але');
/** With one of these it is asked again. */
export const UNSURE = set('kanskje maybe perhaps muligens usikker unsure vet veit know sjekke sjekka check może może');

export const COUNTS: ReadonlyMap<string, number> = new Map([
  ['to', 2],
  ['two', 2],
  ['tre', 3],
  ['three', 3],
  ['fire', 4],
  ['four', 4],
  ['fem', 5],
  ['five', 5],
]);

/** The last is -1. */
export const ORDINALS: ReadonlyMap<string, number> = new Map(
  ['første fyrste first', 'andre second', 'tredje third', 'fjerde fourth', 'femte fifth', 'siste last']
    .map(words)
    .flatMap((list, n) => list.map((word) => [fold(word), n === 5 ? -1 : n + 1] as const)),
);

/** As `Date` counts them: Sunday is 0. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    'søndag sundag sunday sun søndagen',
    'mandag måndag monday mandagen',
    'tirsdag tysdag tuesday tirs tue tirsdagen',
    'onsdag wednesday ons wed onsdagen',
    'torsdag thursday tors thu torsdagen',
    'fredag friday fre fri fredagen',
    'lørdag laurdag saturday lør sat lørdagen laurdagen',
  ]
    .map(words)
    .flatMap((list, day) => list.map((word) => [fold(word), day] as const)),
);

/** Words that add nothing to a yes or a no. */
export const FILLERS = set(`
  til på takk tusen mange gjerne jeg eg æ je i den det de dei dem som er kl klokka klokken oppdrag oppdraget oppdraga oppdragene nr nummer nå no
  for hos med av blir gjør gjer fint bra greit godt flott meg mæ me mig så da då dag morgen morgon hei hallo også òg sammen saman kunne skal
  the one ones of please thanks thank you ill do fine ok okay good well it that those them these on at with me would like hi hello also too number task tasks
  dessverre desverre diverre beklager sorry unfortunately denne dette disse desse noen nokon any av dziękuję дякую`);
