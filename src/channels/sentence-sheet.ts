import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureIn } from './parts.ts';

/** Sentences by their whole key: "find.how". */
export type SentencesByKey = Readonly<Record<string, string>>;

/** A row of the sheet on which a reader of the language corrects the sentences. */
export interface SheetRow {
  key: string;
  norwegian: string;
  translation: string;
  note: string;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const PLACE = /\{\{\w+\}\}/g;
/** Files of which nothing is said in a text to a person: calls, papers and reports. */
const NO_TEXTS: ReadonlySet<string> = new Set(['phone', 'proof', 'report']);

/** All sentences of a folder of `locales/`, as they are in the package. */
export function packagedSentences(folder: string): SentencesByKey {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files.flatMap((name) => {
    const sentences = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
    return Object.entries(sentences).map(([key, text]) => [`${name.slice(0, -'.json'.length)}.${key}`, text] as const);
  });
  return Object.fromEntries(all);
}

/** The corrections of a language, made with `locale take`; none where no file is. */
export function correctionsIn(folder: string | undefined, language: string): SentencesByKey {
  if (folder === undefined) return {};
  try {
    return JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as SentencesByKey;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** The sheet: each sentence beside the Norwegian one, and what to keep in mind about it. */
export function sheetOf(language: string, norwegian: SentencesByKey, own: SentencesByKey): SheetRow[] {
  return Object.entries(own).map(([key, translation]) => ({
    key,
    norwegian: norwegian[key] ?? norwegian[key.replace(PLURAL, '_other')] ?? norwegian[key.replace(PLURAL, '')] ?? '',
    translation,
    note: noteOn(language, key, translation),
  }));
}

function noteOn(language: string, key: string, text: string): string {
  const places = text.match(PLACE) ?? [];
  const kept = places.length === 0 ? [] : [`keep ${[...new Set(places)].join(' ')}`];
  const form = PLURAL.exec(key)?.[1];
  const forms = form === undefined ? [] : [`the form for numbers of the kind "${form}"`];
  const where = isTexted(key) ? [`at most ${roomFor(language, text)} letters`] : ['not in texts'];
  return [...(key.includes('_spoken') ? ['said in calls'] : where), ...kept, ...forms].join('; ');
}

const isTexted = (key: string): boolean => !key.includes('_spoken') && !NO_TEXTS.has(key.split('.')[0] ?? '');

/** What the values of a sentence are taken to be long, and the name of a centre before it. */
const VALUES: Readonly<Record<string, number>> = {
  title: 20,
  other: 20,
  titles: 20,
  day: 16,
  newDay: 16,
  due: 16,
  centre: 28,
  place: 12,
  venue: 15,
  name: 16,
  text: 0,
  facts: 0,
  lines: 0,
  list: 40,
  who: 30,
};
const VALUE = 6;
const SENDER = 30;
/** Letters of two parts by alphabet. */
const TWO_PARTS = { 'GSM-7': 306, 'UCS-2': 134 } as const;

/** The most letters of a sentence without its values; a sentence of the package is never too long. */
function roomFor(language: string, packaged: string): number {
  const long = measureIn(language, packaged.padEnd(100, '.'));
  const values = [...packaged.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => VALUES[name] ?? VALUE);
  const room = TWO_PARTS[long.encoding] - SENDER - values.reduce((sum, n) => sum + n, 0);
  return Math.max(room, lettersOf(packaged));
}

const lettersOf = (text: string): number => text.replace(PLACE, '').length;

/**
 * What is wrong with a corrected sentence, in words; null when it can be used.
 * @param packaged the sentence that it takes the place of; undefined for an unknown key
 */
export function faultOf(language: string, key: string, text: string, packaged: string | undefined): string | null {
  if (packaged === undefined) return `There is no sentence ${key}.`;
  if (text.trim() === '') return 'It is empty.';
  const [mine, theirs] = [text, packaged].map((one) => [...new Set(one.match(PLACE) ?? [])].toSorted().join(' '));
  if (mine !== theirs) return `It must have exactly these places: ${theirs === '' ? 'none' : (theirs ?? '')}.`;
  if (text.replace(PLACE, '').includes('{{')) return 'A place is written {{name}}, with Latin letters.';
  if (!isTexted(key)) return null;
  const [now, before] = [measureIn(language, text.padEnd(100, '.')), measureIn(language, packaged.padEnd(100, '.'))];
  if (now.encoding === 'UCS-2' && before.encoding === 'GSM-7')
    return 'It has a letter or a mark that halves the room of a text.';
  const room = roomFor(language, packaged);
  const letters = lettersOf(text);
  return letters > room ? `It is ${letters - room} letters too long for two parts of a text.` : null;
}
