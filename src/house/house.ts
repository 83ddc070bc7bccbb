import { join } from 'node:path';
import type { i18n } from 'i18next';
import { loadSentences, wordsFor, writtenLanguages, type Words } from '../channels/words.ts';
import type { Flow } from '../conversation/flow.ts';
import type { Clock, Ids, Moment } from '../db/moment.ts';
import type { Store } from '../db/open.ts';
import type { Centre, Person, Tx } from '../db/schema.ts';
import { flows } from '../../flows/index.ts';
import { calls } from './calls.ts';

/** The only logger's shape. Never a body, never a whole number. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Everything a turn works with. Made once; the outside world comes in as inputs. */
export interface House {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly flows: ReadonlyMap<string, Flow>;
  /** What is run for the calls that flows name. They may begin flows themselves, for other people. */
  readonly calls: ReadonlyMap<string, (scene: Scene, input: unknown) => Promise<unknown>>;
  /** Words by language: `nb` for a language that we cannot write. */
  readonly words: (language: string) => Words;
  readonly languages: readonly string[];
}

/** What one turn has in its hands. */
export interface Scene {
  house: House;
  tx: Tx;
  moment: Moment;
  centre: Centre;
  /** As it is now: a call that changes it changes it here too. */
  person: Person;
  arrivalId: string;
}

export interface HouseParts {
  store: Store;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The folder that holds package.json: `locales/` and `data/` are found from there. */
  root: string;
}

export function openHouse({ store, clock, ids, log, root }: HouseParts): House {
  const folder = join(root, 'locales');
  const sentences = loadSentences(folder);
  const languages = writtenLanguages(folder);
  return {
    store,
    clock,
    ids,
    log,
    languages,
    flows: new Map(flows.map((flow) => [flow.name, flow as unknown as Flow])),
    calls: new Map(Object.entries(calls) as [string, (scene: Scene, input: unknown) => Promise<unknown>][]),
    words: wordsByLanguage(sentences, languages),
  };
}

function wordsByLanguage(sentences: i18n, languages: readonly string[]): (language: string) => Words {
  const made = new Map(languages.map((language) => [language, wordsFor(sentences, language)]));
  const fallback = made.get('nb');
  if (fallback === undefined) throw new Error('locales/nb is missing: it is the list of sentences.');
  return (language) => made.get(language) ?? fallback;
}

/** The moment at which a piece of work happens. */
export const momentOf = (house: Pick<House, 'clock' | 'ids'>): Moment => ({
  now: house.clock.now().toISOString(),
  ids: house.ids,
});
