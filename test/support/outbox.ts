import type { Clock, Ids, Moment } from '../../src/db/moment.ts';
import type { Store } from '../../src/db/open.ts';
import type { OutboxRow } from '../../src/db/schema/index.ts';
import { queueMessage, type NewMessage } from '../../src/domain/messages/outbox.ts';

export const CENTRE = 'centre_arendal';
export const OUR_NUMBER = '+4759440000';
export const KARI = '+4791000001';
export const OLA = '+4791000002';
export const START = '2026-11-24T09:00:00.000Z';

/** A clock that moves only when a test moves it. */
export interface TestClock extends Clock {
  pass(ms: number): void;
  iso(): string;
}

export function testClock(start = START): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    iso: () => new Date(at).toISOString(),
    pass: (ms) => {
      at += ms;
    },
  };
}

export function countedIds(prefix = ''): Ids {
  let n = 0;
  return { next: (kind) => `${prefix}${kind}_${++n}` };
}

/** A store with one centre, a clock and ids, for the outbox tests. */
export async function outboxWorld(store: Store) {
  const clock = testClock();
  const ids = countedIds();
  const moment = (): Moment => ({ now: clock.iso(), ids });
  await store.write((tx) =>
    tx
      .insertInto('centre')
      .values({
        id: CENTRE,
        name: 'Frivilligsentralen Arendal',
        number: OUR_NUMBER,
        opening: 'Mon-Fri 09:00-15:00',
        language: 'nb',
        created_at: START,
      })
      .execute(),
  );
  return {
    store,
    clock,
    ids,
    moment,
    queue: (m: Partial<NewMessage> = {}) => store.write((tx) => queueMessage(tx, moment(), message(m))),
    rows: (): Promise<OutboxRow[]> => store.db.selectFrom('outbox').selectAll().orderBy('seq').execute(),
    /** "Hei Kari: pending", one for each message, in queue order. */
    states: async (): Promise<string[]> => {
      const rows = await store.db.selectFrom('outbox').selectAll().orderBy('seq').execute();
      return rows.map((r) => `${r.body}: ${r.state}${r.reason === null ? '' : ` (${r.reason})`}`);
    },
  };
}

export type OutboxWorld = Awaited<ReturnType<typeof outboxWorld>>;

let counted = 0;

/** By default a reply to Kari. */
export function message(m: Partial<NewMessage> = {}): NewMessage {
  return {
    dedupe: `test/${++counted}`,
    centreId: CENTRE,
    personId: null,
    fromNumber: OUR_NUMBER,
    number: KARI,
    kind: 'reply',
    body: 'Hei Kari',
    language: 'nb',
    encoding: 'GSM-7',
    parts: 1,
    ...m,
  };
}
