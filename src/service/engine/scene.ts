import type { CallAddresses, CallStep, InboundText } from '../../carriers/base/line.ts';
import type { Words } from '../../channels/words.ts';
import type { Flow } from '../../conversation/flow.ts';
import type { Clock, Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Arrival, Call, Centre, Person, Tx } from '../../db/schema/index.ts';

/** The only logger's shape. Never a body, never a whole number. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Everything a turn works with. Made once; the outside world comes in as inputs. */
export interface App {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly flows: ReadonlyMap<string, Flow>;
  /** What is run for the calls that flows name. They may begin flows themselves, for other people. */
  readonly operations: ReadonlyMap<string, (scene: Scene, input: unknown) => Promise<unknown>>;
  /** Words by language: `nb` for a language that we cannot write. */
  readonly words: (language: string) => Words;
  /** The same for the phone. */
  readonly spoken: (language: string) => Words;
  /** The words of a language of which only the safety sentences are written (locales/safety.json); null for any other. */
  readonly safetyWords: (language: string) => Words | null;
  /** The address of a centre's own recording of a sentence; null where there is none. */
  readonly recorded: Recordings;
  /** Where a call asks for its next step. */
  readonly addresses: CallAddresses;
  readonly languages: readonly string[];
}

/** What one turn has in its hands. */
export interface Scene {
  app: App;
  tx: Tx;
  moment: Moment;
  centre: Centre;
  /** As it is now: a call that changes it changes it here too. */
  person: Person;
  arrivalId: string;
  /** The call in which it happens; left out, it happens by text. */
  call?: Call;
}

/** A caller shows a number, and proves nothing by it (docs/rules.md L2). */
export const isUnproven = ({ call }: Scene): boolean => call !== undefined && call.proof !== 'proven';

/** The moment at which a piece of work happens. */
export const momentOf = (app: Pick<App, 'clock' | 'ids'>): Moment => ({
  now: app.clock.now().toISOString(),
  ids: app.ids,
});

/** Runs `work` in one transaction, as of now. On PostgreSQL it may run more than once, so it does only database work. */
export const writeTurn = <T>(app: App, work: (turn: Turn) => Promise<T>): Promise<T> =>
  app.store.write((tx) => work({ app, tx, moment: momentOf(app) }));

/** An inbound text as the journal keeps it. */
export type TextPayload = Omit<InboundText, 'sid' | 'providerAt'>;

/** One step of a call as the journal keeps it. */
export type CallPayload = CallStep;

export type CallScene = Scene & { call: Call };

export interface ArrivalTurn {
  app: App;
  tx: Tx;
  moment: Moment;
  arrival: Arrival;
}

/** What a turn, or a command, works with that is about nobody in particular. */
export type Turn = Pick<Scene, 'app' | 'tx' | 'moment'>;

/** The address of a centre's own recording of a sentence, in a language; null where there is none. */
export type Recordings = (centreId: string, language: string, key: string) => string | null;
