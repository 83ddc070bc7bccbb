/** Words that are said to an offer and are no intent of the reader's closed list; only as the whole message. */
const UNDO = new Set('angre angrer angrar angra angret angrefrist undo'.split(' '));
const BESIDE = new Set('jeg eg vi æ takk på det please hei nå no i det'.split(' '));

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Whether a whole text takes back what was answered last: "ANGRE", "jeg angrer". */
export function saysUndo(text: string): boolean {
  const words = wordsOf(text).filter((word) => !BESIDE.has(word));
  return words.length === 1 && UNDO.has(words[0] ?? '');
}
