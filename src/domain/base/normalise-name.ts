const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  ŋ: 'n',
  ŧ: 't',
  ł: 'l',
  ß: 'ss',
  þ: 'th',
};

/**
 * Normalises a name so that its spellings become equal: "Åna-Sira", "aana sira" and "ÅNA SIRA". Lower case, no accents,
 * æ as ae, ø as o, å and aa as a; any other character than a letter or digit becomes a space.
 */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[æøðđŋŧłßþ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/aa/g, 'a')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
