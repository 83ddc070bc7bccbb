/** A character set of one byte a letter; `high` are the characters of 0x80 to 0xFF, with U+FFFD for an unused byte. */
export interface CodePage {
  name: string;
  high: string;
}

const LATIN =
  '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ';

/** From our own table, because the decoder of Node 20 drops the 27 characters of 0x80 to 0x9F. */
export const WINDOWS_1252: CodePage = {
  name: 'Windows-1252',
  high: `€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ${LATIN}`,
};

/**
 * Sets that are mistaken for Windows-1252: Latin 9, old Macs, DOS in Western Europe and the Nordic countries, Cyrillic.
 */
export const OTHERS: readonly CodePage[] = [
  {
    name: 'ISO-8859-15',
    high: `${'\ufffd'.repeat(32)}\u00a0¡¢£€¥Š§š©ª«¬\u00ad®¯°±²³Žµ¶·ž¹º»ŒœŸ¿${LATIN.slice(32)}`,
  },
  {
    name: 'Mac Roman',
    high: 'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  },
  {
    name: 'DOS 850',
    high: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  },
  {
    name: 'DOS 865',
    high: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  },
  {
    name: 'Windows-1251',
    high: 'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffd™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  },
];

/** Decodes bytes by a table. */
export function decodeWith({ high }: CodePage, bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const codes = Array.from(bytes.subarray(from, from + CHUNK), (b) => (b < 0x80 ? b : high.charCodeAt(b - 0x80)));
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

const CHUNK = 8_192;

/** Encodes a text by a table; null when the table lacks a character. */
export function encodeWith({ high }: CodePage, text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const at = high.indexOf(text.charAt(i));
    // A control of 0x80 to 0x9F is the byte itself, which the table left undecoded.
    const byte = code < 0xa0 && at < 0 ? code : at < 0 ? -1 : at + 0x80;
    if (byte < 0) return null;
    bytes[i] = code < 0x80 ? code : byte;
  }
  return bytes;
}
