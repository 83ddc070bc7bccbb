/** The longest a title may be where several share a text message. */
export const LISTED_TITLE_MAX = 33;
/** The longest that anything people wrote may be where it is heard: a question with two of them takes twenty seconds. */
export const HEARD_MAX = 50;
/** The longest a title may be in a list that is heard: nine of ten in the demo are no longer. Three then take twenty seconds. */
export const HEARD_TITLE_MAX = 26;
/** The longest a title, a venue or an interest may be where it stands alone in a sentence. */
export const ALONE_MAX = 60;

/** `text` cut to at most `max` characters, at a word where there is one, with three dots for what is left out. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 3);
  const word = cut.lastIndexOf(' ');
  return `${(word > max / 2 ? cut.slice(0, word) : cut).replace(/[\s,.:;-]+$/, '')}...`;
}
