// Computes the parts of a text as a phone does, with the alphabet of GSM 03.38.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€');
const GSM_7 = { encoding: 'GSM-7', whole: 160, part: 153 };
const UCS_2 = { encoding: 'UCS-2', whole: 70, part: 67 };

/** The encoding and the number of parts of a text, and the free characters in the last part. */
export function measure(text) {
  const characters = Array.from(text);
  const isGsm = characters.every((c) => BASIC.has(c) || EXTENDED.has(c));
  const cost = (c) => (isGsm ? (BASIC.has(c) ? 1 : 2) : c.length);
  const { encoding, whole, part } = isGsm ? GSM_7 : UCS_2;
  const total = characters.reduce((sum, c) => sum + cost(c), 0);
  if (total <= whole) return { encoding, parts: 1, left: whole - total };
  let parts = 1;
  let used = 0;
  for (const c of characters) {
    if (used + cost(c) > part) {
      parts++;
      used = 0;
    }
    used += cost(c);
  }
  return { encoding, parts, left: part - used };
}

/** "2 deler, GSM-7". */
export const inParts = ({ parts, encoding }) => `${parts} ${parts === 1 ? 'del' : 'deler'}, ${encoding}`;
