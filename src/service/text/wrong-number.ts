/** What somebody says whose number was written down for somebody else. */
const PHRASES = [
  'feil nummer',
  'feil nr',
  'feil telefonnummer',
  'feil person',
  'feil mottaker',
  'ikke meg',
  'ikkje meg',
  'wrong number',
  'wrong person',
  'not me',
] as const;
/** What may stand around it. Any other word, and it is about something else: "ikke meg som kommer, men Ola". */
const AROUND = new Set(
  (
    'hei hallo hello hi beklager sorry unnskyld nei no ja dette det er var ikke du dere de dokker dykk har tatt fått sendt til ' +
    'visst nok at i this that is you have has got the a it takk mvh ' +
    'ringt ringer ringjer ringte ringde called calling dialled'
  ).split(' '),
);
const WORDS_MAX = 9;

/** Whether a whole text says that we write to the wrong person (docs/rules.md D6). */
export function saysWrongNumber(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length > WORDS_MAX) return false;
  const said = ` ${words.join(' ')} `;
  const phrase = PHRASES.find((p) => said.includes(` ${p} `));
  if (phrase === undefined) return false;
  const rest = said.replace(` ${phrase} `, ' ').split(' ');
  return rest.every((word) => word === '' || AROUND.has(word));
}
