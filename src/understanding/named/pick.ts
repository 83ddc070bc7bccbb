import { distance, slipsAllowed } from '../words/distance.ts';
import { STOP_WORDS } from '../lexicon/common.ts';
import { type Token, tokenise, words } from '../base/normalise.ts';
import { numberOf } from '../words/numbers.ts';

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...words('forste fyrste fyste fyrst forsta fyrsta first eneren einaren enern einern 1er jedynka jedynke pierwszy pierwsza pierwsze перший перша перше первый первая الاول الاولي koowaad kowaad ቀዳማይ').map((w) => [w, 1] as const), // prettier-ignore
  ...words('andre second toeren toaren toern toer dwojka dwojke drugi druga drugie другий друга друге второй вторая الثاني الثانيه labaad ካልኣይ ካልአይ midterste midtre midterst middle midten midtarste').map((w) => [w, 2] as const), // prettier-ignore
  ...words('tredje third treeren trearen treern treer trojka trojke trzeci trzecia trzecie третій третя третє третий третья الثالث الثالثه saddexaad ሳልሳይ').map((w) => [w, 3] as const), // prettier-ignore
  ...['fjerde', 'fourth', 'fireren'].map((w) => [w, 4] as const),
  ...['femte', 'fifth', 'femmeren'].map((w) => [w, 5] as const),
]);
const LAST = new Set(
  words(
    'siste last nederste bottom ostatni ostatnia останній остання последний последняя الاخير sidste nedste nedste sist',
  ),
);
const TOP = new Set(['overste', 'ovste', 'top', 'ovarste']);
/** Words before or after a number that make it a line: "nr 2", "alternativ 3", "2 takk". */
const NUMBER_LEADS = new Set(words('nr nummer no number alternativ valg val option linje punkt num numer номер رقم lambar ቁጽሪ tallet velger vel tar tek choose pick take kode oppdrag code pa om til for ja nei yes den about on is er does koster kostar av of with med or')); // prettier-ignore

/**
 * A line number in a text, 1 to the length of the list: "1", "nr 2", "den første", "toeren", "den siste", "#3". Null
 * for a text without one, or with two different ones.
 */
export function numberedLine(tokens: readonly Token[], length: number): number | null {
  const seen = new Set<number>();
  tokens.forEach((token, i) => {
    const ordinal = ORDINALS.get(token.fold);
    const before = tokens[i - 1]?.fold ?? '';
    const next = tokens[i + 1]?.fold ?? '';
    if (
      ordinal !== undefined &&
      !(token.fold === 'andre' && !/^(den|det|nummer|nr|pa|om)$/.test(before) && tokens.length > 2)
    )
      seen.add(ordinal);
    else if (LAST.has(token.fold) && /^(den|det|the|nr|dei|pa|)$/.test(before)) seen.add(length);
    else if (TOP.has(token.fold)) seen.add(1);
    else {
      const number = numberOf(token.fold);
      const digits = /^\d$/.test(token.fold);
      if (number === null || number < 1 || number > 9) return;
      const glued = /^[.,:/]$/.test(tokens[i + 1]?.gap ?? '') && /^\d/.test(next);
      const wasGlued = /^[.,:/]$/.test(token.gap) && /^\d/.test(before);
      const counted =
        /^(personer|stk|stykker|timer|timar|time|min|kr|kroner|uker|dager|voksne|barn|people|persons|hours|av)$/.test(
          next,
        ) || /^(kl|klokka|vi|er|blir)$/.test(before);
      const lead = NUMBER_LEADS.has(before) || token.gap.includes('#');
      if (
        digits
          ? !glued && !wasGlued && !counted
          : (tokens.length === 1 && !/^(begge|both|par|couple)$/.test(token.fold)) ||
            ((before === 'nummer' || before === 'nr' || before === 'number' || before === 'alternativ') && lead)
      )
        seen.add(number);
    }
  });
  const [line] = seen;
  return seen.size === 1 && line !== undefined && line <= length ? line : null;
}

/** As {@link pickLine}, over a text. */
export function pick(text: string, list: readonly string[]): number | null {
  const tokens = tokenise(text);
  return numberedLine(tokens, list.length) ?? pickByWords(tokens, list);
}

/**
 * The one line of a list that shares a word with the text ("den med tur", "strikkinga"): whole words, their inflected
 * forms, parts of compounds of four letters and more, and slips. Null when no line, or several, fit.
 */
export function pickByWords(tokens: readonly Token[], list: readonly string[]): number | null {
  const said = tokens
    .map((t) => t.fold)
    .filter((fold) => (fold === 'kor' || !STOP_WORDS.has(fold)) && !/^\d+$/.test(fold) && fold.length >= 3);
  const scores = list.map((line) => {
    const lineWords = tokenise(line)
      .map((t) => t.fold)
      .filter((fold) => fold.length >= 3 && (fold === 'kor' || !STOP_WORDS.has(fold)) && !/^\d+$/.test(fold));
    return said.reduce((sum, word) => sum + Math.max(0, ...lineWords.map((other) => likeness(word, other))), 0);
  });
  const best = Math.max(0, ...scores);
  if (best < 0.6) return null;
  const winners = scores.filter((score) => score > best - 0.25);
  return winners.length === 1 ? scores.indexOf(best) + 1 : null;
}

function likeness(said: string, other: string): number {
  if (said === other) return 1;
  if (stem(said) === stem(other)) return 0.95;
  const short = stem(said);
  if (
    short.length >= 3 &&
    (other.startsWith(short) || other.endsWith(short) || other.includes(short)) &&
    short.length >= Math.min(4, other.length - 2)
  )
    return 0.8;
  if (short.length === 3 && (other.startsWith(short) || other.endsWith(short))) return 0.75;
  const whole = stem(other);
  if (whole.length >= 4 && (said.startsWith(whole) || said.endsWith(whole))) return 0.7;
  const slips = slipsAllowed(said);
  return slips > 0 && distance(said, other, slips) <= slips ? 0.8 : 0;
}

/** Takes off the commonest ending of a noun or a verb. */
function stem(word: string): string {
  for (const ending of words('ingen inga ing ene ane en et er ar a e s')) {
    if (word.endsWith(ending) && word.length - ending.length >= 3) return word.slice(0, -ending.length);
  }
  return word;
}
