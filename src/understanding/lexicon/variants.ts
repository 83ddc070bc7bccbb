import { fold, words } from '../base/normalise.ts';

/**
 * Forms of nynorsk and the dialects beside the bokmål form that phrases are written in, so that a phrase need be written once.
 * Folded; "vera" is read as "være" too.
 */
const TABLE: Readonly<Record<string, string>> = {
  være: 'vera vere vær værra væra vårå',
  vært: 'vore vorte vørri vøre',
  blir: 'vert bler blire',
  ble: 'vart blei vort',
  komme: 'koma kome kåmma kåme kom',
  kommer: 'kjem kjeme kjæm kjemer komer',
  kommet: 'komen kome komne',
  hjelpe: 'hjelpa hjelp_te jælpe jelpe',
  gjøre: 'gjera gjere gjøra jøre',
  gjør: 'gjer jør',
  finne: 'finna',
  sette: 'setje setja setta',
  legge: 'leggje leggja legga',
  kjøre: 'køyra køyre kjøra kjøyre kjøyra',
  kjører: 'køyrer kjøyrer',
  hos: 'hjå',
  første: 'fyrste fyste fyrst fysste',
  bare: 'berre bærre bære_så',
  hva: 'kva ka ke',
  hvem: 'kven kem ven',
  hvor: 'kor kvar hvorhen',
  hvordan: 'korleis kossen kordan koss åssen korsn',
  hvorfor: 'kvifor koffer kefor korfor åffer',
  hvilken: 'kva_for kvaslags',
  noe: 'noko nåke nåkke noka nåkka noge någe',
  noen: 'nokon nåken nåen nokre nåkken någen nokken',
  ikke: 'ikkje itte ikkj ikkje ikkja inte ikje ittno kje',
  mer: 'meir meire mår',
  flere: 'fleire',
  selv: 'sjølv sjøl sjølve',
  hjem: 'heim',
  hjemme: 'heime',
  alene: 'aleine åleine aleina',
  uke: 'veke veko vike',
  barna: 'borna ungane ungene bådna',
  barn: 'born båden',
  skrive: 'skriva',
  ringe: 'ringja ringje ringa',
  snakke: 'snakka tala prate prata',
  treffe: 'treffa råke møta møte',
  kjent: 'kjend kjende',
  lære: 'læra',
  spørre: 'spørja spørje spørra',
  spør: 'spyr',
  vite: 'vita veta',
  synge: 'syngja syngje synga',
  strikke: 'strikka',
  følge: 'følgje følgja',
  tar: 'tek teke',
  ta: 'taka',
  får: 'fær fårr',
  fikk: 'fekk',
  gikk: 'gjekk',
  gå: 'gange',
  holde: 'halda halde',
  holder: 'held heldt',
  begynner: 'byrjar byrja begynnar',
  begynne: 'byrja begynna',
  slutte: 'slutta',
  stenger: 'stengjer stengjar',
  stenge: 'stengja stengje',
  ønsker: 'ønskjer ynskjer ønskar ynskje',
  trenger: 'treng trengar trenge trøng',
  bor: 'bur budde',
  besøke: 'besøkje besøkja',
  besøker: 'besøkjer vitjar',
  hente: 'henta',
  handle: 'handla',
  måke: 'måka moka moke',
  bære: 'bera bere',
  spille: 'spela spele spilla',
  delta: 'deltaka',
  leder: 'leiar leier',
  lenger: 'lengre lenger_enn',
  mye: 'mykje møkje møe',
  hvis: 'viss dersom vist',
  fra: 'frå ifrå ifra',
  nå: 'no',
  igjen: 'att',
  tilbake: 'attende tebage',
  syk: 'sjuk klein kleine',
  likevel: 'allikevel lell lel',
  før: 'føre_at',
  også: 'òg au åsså',
  lørdag: 'laurdag lardag',
  spise: 'eta ete',
  sitte: 'sitja sitta',
  vise: 'visa',
  si: 'seia seie',
  gi: 'gje gjeva gi_vekk',
  vil: 'vi_gjerne vilde ve',
  mellom: 'millom',
  se: 'sjå',
};

const BOKMAL: ReadonlyMap<string, string> = new Map(
  Object.entries(TABLE).flatMap(([bokmal, variants]) =>
    words(variants)
      .filter((variant) => !variant.includes(' '))
      .map((variant) => [fold(variant), fold(bokmal)] as const),
  ),
);

/** Endings of nynorsk and the dialects, and what bokmål has in their place. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['jer', 'er'],
  ['jar', 'er'],
  ['je', 'e'],
  ['ja', 'e'],
  ['ane', 'ene'],
  ['ar', 'er'],
  ['a', 'e'],
];

/**
 * The bokmål form in the phrases for a form of nynorsk or a dialect, or null; an ending counts only if it leads to a
 * known word.
 */
export function bokmalOf(said: string, known: (word: string) => boolean): string | null {
  const listed = BOKMAL.get(said);
  if (listed !== undefined) return listed;
  if (said.length < 5 || known(said)) return null;
  for (const [ending, bokmal] of ENDINGS) {
    if (!said.endsWith(ending)) continue;
    const form = said.slice(0, -ending.length) + bokmal;
    if (known(form)) return form;
  }
  return null;
}
