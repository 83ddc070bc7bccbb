/** The codes in "uk;nb", each once, as they are spoken. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;,]/)
      .map((code) => asSpoken(code.trim().toLowerCase()))
      .filter((code) => code !== ''),
  ),
];

/** Those of some codes that somebody does not speak; what they are written to in, they speak. */
export function unspoken(wanted: readonly string[], languages: string, written: string): string[] {
  if (wanted.length === 0) return [];
  const spoken = new Set([...codesIn(languages), asSpoken(written)]);
  return wanted.filter((code) => !spoken.has(code));
}

/** Bokmål and nynorsk are written; whoever speaks one understands the other. */
const asSpoken = (code: string): string => (code === 'nb' || code === 'nn' ? 'no' : code);

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** "Ukrainian" for "uk"; what is no code stands as it is. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
