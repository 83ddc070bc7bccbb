/** GSM 03.38, the default alphabet: the position of a letter is its code. The escape has no letter. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const ESCAPE = 0x1b;
/** The extension table: codes after an escape. */
const EXTENDED: Readonly<Record<number, string>> = {
  0x0a: '\f',
  0x14: '^',
  0x28: '{',
  0x29: '}',
  0x2f: '\\',
  0x3c: '[',
  0x3d: '~',
  0x3e: ']',
  0x40: '|',
  0x65: '€',
};

const OCTETS: ReadonlyMap<string, readonly number[]> = new Map([
  ...Array.from(BASIC)
    .map((letter, code): [string, number[]] => [letter, [code]])
    .filter(([letter]) => letter !== '\u001b'),
  ...Object.entries(EXTENDED).map(([code, letter]): [string, number[]] => [letter, [ESCAPE, Number(code)]]),
]);

/** The octets of one letter, two for a letter of the extension table; null when the alphabet lacks the letter. */
export const gsmOctets = (letter: string): readonly number[] | null => OCTETS.get(letter) ?? null;

/** The text of octets, one septet in each. An unknown extension is read as the plain letter, as phones do. */
export function gsmText(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; i++) {
    const code = (octets[i] ?? 0) & 0x7f;
    if (code !== ESCAPE) text += BASIC[code] ?? '';
    else {
      const next = (octets[++i] ?? 0x20) & 0x7f;
      text += EXTENDED[next] ?? (next === ESCAPE ? ' ' : (BASIC[next] ?? ''));
    }
  }
  return text;
}
