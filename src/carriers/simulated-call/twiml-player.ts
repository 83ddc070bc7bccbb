import type { Element } from '../base/twiml.ts';

/** Sounds on a line. A `fault` is a part that the network would refuse: it is shown and never skipped. */
export type Heard =
  | { kind: 'say'; text: string; language: string; voice: string; rate: number }
  | { kind: 'play'; address: string }
  | { kind: 'pause'; seconds: number }
  | { kind: 'fault'; text: string };

/** `<Gather>`: the prompts while it waits, and how an answer ends. */
export interface Gather {
  keys: boolean;
  speech: boolean;
  digitsMax: number;
  /** The key that ends an answer; empty for none. */
  finishOnKey: string;
  timeoutS: number;
  bargeIn: boolean;
  language: string;
  action: string;
  /** Whether silence is reported like an answer. */
  tellsSilence: boolean;
}

export interface Recording {
  action: string;
  whenReady: string;
  maxS: number;
  finishOnKey: string;
}

export interface Dial {
  number: string;
  /** The address of the document for the staff member who answers; empty to connect at once. */
  whisper: string;
  timeoutS: number;
  action: string;
}

/** A verb of a document. */
export type Verb =
  | { verb: 'hear'; heard: Heard }
  | { verb: 'gather'; prompts: Heard[]; gather: Gather }
  | { verb: 'record'; record: Recording }
  | { verb: 'dial'; dial: Dial }
  | { verb: 'redirect'; address: string }
  | { verb: 'hang up' };

/** Attributes with a meaning here, or without any effect on what is heard. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  Say: ['voice', 'language', 'loop'],
  Play: ['loop'],
  Pause: ['length'],
  Gather:
    'input action method timeout numDigits finishOnKey bargeIn actionOnEmptyResult language hints speechTimeout speechModel profanityFilter enhanced'.split(
      ' ',
    ),
  Record:
    'action method maxLength timeout finishOnKey playBeep trim recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod'.split(
      ' ',
    ),
  Dial: ['action', 'method', 'timeout', 'answerOnBridge', 'callerId', 'timeLimit'],
  Number: ['url', 'method'],
  Redirect: ['method'],
  Hangup: [],
};

const LOOPS_MAX = 3;
/** TwiML's defaults for absent attributes. */
const TIMEOUT_S = 5;
const DIAL_TIMEOUT_S = 30;
const RECORD_MAX_S = 3600;
const DIGITS_MAX = 100;

/** The verbs of a document, in order. An unknown verb or attribute becomes a fault in its place. */
export function scriptOf(response: Element): Verb[] {
  return response.children.flatMap((element): Verb[] => {
    const faults = faultsOf(element).map((text): Verb => ({ verb: 'hear', heard: { kind: 'fault', text } }));
    return [...faults, ...verbsOf(element)];
  });
}

function verbsOf(element: Element): Verb[] {
  const { name, attributes: a, children, text } = element;
  switch (name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return heardOf(element).map((heard) => ({ verb: 'hear', heard }));
    case 'Gather':
      return [{ verb: 'gather', prompts: children.flatMap(promptsOf), gather: gatherOf(element) }];
    case 'Record': {
      const { action = '', recordingStatusCallback: whenReady = '', finishOnKey = '1234567890*#' } = a;
      return [
        { verb: 'record', record: { action, whenReady, finishOnKey, maxS: count(a['maxLength'], RECORD_MAX_S) } },
      ];
    }
    case 'Dial': {
      const inside = children.find((child) => child.name === 'Number');
      const { action = '' } = a;
      const whisper = inside?.attributes['url'] ?? '';
      return [
        {
          verb: 'dial',
          dial: {
            number: (inside ?? element).text.trim(),
            whisper,
            action,
            timeoutS: count(a['timeout'], DIAL_TIMEOUT_S),
          },
        },
      ];
    }
    case 'Redirect':
      return [{ verb: 'redirect', address: text.trim() }];
    case 'Hangup':
      return [{ verb: 'hang up' }];
    default:
      return [];
  }
}

function gatherOf({ attributes: a }: Element): Gather {
  const { input = 'dtmf', action = '', finishOnKey = '#', language = 'en-US' } = a;
  const inputs = input.split(' ');
  return {
    keys: inputs.includes('dtmf'),
    speech: inputs.includes('speech'),
    digitsMax: Math.max(1, count(a['numDigits'], DIGITS_MAX)),
    finishOnKey,
    timeoutS: count(a['timeout'], TIMEOUT_S),
    bargeIn: a['bargeIn'] !== 'false',
    language,
    action,
    tellsSilence: a['actionOnEmptyResult'] === 'true',
  };
}

function promptsOf(element: Element): Heard[] {
  const faults = faultsOf(element).map((text): Heard => ({ kind: 'fault', text }));
  if (!['Say', 'Play', 'Pause'].includes(element.name)) {
    return faults.length > 0 ? faults : [{ kind: 'fault', text: `<${element.name}> in <Gather>` }];
  }
  return [...faults, ...heardOf(element)];
}

function heardOf({ name, attributes: a, children, text }: Element): Heard[] {
  if (name === 'Pause') return [{ kind: 'pause', seconds: count(a['length'], 1) }];
  const times = Math.min(LOOPS_MAX, count(a['loop'], 1) || LOOPS_MAX);
  const rate = Number.parseInt(children[0]?.attributes['rate'] ?? '', 10) / 100;
  const { language = 'en-US', voice = '' } = a;
  const heard: Heard =
    name === 'Play'
      ? { kind: 'play', address: text.trim() }
      : { kind: 'say', text: text.trim(), language, voice, rate: rate > 0 ? rate : 1 };
  return Array.from({ length: times }, () => heard);
}

function faultsOf({ name, attributes, children }: Element): string[] {
  const known = KNOWN[name];
  if (known === undefined) return [`<${name}> is no verb that is known here`];
  const faults = Object.keys(attributes)
    .filter((attribute) => !known.includes(attribute))
    .map((attribute) => `<${name}> has an attribute that is not known here: ${attribute}`);
  if (name === 'Dial') {
    if (children.length > 1) faults.push('<Dial> rings more than one phone, and only the first is rung here');
    for (const child of children)
      faults.push(...(child.name === 'Number' ? faultsOf(child) : [`<${child.name}> in <Dial>`]));
  }
  return faults;
}

const count = (text: string | undefined, otherwise: number): number =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
