import { join } from 'node:path';
import type { i18n } from 'i18next';
import { callAddresses } from '../../carriers/index.ts';
import {
  loadSentences,
  safetyLanguages,
  wordsFor,
  writtenLanguages,
  type Medium,
  type Words,
} from '../../channels/words.ts';
import type { Flow } from '../../conversation/flow.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import { flows } from '../../../flows/index.ts';
import { operations } from '../operations/index.ts';
import { readRecordings } from './centre-recordings.ts';
import type { Log, App, Scene } from '../engine/scene.ts';

export interface AppParts {
  store: Store;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The folder that holds package.json: `locales/` and `data/` are found from there. */
  root: string;
  publicUrl?: string;
  /** The folder of the centres' own recordings: `<centre>/<language>/<sentence>.mp3`. */
  recordings?: string;
  /** The folder of corrected sentences: `<language>.json`. */
  corrected?: string;
}

export function openApp({ store, clock, ids, log, root, publicUrl = '', recordings, corrected }: AppParts): App {
  const folder = join(root, 'locales');
  const sentences = loadSentences(folder, corrected);
  const languages = writtenLanguages(folder);
  return {
    store,
    clock,
    ids,
    log,
    languages,
    flows: new Map(flows.map((flow) => [flow.name, flow as unknown as Flow])),
    operations: new Map(Object.entries(operations) as [string, (scene: Scene, input: unknown) => Promise<unknown>][]),
    words: wordsByLanguage(sentences, languages, 'text'),
    spoken: wordsByLanguage(sentences, languages, 'speech'),
    safetyWords: safetyWords(sentences, safetyLanguages(folder)),
    recorded: recordings === undefined ? () => null : readRecordings(recordings, publicUrl),
    addresses: callAddresses(publicUrl),
  };
}

function safetyWords(sentences: i18n, languages: readonly string[]): (language: string) => Words | null {
  const made = new Map(languages.map((language) => [language, wordsFor(sentences, language)]));
  return (language) => made.get(language) ?? null;
}

function wordsByLanguage(sentences: i18n, languages: readonly string[], medium: Medium): (language: string) => Words {
  const made = new Map(languages.map((language) => [language, wordsFor(sentences, language, medium)]));
  const fallback = made.get('nb');
  if (fallback === undefined) throw new Error('locales/nb is missing: it is the list of sentences.');
  return (language) => made.get(language) ?? fallback;
}
