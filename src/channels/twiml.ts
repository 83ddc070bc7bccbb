/** All TwiML verbs that the service uses, with their attributes (docs/rules.md T7). */
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

/** The order in which attributes are written. */
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
 * One verb as TwiML, equal to the output of the vendor's own builder, letter by letter (a test compares both). The
 * builder would take a third of the time of a call's turn.
 * @param inside the content as TwiML: other verbs, or `escaped` text
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

/** Characters that XML cannot hold, not even escaped: control characters, lone surrogates, and noncharacters. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Tells whether escaping is needed at all; mostly not. */
const SPECIAL = /[&<>"\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Text between two tags. */
export const escaped = (text: string): string =>
  SPECIAL.test(text)
    ? text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;

/** Text between two double quotes. */
const quoted = (text: string): string =>
  SPECIAL.test(text)
    ? text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    : text;
