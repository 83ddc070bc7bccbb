import { randomBytes } from 'node:crypto';
import type { Centre, OutboxRow } from '../../db/schema/index.ts';
import { withOffset } from '../../domain/base/time.ts';
import { recordArrival } from '../../service/engine/journal.ts';
import { keepAhead } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import { asSent } from '../../service/notify/staff-reply.ts';
import { nextReminder, travelTo } from '../../web/phone/time-travel.ts';
import type { CommandContext } from '../framework/command.ts';

/** One text on the screen of a telephone; `in` is a text that the telephone sent to the line. */
export interface Bubble {
  direction: 'in' | 'out';
  body: string;
  parts: number;
  encoding: 'GSM-7' | 'UCS-2';
  at: string;
}

/** A simulated telephone: it shares the database with the service that answers it. */
export interface Handset {
  readonly number: string;
  send(body: string): Promise<Bubble>;
  /** The texts that arrived and were not shown yet. */
  arrived(): Promise<Bubble[]>;
  /** The same, after every sent text was taken and answered, or the time is over. */
  answers(waitMs: number): Promise<Bubble[]>;
  /** Moves the clock forward; returns the new time. */
  moveClock(byMs: number): Promise<string>;
  /** Milliseconds until the next reminder to this telephone; null without one. */
  untilReminder(): Promise<number | null>;
}

/** For a simulated telephone, a message that the carrier accepted has arrived. */
const OUT = ['accepted', 'sent', 'delivered'] as const;
const LOOK_EVERY_MS = 50;
/** A service in another process reads the moved clock about three times a second. */
const NOTICED_MS = 1_000;

interface Wire {
  store: CommandContext['store'];
  clock: CommandContext['clock'];
  centre: Centre;
  number: string;
  /** The service in this process; null when another process answers. */
  service: Service | null;
}

/** @param service the service in this process; null when another process answers */
export async function createHandset(
  { store, clock }: CommandContext,
  given: { centre: Centre; number: string; service: Service | null },
): Promise<Handset> {
  const wire: Wire = { store, clock, ...given };
  const before = await store.db
    .selectFrom('outbox')
    .select((e) => e.fn.max('seq').as('seq'))
    .executeTakeFirst();
  const since = Number(before?.seq ?? 0);
  const shown = new Set<string>();
  const sent: string[] = [];

  async function arrived(): Promise<Bubble[]> {
    const rows = await textsTo(wire)
      .selectAll()
      .where('seq', '>', since)
      .where('state', 'in', OUT)
      .orderBy('seq')
      .execute();
    const news = rows.filter((row) => !shown.has(row.id));
    for (const row of news) shown.add(row.id);
    return news.map(bubbleOf);
  }

  return {
    number: wire.number,
    arrived,
    async send(body) {
      sent.push(await handIn(wire, body));
      const { parts, encoding } = asSent(body);
      return { direction: 'in', body, parts, encoding, at: withOffset(clock.now().toISOString()) };
    },
    async answers(waitMs) {
      const end = performance.now() + waitMs;
      while (performance.now() < end && !(await isQuiet(wire, sent))) {
        await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
      }
      return arrived();
    },
    async untilReminder() {
      const at = await nextReminder(store.db, [wire.number]);
      return at === null ? null : Math.max(1, Date.parse(at) - clock.now().getTime());
    },
    async moveClock(byMs) {
      if (wire.service !== null) await travelTo(wire.service, clock, clock.now().getTime() + byMs);
      else {
        clock.advance(byMs);
        await store.write((tx) => keepAhead(tx, clock.aheadMs));
        await new Promise((wake) => setTimeout(wake, NOTICED_MS));
      }
      return withOffset(clock.now().toISOString());
    },
  };
}

const textsTo = ({ store, number, centre }: Wire) =>
  store.db.selectFrom('outbox').where('number', '=', number).where('from_number', '=', centre.number);

/** Stores a text as if the carrier had delivered it. @returns its id */
async function handIn({ store, clock, service, centre, number }: Wire, body: string): Promise<string> {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  const text = { from: number, to: centre.number, body, media: 0, optOutType: null };
  if (service !== null) await service.receiveText({ sid, ...text });
  else {
    const now = clock.now().toISOString();
    const arriving = { id: sid, kind: 'text', centreId: null, peer: number, payload: text } as const;
    await store.write((tx) => recordArrival(tx, now, arriving));
  }
  return sid;
}

/** Whether all sent texts were taken, and no message or call is about to leave. */
async function isQuiet(wire: Wire, sent: readonly string[]): Promise<boolean> {
  const { store, clock, number } = wire;
  const now = clock.now().toISOString();
  const waiting = sent.length === 0 ? 0 : await countNew(wire, sent);
  const leaving = await textsTo(wire)
    .select('id')
    .where('state', 'in', ['pending', 'sending'])
    // A message for now also counts when the service's clock is ahead of ours, as RINGERUNDE_CLOCK makes it.
    .where((e) => e.or([e('not_before', '<=', now), e('not_before', '<=', e.ref('created_at'))]))
    .executeTakeFirst();
  const ringing = await store.db
    .selectFrom('outgoing_call')
    .select('id')
    .where('number', '=', number)
    .where((e) => e.or([e('state', '=', 'placing'), e.and([e('state', '=', 'pending'), e('not_before', '<=', now)])]))
    .executeTakeFirst();
  return waiting === 0 && leaving === undefined && ringing === undefined;
}

async function countNew({ store }: Wire, ids: readonly string[]): Promise<number> {
  const rows = await store.db
    .selectFrom('arrival')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'new')
    .execute();
  return rows.length;
}

const bubbleOf = ({ body, parts, encoding, sent_at, created_at }: OutboxRow): Bubble => ({
  direction: 'out',
  body,
  parts,
  encoding,
  at: withOffset(sent_at ?? created_at),
});
