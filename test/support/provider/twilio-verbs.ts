import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Element } from '../../../src/carriers/base/twiml.ts';

const source = readFileSync(
  createRequire(import.meta.url)
    .resolve('twilio/lib/twiml/VoiceResponse')
    .replace(/\.js$/, '.d.ts'),
  'utf8',
);

/** The attributes of a verb, as the types of Twilio's own package list them. */
function attributesOf(verb: string): Record<string, string> {
  const [, body = ''] = new RegExp(`export interface ${verb}Attributes \\{([\\s\\S]*?)\\n    \\}`).exec(source) ?? [];
  return Object.fromEntries([...body.matchAll(/\n {8}(\w+)\??: ([^;]+);/g)].map(([, name, type]) => [name, type]));
}

function wordsOf(type: string): ReadonlySet<string> {
  const [, body = ''] = new RegExp(`\\n    (?:export )?type ${type} = ([^;]+);`).exec(source) ?? [];
  return new Set([...body.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word));
}

/** The verbs that may be inside each verb. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Response: ['Say', 'Play', 'Gather', 'Dial', 'Record', 'Redirect', 'Pause', 'Hangup'],
  Gather: ['Say', 'Play', 'Pause'],
  Dial: ['Number'],
  Say: ['prosody'],
};
const KNOWN: Readonly<Record<string, Record<string, string>>> = {
  Response: {},
  Say: attributesOf('Say'),
  Play: attributesOf('Play'),
  Gather: attributesOf('Gather'),
  Dial: attributesOf('Dial'),
  Number: attributesOf('Number'),
  Record: attributesOf('Record'),
  Redirect: attributesOf('Redirect'),
  Pause: attributesOf('Pause'),
  Hangup: {},
  prosody: attributesOf('SsmlProsody'),
};
const WORDS = new Map(
  ['SayVoice', 'SayLanguage', 'GatherLanguage', 'GatherInput'].map((type) => [type, wordsOf(type)]),
);

const SENTENCE_MAX = 4096;

/**
 * Everything in a document that Twilio would refuse, or that would leave a caller in silence; empty for a correct
 * document.
 */
export function faultsOf(response: Element): string[] {
  const faults: string[] = [];
  const check = (element: Element, inside: string | null): void => {
    const known = KNOWN[element.name];
    if (known === undefined) return void faults.push(`<${element.name}> is no verb`);
    if (inside !== null && !(CHILDREN[inside] ?? []).includes(element.name))
      faults.push(`<${element.name}> in <${inside}>`);
    for (const [name, value] of Object.entries(element.attributes)) {
      const type = known[name];
      if (type === undefined) faults.push(`${element.name} has no ${name}`);
      else if (!fits(value, type)) faults.push(`${element.name} ${name}="${value}" is no ${type}`);
    }
    if (element.name === 'Say' && element.text.length > SENTENCE_MAX) faults.push('a sentence is too long');
    if (element.name === 'Say' && element.text.trim() === '') faults.push('nothing is said');
    for (const child of element.children) check(child, element.name);
  };
  check(response, null);
  const verbs = response.children.map((e) => e.name);
  if (verbs.length > 0 && !['Redirect', 'Hangup', 'Dial'].includes(verbs.at(-1) ?? ''))
    faults.push('it ends in silence');
  for (const [i, verb] of verbs.entries()) {
    if (['Gather', 'Record'].includes(verb) && verbs[i + 1] === undefined) faults.push(`nothing follows ${verb}`);
  }
  for (const dial of response.children.filter((e) => e.name === 'Dial')) {
    if (dial.attributes['action'] === undefined && verbs.at(-1) === 'Dial') faults.push('nothing follows Dial');
  }
  return faults;
}

function fits(value: string, type: string): boolean {
  if (type === 'number') return /^\d+$/.test(value);
  if (type === 'boolean') return /^(true|false)$/.test(value);
  const words = WORDS.get(type.replace('[]', ''));
  if (words === undefined) return true;
  if (words.size === 0) throw new Error(`the types have no ${type}`);
  return value.split(' ').every((word) => words.has(word));
}
