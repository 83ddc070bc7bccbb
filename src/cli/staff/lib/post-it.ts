import { kindNamed } from '../../../domain/base/assignment-kinds.ts';
import { canCall, canReply, parseNumber } from '../../../domain/base/phone-numbers.ts';
import type { Point } from '../../../domain/places/place-register.ts';
import type { PlaceRegister } from '../../../domain/places/places.ts';
import { toWall, type Instant, type Wall } from '../../../domain/base/time.ts';
import { tokenise } from '../../../understanding/base/normalise.ts';
import { findMinutes } from '../../../understanding/words/numbers.ts';
import { findWhen } from '../../../understanding/days/when.ts';

/** The facts in a note of one line. Only facts that the note contains. */
export interface PostIt {
  line: string;
  number: string | null;
  name: string | null;
  /** A date, with a time if the note has one: "2026-11-26", "2026-11-26T10:00". */
  day: string | null;
  startsAt: Wall | null;
  minutes: number | null;
  place: { name: string; postcode: string; lat: number | null; lon: number | null } | null;
  /** One of the keys in kinds.ts. */
  kind: string | null;
  /** The help in the words of the note, without names and places: "følge til lege". Null when the note says only the kind. */
  what: string | null;
  /** The likely subject of the note. */
  looksLike: 'assignment' | 'callback' | 'person' | null;
}

const NUMBER = /(?<!\d)(?:(?:\+|00)\d{1,3}[ .-]?)?\d(?:[ .-]?\d){7}(?!\d)/gu;
const CAPITALISED = /\p{Lu}[\p{Ll}'’-]+(?:\s+(?:van|von|de|af|av)?\s*\p{Lu}[\p{Ll}'’-]+)*/gu;
/** Words that begin a note and are not names. */
const NO_NAMES = new Set(
  (
    'ring ringe ringt husk snakk spør spor hør hor kontakt sjekk hjelp hjelpe til fra for hos ny nytt nye gi send avtal avtale ' +
    'trenger treng ønsker vil skal kan besøk følge følgje kjøre køyre handle call ask help remember new from to ' +
    'mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar mars april mai juni juli ' +
    'august september oktober november desember tlf mob frivillig frivilleg'
  ).split(' '),
);

/** Reads a note as a colleague would: who, which number, when, where and for what. */
export function readPostIt(
  text: string,
  { now, places, near }: { now: Instant; places: PlaceRegister; near?: Point | undefined },
): PostIt {
  const line = text.replace(/\s+/g, ' ').trim();
  const number = numberIn(line);
  const rest = line.replace(NUMBER, ' ').replace(/\s+/g, ' ').trim();
  const place = placeIn(rest, (word) => places.find(word, near));
  const tokens = tokenise(rest);
  const when = findWhen(tokens, toWall(now));
  const day = when?.day ?? null;
  const kind = kindNamed(rest);
  const name = nameIn(rest, place?.word ?? null);
  const startsAt = day === null || when?.time === undefined ? null : `${day}T${when.time}`;
  return {
    line,
    number,
    name,
    day,
    startsAt,
    minutes: findMinutes(tokens)?.minutes ?? null,
    place: place?.found ?? null,
    kind,
    what: kind === null ? null : whatIn(rest, kind),
    looksLike: looksLike({ number, name, kind, day, line }),
  };
}

function numberIn(line: string): string | null {
  for (const [written] of line.matchAll(NUMBER)) {
    const digits = written.replace(/[ .-]/g, '');
    const e164 = parseNumber(written)?.e164 ?? (/^\d{8}$/.test(digits) ? `+47${digits}` : digits);
    if (canCall(e164) || canReply(e164)) return e164;
  }
  return null;
}

/** Half of the family names in the country are places too, so a word after another name is not a place. */
const AFTER_NAME = /\p{Lu}[\p{L}'’-]+\s+$/u;
const FAR_KM = 120;

function placeIn(
  rest: string,
  find: (word: string) => ReturnType<PlaceRegister['find']>,
): { found: NonNullable<PostIt['place']>; word: string } | null {
  for (const { 0: word, index } of rest.matchAll(/(?<!\d)\d{4}(?!\d)|\p{Lu}[\p{L}-]+/gu)) {
    if (NO_NAMES.has(word.toLowerCase())) continue;
    const before = AFTER_NAME.exec(rest.slice(0, index))?.[0].trim().toLowerCase();
    if (before !== undefined && !NO_NAMES.has(before)) continue;
    const found = find(word);
    // An inexact match does not count as a place: half of the first names are nearly one.
    if (found === null || found.certainty < 1 || (found.km ?? 0) > FAR_KM) continue;
    const { name, postcode, lat, lon } = found;
    return { found: { name, postcode, lat, lon }, word };
  }
  return null;
}

function nameIn(rest: string, placeWord: string | null): string | null {
  for (const [run] of rest.matchAll(CAPITALISED)) {
    const words = run.split(/\s+/).filter((w) => !NO_NAMES.has(w.toLowerCase()) && w !== placeWord);
    if (words.length > 0) return words.join(' ');
  }
  return null;
}

const PHRASE = /(?<verb>\p{L}+)\s+(?<how>til|på|med|av|i|to|with|at)\s+(?<noun>\p{Ll}[\p{Ll}-]+)/gu;

/** The phrase of the help, such as "følge til lege". A noun with a capital letter may be a name, which a title must not tell. */
function whatIn(rest: string, kind: string): string | null {
  for (const { groups } of rest.matchAll(PHRASE)) {
    const { verb = '', how = '', noun = '' } = groups ?? {};
    if (kindNamed(verb) !== kind || NO_NAMES.has(noun)) continue;
    return `${verb.toLowerCase()} ${how} ${noun}`;
  }
  return null;
}

function looksLike({
  number,
  name,
  kind,
  day,
  line,
}: Pick<PostIt, 'number' | 'name' | 'kind' | 'day' | 'line'>): PostIt['looksLike'] {
  if (/^(?:ring|call)\b/iu.test(line) && number !== null) return 'callback';
  if (kind !== null && day !== null) return 'assignment';
  if (number === null) return null;
  return name !== null && kind === null && line.split(' ').length <= 6 ? 'person' : 'callback';
}
