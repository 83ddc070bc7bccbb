import { join } from 'node:path';
import type { i18n } from 'i18next';
import { loadSentences, wordsFor, writtenLanguages, type Medium, type Words } from '../../channels/words.ts';
import type { Flow } from '../../conversation/flow.ts';
import type { Clock, Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Call, Centre, Person, Tx } from '../../db/schema.ts';
import { flows } from '../../../flows/index.ts';
import { calls } from '../operations/index.ts';
import { readRecordings, type Recordings } from './centre-recordings.ts';

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
  /** The same for the phone. */
  readonly spoken: (language: string) => Words;
  /** The address of a centre's own recording of a sentence; null where there is none. */
  readonly recorded: Recordings;
  /** Our own address, without a slash at the end; empty where addresses are told without one. */
  readonly publicUrl: string;
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
  /** The call in which it happens; left out, it happens by text. */
  call?: Call;
}

export interface HouseParts {
  store: Store;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The folder that holds package.json: `locales/` and `data/` are found from there. */
  root: string;
  publicUrl?: string;
  /** The folder of the centres' own recordings: `<centre>/<language>/<sentence>.mp3`. */
  recordings?: string;
}

export function openHouse({ store, clock, ids, log, root, publicUrl = '', recordings }: HouseParts): House {
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
    words: wordsByLanguage(sentences, languages, 'text'),
    spoken: wordsByLanguage(sentences, languages, 'speech'),
    recorded: recordings === undefined ? () => null : readRecordings(recordings, publicUrl),
    publicUrl,
  };
}

function wordsByLanguage(sentences: i18n, languages: readonly string[], medium: Medium): (language: string) => Words {
  const made = new Map(languages.map((language) => [language, wordsFor(sentences, language, medium)]));
  const fallback = made.get('nb');
  if (fallback === undefined) throw new Error('locales/nb is missing: it is the list of sentences.');
  return (language) => made.get(language) ?? fallback;
}

/** The moment at which a piece of work happens. */
export const momentOf = (house: Pick<House, 'clock' | 'ids'>): Moment => ({
  now: house.clock.now().toISOString(),
  ids: house.ids,
});
