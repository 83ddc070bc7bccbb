/**
 * Whatever a terminal acts on, or what makes a line read as another than it is: control characters (the C1 ones too: 0x9b
 * begins a sequence like ESC does), line and paragraph separators, bidi controls and other format characters, lone
 * surrogates, noncharacters, and the plane of tags and of the variation selectors that smuggle bytes. The joiners that emoji and
 * Persian need are let through.
 */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}]/gu;
const UNSAFE_BUT_LINES = new RegExp(`(?!\\n)${UNSAFE.source}`, 'gu');

/** A text from outside as it may stand in one line of a terminal: what is unsafe is shown as `\u{1b}`. */
export const safe = (text: string): string => text.replace(UNSAFE, shown);

/** The same for a text of several lines: line breaks stay. The last gate before the terminal. */
export const safeLines = (text: string): string => text.replace(UNSAFE_BUT_LINES, shown);

/** JSON as text, escaping what `JSON.stringify` leaves raw (DEL, C1, bidi, separators); it parses to the same value. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE_BUT_LINES, escaped);
}

const shown = (c: string): string => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`;

function escaped(c: string): string {
  return Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
