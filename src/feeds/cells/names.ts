/** Words inside a name that stay in small letters. */
const SMALL = new Set(['van', 'von', 'der', 'den', 'de', 'da', 'di', 'av', 'af', 'al', 'el', 'bin', 'og']);

/** A name in the form for a greeting: "Berg, Kari" and "KARI BERG" become Kari Berg. Mixed case stays as it is. */
export function readName(text: string): string {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const [, last = '', first = ''] = /^(\p{L}[^,]*), ?(\p{L}[^,]*)$/u.exec(plain) ?? [];
  return calmed(first === '' ? plain : `${first.trim()} ${last.trim()}`);
}

/** "KARI-ANNE MCDONALD" as "Kari-Anne Mcdonald": a name in capitals does not show its small letters. */
function calmed(name: string): string {
  const letters = name.replace(/[^\p{L}]/gu, '');
  if (letters.length < 4 || letters !== letters.toUpperCase() || letters === letters.toLowerCase()) return name;
  return name
    .toLowerCase()
    .split(' ')
    .map((word, i) =>
      i > 0 && SMALL.has(word)
        ? word
        : word.replace(/(^|[-'’.])(\p{L})/gu, (_, mark: string, letter: string) => mark + letter.toUpperCase()),
    )
    .join(' ');
}

/** A name with a question mark in place of a letter: "Bj?rn". */
export const hasLostLetter = (name: string): boolean => /\p{L}\?\p{L}|^\?\p{L}/u.test(name);
