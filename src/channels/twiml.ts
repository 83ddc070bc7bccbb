/** What a call can be told to do, and how each is put: all the TwiML that we speak (domain.md 2.2). */
interface Verbs {
  Say: { voice: string; language: string };
  prosody: { rate: string };
  Play: Nothing;
  Gather: {
    input: string;
    action: string;
    actionOnEmptyResult?: boolean;
    timeout?: number;
    numDigits: number;
    finishOnKey?: string;
    speechTimeout?: string;
    language?: string;
    hints?: string;
    profanityFilter?: boolean;
  };
  Dial: { action: string; answerOnBridge: boolean; timeout: number; callerId: string };
  Number: { url: string };
  Record: {
    action: string;
    maxLength: number;
    timeout: number;
    finishOnKey: string;
    playBeep: boolean;
    recordingStatusCallback: string;
    recordingStatusCallbackEvent: string;
  };
  Redirect: Nothing;
  Pause: { length: number };
  Hangup: Nothing;
}
type Nothing = Record<never, never>;

/** In the order in which they are written. */
const ATTRIBUTES: { readonly [Verb in keyof Verbs]: readonly (keyof Verbs[Verb] & string)[] } = {
  Say: ['voice', 'language'],
  prosody: ['rate'],
  Play: [],
  Gather: [
    'input',
    'action',
    'actionOnEmptyResult',
    'timeout',
    'numDigits',
    'finishOnKey',
    'speechTimeout',
    'language',
    'hints',
    'profanityFilter',
  ],
  Dial: ['action', 'answerOnBridge', 'timeout', 'callerId'],
  Number: ['url'],
  Record: [
    'action',
    'maxLength',
    'timeout',
    'finishOnKey',
    'playBeep',
    'recordingStatusCallback',
    'recordingStatusCallbackEvent',
  ],
  Redirect: [],
  Pause: ['length'],
  Hangup: [],
};

/**
 * One verb as TwiML. The vendor's own builder takes a third of a call's turn for the same, letter by letter: a test holds both equal.
 * @param inside what stands in it, as TwiML: other verbs, or `escaped` text
 */
export function verb<Verb extends keyof Verbs>(name: Verb, attributes: Verbs[Verb], inside = ''): string {
  let tag = `<${name}`;
  for (const attribute of ATTRIBUTES[name]) {
    const value = attributes[attribute];
    if (value !== undefined) tag += ` ${attribute}="${typeof value === 'string' ? quoted(value) : String(value)}"`;
  }
  return inside === '' ? `${tag}/>` : `${tag}>${inside}</${name}>`;
}

/** The whole document. */
export const response = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${inside === '' ? '<Response/>' : `<Response>${inside}</Response>`}`;

/** What no document may hold, in whatever way it is written: control characters, halves of a character, and non-characters. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Whether there is anything to do: mostly there is not. */
const SPECIAL = /[&<>"\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Text as it may stand between two tags. */
export const escaped = (text: string): string =>
  SPECIAL.test(text)
    ? text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;

/** Text as it may stand between two double quotes. */
const quoted = (text: string): string =>
  SPECIAL.test(text)
    ? text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    : text;
