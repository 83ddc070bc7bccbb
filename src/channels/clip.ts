/** Longest title, in characters, where several share a text message. */
export const LISTED_TITLE_MAX = 33;
/** Longest free text in a call: a question with two of them takes twenty seconds. */
export const HEARD_MAX = 50;
/** Longest title in a list in a call that is not of activities: three of them take twenty seconds. */
export const HEARD_TITLE_MAX = 26;
/** Longest title, venue or interest in a sentence of its own. */
export const ALONE_MAX = 60;

/** Cuts `text` to at most `max` characters, between words where possible, and ends it with three dots. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 3);
  const word = cut.lastIndexOf(' ');
  return `${(word > max / 2 ? cut.slice(0, word) : cut).replace(/[\s,.:;-]+$/, '')}...`;
}
