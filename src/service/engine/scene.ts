import type { CallAddresses, CallStep, InboundText } from '../../carriers/base/line.ts';
import type { Words } from '../../channels/words.ts';
import type { Flow } from '../../conversation/flow.ts';
import type { Clock, Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Arrival, Call, Centre, Person, Tx } from '../../db/schema/index.ts';

/** The shape of every logger. Never a body, never a whole number. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** The parts that every turn uses, made once; the outside world is an input. */
export interface App {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly flows: ReadonlyMap<string, Flow>;
  /** The implementations of the flows' operations. They may begin flows for other people. */
  readonly operations: ReadonlyMap<string, (scene: Scene, input: unknown) => Promise<unknown>>;
  /** The words of a language; `nb` for one that the line does not write. */
  readonly words: (language: string) => Words;
  /** The same for the phone. */
  readonly spoken: (language: string) => Words;
  /** The words of a language that has only the safety sentences (locales/safety.json); null for any other. */
  readonly safetyWords: (language: string) => Words | null;
  /** The address of a centre's own recording of a sentence; null without one. */
  readonly recorded: Recordings;
  /** The address of a call's next step. */
  readonly addresses: CallAddresses;
  readonly languages: readonly string[];
}

/** The inputs of one turn about a person. */
export interface Scene {
  app: App;
  tx: Tx;
  moment: Moment;
  centre: Centre;
  /** The current row: a change of the person in the turn changes it here too. */
  person: Person;
  arrivalId: string;
  /** The call of the turn; undefined for a text. */
  call?: Call;
}

/** The moment of a piece of work. */
export const momentOf = (app: Pick<App, 'clock' | 'ids'>): Moment => ({
  now: app.clock.now().toISOString(),
  ids: app.ids,
});

/** Runs `work` in one transaction, as of now. On PostgreSQL it may run more than once, so it does only database work. */
export const writeTurn = <T>(app: App, work: (turn: Turn) => Promise<T>): Promise<T> =>
  app.store.write((tx) => work({ app, tx, moment: momentOf(app) }));

/** An inbound text as stored in the journal. */
export type TextPayload = Omit<InboundText, 'sid' | 'providerAt'>;

/** One step of a call as stored in the journal. */
export type CallPayload = CallStep;

export type CallScene = Scene & { call: Call };

export interface ArrivalTurn {
  app: App;
  tx: Tx;
  moment: Moment;
  arrival: Arrival;
}

/** The inputs of a turn, or a command, that is about no single person. */
export type Turn = Pick<Scene, 'app' | 'tx' | 'moment'>;

/** The address of a centre's own recording of a sentence in a language; null without one. */
export type Recordings = (centreId: string, language: string, key: string) => string | null;
