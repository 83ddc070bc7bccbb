import { readList } from './cells.ts';

/** The names of languages in files, by code. */
const NAMES = `
  nb norsk bokmål norwegian no
  nn nynorsk
  en engelsk english
  uk ukrainsk ukrainian
  pl polsk polish
  ar arabisk arabic
  so somali somalisk
  ti tigrinja tigrinya
  lt litauisk lithuanian
  ru russisk russian
  fa persisk persian farsi dari
  ku kurdisk kurdish
  sv svensk swedish
  da dansk danish
  de tysk german
  fr fransk french
  es spansk spanish
  ro rumensk rumansk romanian
  tr tyrkisk turkish
  th thai thailandsk
  ur urdu
  vi vietnamesisk vietnamese`;

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split('\n')
    .flatMap((line) => {
      const [code = '', ...names] = line.trim().split(' ');
      return names.map((name) => [name, code] as const);
    }),
);

/**
 * The languages of a cell, "norsk og engelsk" or "nb;en", as codes, each once; `odd` is a word that is not a language.
 */
export function readLanguages(text: string): { codes: string[] } | { odd: string } {
  const said = readList(text.toLowerCase().replace(/ (og|and) /g, ';'));
  const codes = said.map((name) => CODES.get(name) ?? name);
  const odd = codes.find((code) => !/^[a-z]{2}$/.test(code));
  if (odd !== undefined) return { odd: odd.slice(0, 20) };
  return { codes: [...new Set(codes)] };
}
