import { findTime } from '../days/clock.ts';
import { findWhen } from '../days/when.ts';
import { fold, type Token } from '../base/normalise.ts';
import { numberOf } from '../words/numbers.ts';

/** Words after which a place is named. */
const AT = new Set(
  'til på i ved hos to at in er sted stad lokale lokalet place venue adresse do w na до в на у الى في ila ኣብ ናብ'
    .split(' ')
    .map(fold),
);
/** Words that end the name of a place. */
const ENDS = new Set(
  'fra frå from nå no now kl klokka klokken at fordi pga grunnet because since men but og and denne neste this next på on i heretter framover fremover bare berre only isteden istedet istaden instead den fast permanent hver kvar every resten hilsen mvh'
    .split(' ')
    .map(fold),
);
const LETTERS_MAX = 60;

/**
 * The place that is named last, as it was written, without the day and the time: "Kirkestua" in "koret flyttes til
 * Kirkestua på tirsdag". Null without one.
 */
export function venueIn(
  text: string,
  tokens: readonly Token[],
  { now, only }: { now: string; only: 'after to' | 'anywhere' },
): string | null {
  const taken = new Set(findWhen(tokens, now)?.taken ?? []);
  const time = findTime(tokens);
  for (let i = time?.from ?? 0; i < (time?.to ?? 0); i++) taken.add(i);
  for (const at of leads(tokens, text, only)) {
    const from = at + (isArticle(tokens[at]) ? 1 : 0);
    let to = from;
    while (isOfPlace(tokens, to, from, taken)) to++;
    const [first, last] = [tokens[from], tokens[to - 1]];
    if (to === from || first === undefined || last === undefined) continue;
    const name = text.slice(first.start, last.end).trim();
    if (/\p{L}{2}/u.test(name) && name.length <= LETTERS_MAX && !NO_PLACE.has(fold(name))) return name;
  }
  return null;
}

/** Words after "til" that name no place. */
const NO_PLACE = new Set(
  'av vei veg vegen gang ferie pause sommeren sommaren høsten hausten våren vinteren jul jula påske påska uka uken veka annen tid dag dagen helga helgen tidspunkt en annen ein annan another time day later senere seinare gang folk alle oss dere medlemmer'
    .split(' ')
    .map(fold),
);

/** Where a place may begin, the likeliest first: after a colon, after "til", after another such word. */
function leads(tokens: readonly Token[], text: string, only: 'after to' | 'anywhere'): number[] {
  const after = (is: (word: string) => boolean): number[] =>
    tokens.flatMap((token, i) => (is(token.fold) && i + 1 < tokens.length ? [i + 1] : [])).toReversed();
  const colon = tokens.flatMap(({ gap, start }, i) => (/:\s/.test(gap) && text[start] !== undefined ? [i] : []));
  const to = after((word) => TO.has(word));
  return only === 'after to' ? to : [...colon, ...to, ...after((word) => AT.has(word) && !TO.has(word))];
}

const TO = new Set('til to do до ናብ ila'.split(' ').map(fold));

const isArticle = (token: Token | undefined): boolean =>
  /^(?:the|det|den|et|en|eit|ein|nye|nytt|ny)$/.test(token?.fold ?? '');

function isOfPlace(tokens: readonly Token[], at: number, from: number, taken: ReadonlySet<number>): boolean {
  const token = tokens[at];
  if (token === undefined || taken.has(at)) return false;
  if (at > from && (ENDS.has(token.fold) || /[.,;!?\n]/.test(token.gap))) return false;
  return at > from || !ENDS.has(token.fold);
}

/** The price as residents are told it: "50 kr", "gratis"; null without one. */
export function priceIn(text: string): string | null {
  const folded = fold(text);
  const sum =
    /(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:,-|kr\b|kroner|kronar|crowns|nok|:-)/.exec(folded)?.[1] ??
    /\bkr\.?\s*(\d{1,4}(?:[.,]\d{1,2})?)/.exec(folded)?.[1] ??
    /(?:koster|kostar|costs?|prisen|pris|price|betale|inngang\w*|til|to|is|er|blir|kosztuje|коштує|стоить)\D{0,20}?(\d{1,4})(?!\d|[.:]\d)/.exec(
      folded,
    )?.[1];
  if (sum !== undefined) return `${sum.replace('.', ',')} kr`;
  const word = folded
    .split(/[^\p{L}]+/u)
    .map(numberOf)
    .find((n) => n !== null && n >= 5);
  if (word !== undefined && word !== null && /kron|kr\b/.test(folded)) return `${word} kr`;
  return /\b(?:gratis|free|darmo|безкоштовно|бесплатно)\b/u.test(folded) || /مجان/.test(folded) ? 'gratis' : null;
}

/** The new contact: a name of two words or more with capitals, or the word beside the number; and a Norwegian number. */
export function contactIn(text: string): { name: string | null; number: string | null } {
  const number = /(?:\+47|0047)?[\s]?((?:\d[\s.-]?){7}\d)(?!\d)/.exec(text)?.[1]?.replace(/\D/g, '') ?? null;
  const whole =
    /(?<![\p{L}])(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}.-]*)+)/u.exec(text.replace(/^\p{Lu}\p{L}+ (?=\p{Ll})/u, ''))?.[1] ??
    null;
  const single =
    /(?:kontakt(?:person)?|leder|leiar|contact|leader)(?: \p{Ll}+){0,2} (?:er |is |blir |heter )?(\p{Lu}\p{L}+)/u.exec(
      text,
    )?.[1] ??
    /(\p{Lu}\p{L}+)(?= (?:overtar|overtek|tar over|tek over|takes over))/u.exec(text)?.[1] ??
    null;
  return { name: whole ?? single, number };
}
