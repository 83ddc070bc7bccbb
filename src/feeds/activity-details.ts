import type { NewActivity } from '../domain/activities/write-activities.ts';
import { readCategory } from './cells/categories.ts';
import { readDecimal, readList, readYesNo } from './cells/cells.ts';
import { readLanguages } from './cells/language-names.ts';
import { readPhones } from './cells/phones.ts';
import type { Sentences } from './sentences/sentences.ts';

const CAPACITY_MAX = 10_000;

export type DetailsRead = Required<
  Pick<
    NewActivity,
    | 'category'
    | 'organiserPhone'
    | 'stepFree'
    | 'signUp'
    | 'capacity'
    | 'languages'
    | 'price'
    | 'comeAlone'
    | 'transport'
    | 'audience'
    | 'url'
  >
> &
  Pick<NewActivity, 'association' | 'orgnr' | 'owner'> & { said: string[] };

type Cell = (name: string) => string;

/** Reads the details of an activity, without time and place; `why` names all faults at once. */
export function readDetails(
  cell: Cell,
  { say, language }: { say: Sentences; language: string },
): DetailsRead | { why: string } {
  const said: string[] = [];
  const why: string[] = [];
  const category = cell('category') === '' ? { key: 'other' } : readCategory(cell('category'), { say, language });
  if ('why' in category) why.push(category.why);
  const organiserPhone = phoneIn(cell('organiser_phone'), { say, said, why });
  const stepFree = yesNo(cell, 'step_free', say, why);
  const signUp = yesNo(cell, 'sign_up', say, why);
  const capacity = readDecimal(cell('capacity'));
  const isPlaces =
    typeof capacity === 'number' && Number.isInteger(capacity) && capacity > 0 && capacity <= CAPACITY_MAX;
  if (capacity !== null && !isPlaces) why.push(say.noCapacity(cell('capacity').slice(0, 20), CAPACITY_MAX));
  const languages = readLanguages(cell('languages'));
  if ('odd' in languages) why.push(say.noLanguage(languages.odd));
  const comeAlone = readComeAlone(cell('come_alone'));
  if (comeAlone === 'unreadable') why.push(say.noYesNo(say.column('come_alone')));
  const audience = readAudience(cell('audience'));
  if (!Array.isArray(audience)) why.push(say.noAudience(audience.odd));
  const url = cell('url');
  if (url !== '' && !isUrl(url)) why.push(say.noUrl(url.slice(0, 60)));
  const orgnr = cell('orgnr').replace(/[\s.]/g, '');
  if (orgnr !== '' && !/^\d{9}$/.test(orgnr)) why.push(say.noOrgnr(cell('orgnr').slice(0, 20)));
  const owner = ownerIn(cell('owner'));
  if (owner === null) why.push(say.noOwner(cell('owner').slice(0, 30)));
  if (why.length > 0) return { why: why.join(' ') };
  return {
    category: 'key' in category ? category.key : 'other',
    organiserPhone,
    stepFree,
    signUp: signUp ?? 0,
    capacity: isPlaces ? capacity : null,
    languages: 'codes' in languages ? languages.codes.join(';') : '',
    price: priceOf(cell('price')),
    comeAlone: comeAlone === 'unreadable' ? null : comeAlone,
    transport: cell('transport'),
    audience: Array.isArray(audience) ? audience.join(';') : '',
    url,
    ...(cell('association') === '' ? {} : { association: cell('association') }),
    ...(orgnr === '' ? {} : { orgnr }),
    ...(owner ? { owner } : {}),
    said,
  };
}

interface Told {
  say: Sentences;
  said: string[];
  why: string[];
}

function phoneIn(text: string, { say, said, why }: Told): string | null {
  if (text === '') return null;
  const phones = readPhones(text);
  if (phones === 'shortened') why.push(say.shortenedNumber(text));
  else if (phones === null) why.push(say.noNumber(text.slice(0, 30)));
  else {
    const others = [...phones.others, phones.words].filter((one) => one !== '');
    if (others.length > 0) said.push(say.otherNumbers(phones.number, others.join(', ')));
    return phones.number;
  }
  return null;
}

function yesNo(cell: Cell, name: string, say: Sentences, why: string[]): 0 | 1 | null {
  const read = readYesNo(cell(name));
  if (read !== 'unreadable') return read;
  why.push(say.noYesNo(say.column(name)));
  return null;
}

function readComeAlone(text: string): DetailsRead['comeAlone'] | 'unreadable' {
  if (/^(?:host|vert|vertskap|vert møter|vertinne)$/i.test(text)) return 'host';
  const read = readYesNo(text);
  return read === 'unreadable' ? read : read === null ? null : read === 1 ? 'yes' : 'no';
}

const AUDIENCES: Readonly<Record<string, RegExp>> = {
  children: /^(?:children|child|kids|barn|småbarn|born|unger)$/,
  youth: /^(?:youth|ungdom|ungdommer|ungdommar|unge|tenåringer|teens)$/,
  adults: /^(?:adults?|voksne?|vaksne?)$/,
  old: /^(?:old|older|seniors?|eldre|seniorer|seniorar|pensjonister|pensjonistar)$/,
  all: /^(?:all|alle|everybody|everyone|familier?|familiar|familie|families)$/,
};

/** Codes, each once; `odd` is a word that is not one. */
function readAudience(text: string): string[] | { odd: string } {
  const codes = new Set<string>();
  for (const word of readList(text.toLowerCase().replace(/ (?:og|and) /g, ';'))) {
    const code = Object.entries(AUDIENCES).find(([, names]) => names.test(word))?.[0];
    if (code === undefined) return { odd: word.slice(0, 30) };
    codes.add(code);
  }
  return [...codes];
}

const OWNERS = {
  association: /^(?:association|forening(?:en)?|foreining(?:a)?|laget?|klubb(?:en)?)$/i,
  centre: /^(?:centre|center|sentral(?:en)?|frivilligsentral(?:en)?)$/i,
  municipality: /^(?:municipality|kommunen?)$/i,
} as const;

/** Undefined for an empty cell, null for an unknown word. */
function ownerIn(text: string): keyof typeof OWNERS | null | undefined {
  if (text === '') return undefined;
  const owners = Object.keys(OWNERS) as (keyof typeof OWNERS)[];
  return owners.find((owner) => OWNERS[owner].test(text)) ?? null;
}

function isUrl(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** The line says "50" as fifty crowns and "0" as free; any other price stays as written. */
function priceOf(text: string): string {
  const crowns = readDecimal(text.replace(/,-$/, ''));
  if (typeof crowns !== 'number') return text;
  return crowns === 0 ? 'gratis' : `${String(crowns).replace('.', ',')} kr`;
}
