import { Refusal } from './refusal.ts';

/** The codes in "uk;nb", each once; bokmål and nynorsk count as one spoken language. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;,]/)
      .map((code) => asSpoken(code.trim().toLowerCase()))
      .filter((code) => code !== ''),
  ),
];

/**
 * The wanted languages that a person does not speak. The person speaks the language in which the service writes to
 * them.
 */
export function unspoken(wanted: readonly string[], languages: string, written: string): string[] {
  if (wanted.length === 0) return [];
  const spoken = new Set([...codesIn(languages), asSpoken(written)]);
  return wanted.filter((code) => !spoken.has(code));
}

/** Bokmål and nynorsk are written forms: a speaker of one understands the other. */
const SPOKEN: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/**
 * A spoken language by one code (CLDR's aliases): Kurmanji is `kmr` and `ku`, Dari `prs`, `fa-AF` and `fa`, Ukrainian `ukr` and
 * `uk`. Regions and scripts are left out.
 */
function asSpoken(code: string): string {
  const plain = languageOf(code);
  return SPOKEN[plain] ?? plain;
}

function languageOf(code: string): string {
  try {
    return new Intl.Locale(code.replaceAll('_', '-')).language;
  } catch {
    return code;
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** "Ukrainian" for "uk"; any text that is no code stays as written. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * The languages that a centre switches off, as a row holds them.
 * @throws Refusal for bokmål and for the centre's own language: the line answers in them
 */
export function switchedOff(codes: readonly string[], language: string): string {
  const off = [...new Set(codes)].toSorted();
  const wrong = off.find((code) => !/^[a-z]{2}$/.test(code) || code === 'nb' || code === language);
  if (wrong !== undefined) throw new Refusal(`${wrong} cannot be switched off. Write codes such as uk;pl.`);
  return off.join(';');
}
