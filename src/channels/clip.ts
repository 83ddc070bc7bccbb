/** Longest title, in characters, where several share a text message. */
export const LISTED_TITLE_MAX = 33;
/** Longest free text in a call: a question with two of them takes twenty seconds. */
export const HEARD_MAX = 50;
/** Longest title in a list in a call that is not of activities: three of them take twenty seconds. */
export const HEARD_TITLE_MAX = 26;
/** Longest title, venue or interest in a sentence of its own. */
export const ALONE_MAX = 60;

/** How little room a text has: 0 for enough, then less and less. */
export type Room = 0 | 1 | 2 | 3 | 4;
/** Longest title by room. With less than fifteen characters a title is hardly known again. */
const TITLE_MAX: Readonly<Record<Room, number>> = { 0: Infinity, 1: 40, 2: 28, 3: 20, 4: 15 };

/** A title as long as the room allows. */
export const titleIn = (room: Room, title: string): string => clip(title, TITLE_MAX[room]);

/** Cuts `text` to at most `max` characters, between words where possible, and ends it with three dots. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 3);
  const word = cut.lastIndexOf(' ');
  return `${(word > max / 2 ? cut.slice(0, word) : cut).replace(/[\s,.:;-]+$/, '')}...`;
}
