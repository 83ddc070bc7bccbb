/**
 * Characters that a terminal acts on, or that make a line look like another: control characters (also C1: 0x9b begins a
 * sequence as ESC does), line and paragraph separators, bidi controls and other format characters, lone surrogates,
 * noncharacters, and the plane of tags and variation selectors, which can hide bytes. The joiners that emoji and
 * Persian need are allowed.
 */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}]/gu;
const UNSAFE_BUT_LINES = new RegExp(`(?!\\n)${UNSAFE.source}`, 'gu');

/** Makes a text from outside safe for one line of a terminal: an unsafe character is shown as `\u{1b}`. */
export const safe = (text: string): string => text.replace(UNSAFE, shown);

/** The same for a text of several lines: line breaks stay. Every printed text passes it last. */
export const safeLines = (text: string): string => text.replace(UNSAFE_BUT_LINES, shown);

/** JSON as text, escaping what `JSON.stringify` leaves raw (DEL, C1, bidi, separators); it parses to the same value. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE_BUT_LINES, escaped);
}

const shown = (c: string): string => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`;

function escaped(c: string): string {
  return Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
