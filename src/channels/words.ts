import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import type { Line, Param, Tagged } from '../conversation/ask.ts';
import { titleIn, type Room } from './clip.ts';
import { formatsFor, type Formats } from './formats.ts';
import { correctionsIn, packagedSentences, type SentencesByKey } from './sentence-sheet.ts';
import { spokenFormatsFor } from './spoken-formats.ts';

/** Renders lines as words. Each language has its own function, compiled once. */
export interface Words {
  /** @param room with less of it, days are short and titles are cut (a text of two parts) */
  (line: Line, room?: Room): string;
  readonly language: string;
}

type Piece = string | { name: string };
type Sentence = Map<string, Piece[]>;

const NO_PLURAL = '';
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The languages that have sentences: the folders of `locales/`. */
export function writtenLanguages(localesFolder: string): string[] {
  return readdirSync(localesFolder, { withFileTypes: true })
    .filter((e) => e.isDirectory() && readdirSync(join(localesFolder, e.name)).length > 0)
    .map((e) => e.name)
    .sort();
}

const SAFETY_FILE = 'safety.json';

/** Sentences by key, for languages without a folder of their own; `note` is for readers of the file. */
const safetySentences = (localesFolder: string): Record<string, Record<string, string>> => {
  const { note: _note, ...languages } = JSON.parse(readFileSync(join(localesFolder, SAFETY_FILE), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  return languages;
};

/** The languages that have only the safety sentences. */
export const safetyLanguages = (localesFolder: string): string[] => Object.keys(safetySentences(localesFolder)).sort();

/** The key "need.danger" is `danger` in the file `need` of a language. */
function byFile(sentences: Record<string, string>): Record<string, Record<string, string>> {
  const files: Record<string, Record<string, string>> = {};
  for (const [key, text] of Object.entries(sentences)) {
    const dot = key.indexOf('.');
    (files[key.slice(0, dot)] ??= {})[key.slice(dot + 1)] = text;
  }
  return files;
}

/**
 * Reads `locales/<language>/*.json` into i18next; `nb` supplies a missing sentence.
 * @param corrected the folder of corrections (`locale take`), which go before the sentences of the package
 */
export function loadSentences(localesFolder: string, corrected?: string): i18n {
  const languages = writtenLanguages(localesFolder);
  const resources: Record<string, Record<string, Record<string, string>>> = {
    ...Object.fromEntries(Object.entries(safetySentences(localesFolder)).map(([l, all]) => [l, byFile(all)])),
    ...Object.fromEntries(languages.map((l) => [l, readLanguage(join(localesFolder, l), correctionsIn(corrected, l))])),
  };
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    lng: 'nb',
    fallbackLng: 'nb',
    ns: Object.keys(resources['nb'] ?? {}),
    nsSeparator: '.',
    keySeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

const readLanguage = (folder: string, corrections: SentencesByKey): Record<string, Record<string, string>> =>
  byFile({ ...packagedSentences(folder), ...corrections });

/** Whether the person reads the words or hears them. */
export type Medium = 'text' | 'speech';

/** Key suffix of the variant for calls; i18next writes a context in this way. */
const SPOKEN = '_spoken';

/**
 * The words of a language. A sentence that says how to answer by text has a variant for calls ("askPlace" and
 * "askPlace_spoken"); any other is said as written. Sentences are cut into pieces once: rendering a list of three then
 * costs a thirtieth of i18next's `t()`, and a test compares both.
 */
export function wordsFor(sentences: i18n, language: string, medium: Medium = 'text'): Words {
  const compiled = compile(sentences, language);
  const formats = medium === 'text' ? formatsFor(language) : spokenFormatsFor(language);
  const plural = new Intl.PluralRules(language);
  const ownName = (code: string): string =>
    (sentences.getResource(code, 'language', 'name') as string | undefined) ?? code;

  const say = ({ key, params = {} }: Line, room: Room = 0): string => {
    const spoken = medium === 'speech' ? compiled.get(`${key}${SPOKEN}`) : undefined;
    const sentence = spoken ?? compiled.get(key);
    if (sentence === undefined) throw new Error(`There is no sentence ${key}`);
    const pieces = sentence.get(pluralOf(params['count'], sentence, plural)) ?? sentence.get('other') ?? [];
    let text = '';
    for (const piece of pieces)
      text += typeof piece === 'string' ? piece : value(params[piece.name], piece.name, key, room);
    return text;
  };
  const value = (param: Param | undefined, name: string, key: string, room: Room): string => {
    if (param === undefined) throw new Error(`The sentence ${key} needs ${name}`);
    if (typeof param === 'object')
      return tagged(shortened(param, medium), formats, (line) => say(line, room), ownName, room);
    if (typeof param === 'number') return formats.count(param);
    return formats.text(room > 0 && CUT.has(name) ? titleIn(room, param) : param);
  };
  return Object.assign(say, { language });
}

/** Values that a text with little room cuts: a name of a thing is known again by its beginning, an address is not. */
const CUT: ReadonlySet<string> = new Set(['title', 'other', 'activity', 'venue', 'titles', 'what']);

const shortened = (param: Tagged, medium: Medium): Tagged =>
  param.as === 'lines' && medium === 'speech' ? { ...param, of: param.of.slice(0, param.heardMax) } : param;

function pluralOf(count: Param | undefined, sentence: Sentence, rules: Intl.PluralRules): string {
  if (sentence.has(NO_PLURAL)) return NO_PLURAL;
  const form = typeof count === 'number' ? rules.select(count) : 'other';
  // In Ukrainian 21 has the form of 1: a sentence that does not say the number is about exactly one.
  return form === 'one' && count !== 1 && !sentence.get(form)?.some(isCount) ? 'other' : form;
}

const isCount = (piece: Piece): boolean => typeof piece === 'object' && piece.name === 'count';

function tagged(
  param: Exclude<Param, string | number>,
  formats: Formats,
  say: (line: Line) => string,
  ownName: (language: string) => string,
  room: Room,
): string {
  switch (param.as) {
    case 'line':
      return say(param.of);
    case 'lines':
      return param.of.map((line) => say(line)).join(' ');
    case 'ownName':
      return ownName(param.of);
    case 'span':
      return formats.span(param.of, param.to);
    case 'km':
      return formats.km(param.of);
    case 'activityDay':
      return formats.activityDay(param.of, param.soon);
    case 'listTitle': {
      const { beside } = param;
      const title = titleIn(room, param.of);
      return beside === undefined
        ? formats.listTitle(title)
        : formats.listTitle(title, formats.activityDay(beside.of, beside.soon));
    }
    case 'fullDay':
      return room === 0 ? formats.fullDay(param.of) : formats.day(param.of);
    case 'day':
    case 'listDay':
    case 'date':
    case 'phone':
    case 'price':
    case 'written':
    case 'languages':
      return formats[param.as](param.of);
  }
}

function compile(sentences: i18n, language: string): Map<string, Sentence> {
  const all = new Map<string, Sentence>();
  for (const source of ['nb', language]) {
    const files = (sentences.getDataByLanguage(source) ?? {}) as Record<string, Record<string, string>>;
    for (const [file, entries] of Object.entries(files)) {
      const fresh = new Map<string, Sentence>();
      for (const [key, text] of Object.entries(entries)) {
        const ending = PLURAL.exec(key)?.[1];
        const name = `${file}.${ending === undefined ? key : key.slice(0, -ending.length - 1)}`;
        const sentence = fresh.get(name) ?? new Map<string, Piece[]>();
        fresh.set(name, sentence.set(ending ?? NO_PLURAL, cut(text)));
      }
      for (const [name, sentence] of fresh) all.set(name, sentence);
    }
  }
  return all;
}

function cut(text: string): Piece[] {
  return text
    .split(/(\{\{\w+\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{{') ? { name: piece.slice(2, -2) } : piece));
}
