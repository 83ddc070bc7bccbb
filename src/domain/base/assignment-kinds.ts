import { normaliseName } from './normalise-name.ts';

/** A kind of assignment (docs/rules.md N4): its names, and the words of volunteers who like it. */
export interface Kind {
  nb: string;
  nn: string;
  en: string;
  /** Beginnings of folded words, in an interest or a name, that mean the kind. */
  words: readonly string[];
}

const kind = (nb: string, nn: string, en: string, words: string): Kind => ({ nb, nn, en, words: words.split(' ') });

export const KINDS: Readonly<Record<string, Kind>> = {
  visit: kind('besøk', 'besøk', 'visit', 'besok visit selskap prat kaffe'),
  accompany: kind(
    'følge',
    'følgje',
    'company on an errand',
    'folge folgje folgjer ledsag accompan lege sykehus sjukehus',
  ),
  drive: kind('kjøring', 'køyring', 'driving', 'kjor koyr skyss sjafor driv bil transport'),
  shop: kind('handling', 'handling', 'shopping', 'handle handling innkjop shop butikk levere'),
  caretaking: kind(
    'vaktmester og bæring',
    'vaktmeister og bering',
    'odd jobs',
    'vaktmes vaktmei baere bere flytt snekr odd handyman praktisk',
  ),
  snow: kind('snømåking', 'snømåking', 'clearing snow', 'sno snow making moking'),
  garden: kind('hagearbeid', 'hagearbeid', 'gardening', 'hage garden plen'),
  digital: kind(
    'data- og mobilhjelp',
    'data- og mobilhjelp',
    'help with phone and computer',
    'data mobil pc digital computer ipad nettbrett',
  ),
  homework: kind('leksehjelp', 'leksehjelp', 'homework help', 'lekse homework skole'),
  language: kind('språkpraksis', 'språkpraksis', 'language practice', 'sprak norsktrening norskprat language'),
  walk: kind('turvenn', 'turven', 'walking company', 'tur ga walk hike frisk'),
  event: kind('arrangementshjelp', 'arrangementshjelp', 'help at an event', 'arrangement event servering rigg kafe'),
  baking: kind('baking', 'baking', 'baking', 'bak kake'),
  equipment: kind(
    'transport av utstyr',
    'transport av utstyr',
    'moving equipment',
    'utstyr hjelpemid equipment tilheng',
  ),
  phone_friend: kind('telefonvenn', 'telefonven', 'phone friend', 'telefon ringeven phone'),
  interpreting: kind('tolkehjelp', 'tolkehjelp', 'help with interpreting', 'tolk interpret overset'),
  other: kind('annet', 'anna', 'other', 'annet anna other'),
};

/** The key of a kind, by its key or by one of its names ("følge", "kjøring"); null for an unknown name. */
export function kindNamed(text: string): string | null {
  const folded = normaliseName(text);
  if (folded in KINDS) return folded;
  const named = Object.entries(KINDS).find(([, k]) =>
    [k.nb, k.nn, k.en].some((name) => normaliseName(name) === folded),
  );
  return named?.[0] ?? Object.keys(KINDS).find((key) => key !== 'other' && likes([text], key) !== null) ?? null;
}

/** The first interest, as written, that means this kind; null when none does. */
export function likes(interests: readonly string[], key: string): string | null {
  const words = KINDS[key]?.words ?? [];
  return (
    interests.find((one) =>
      normaliseName(one)
        .split(' ')
        .some((w) => words.some((beginning) => w.startsWith(beginning))),
    ) ?? null
  );
}
