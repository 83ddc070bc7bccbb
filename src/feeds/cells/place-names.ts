/** Words inside a name that stay small. */
const SMALL = / (I|På|Og|Ved|Av|Under|Til|Fra|Over) (?=\S)/g;

/**
 * "HOVDEN I SETESDAL" as "Hovden i Setesdal", "EVJE OG HORNNES" as "Evje og Hornnes"; a name with small letters stays
 * as it is.
 */
export function placeName(written: string): string {
  if (written !== written.toUpperCase() || written === written.toLowerCase()) return written;
  return written
    .toLowerCase()
    .replace(/(^|[\s/.(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(SMALL, (word) => word.toLowerCase());
}
