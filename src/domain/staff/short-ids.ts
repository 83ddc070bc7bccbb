/** The letter of each kind of row that staff handle. A short id is this letter and the row's number at its centre. */
export const SHORT_LETTERS = {
  activity: 'A',
  volunteer: 'F',
  assignment: 'O',
  broadcast: 'M',
  callback: 'R',
  inbox_item: 'I',
  association: 'L',
  proposal: 'P',
} as const;

/** A kind of row with short ids, by its table. */
export type ShortKind = keyof typeof SHORT_LETTERS;

/** The short id of a row: "A12". The database gives each row its number (migration 0008). */
export const shortId = (kind: ShortKind, number: number): string => `${SHORT_LETTERS[kind]}${number}`;

/** The kind and number that a text such as "a12" names, in either case; null when it is no short id. */
export function readShortId(text: string): { kind: ShortKind; number: number } | null {
  const [, letter, digits] = /^([a-z])([1-9]\d{0,8})$/i.exec(text.trim()) ?? [];
  const found = Object.entries(SHORT_LETTERS).find(([, own]) => own === letter?.toUpperCase());
  return found === undefined ? null : { kind: found[0] as ShortKind, number: Number(digits) };
}
