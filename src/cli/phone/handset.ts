import { randomBytes } from 'node:crypto';
import type { Centre, OutboxRow } from '../../db/schema/index.ts';
import { withOffset } from '../../domain/base/time.ts';
import { recordArrival } from '../../service/engine/journal.ts';
import { keepAhead } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import { asSent } from '../../service/notify/staff-reply.ts';
import { nextReminder, travelTo } from '../../web/phone/time-travel.ts';
import type { CommandContext } from '../framework/command.ts';

/** One text on the screen of a telephone; `in` is what the telephone sent to us. */
export interface Bubble {
  direction: 'in' | 'out';
  body: string;
  parts: number;
  encoding: 'GSM-7' | 'UCS-2';
  at: string;
}

/** A pretended telephone: it shares the database with the service that answers it. */
export interface Handset {
  readonly number: string;
  send(body: string): Promise<Bubble>;
  /** What has come in and was not shown yet. */
  arrived(): Promise<Bubble[]>;
  /** The same, once everything that was sent has been taken and answered, or the time is up. */
  answers(waitMs: number): Promise<Bubble[]>;
  /** Moves the clock forward; says what time it is then. */
  moveClock(byMs: number): Promise<string>;
  /** How long it is until the next reminder to this telephone; null where none waits. */
  untilReminder(): Promise<number | null>;
}

/** What the carrier has taken has arrived, as far as a pretended telephone goes. */
const OUT = ['accepted', 'sent', 'delivered'] as const;
const LOOK_EVERY_MS = 50;
/** A service in another process looks at the clock about three times a second. */
const NOTICED_MS = 1_000;

/**
 * @param service the service where it runs in this process; null where another process answers
 */
export async function createHandset(
  { store, clock }: CommandContext,
  { centre, number, service }: { centre: Centre; number: string; service: Service | null },
): Promise<Handset> {
  const { db } = store;
  const before = await db
    .selectFrom('outbox')
    .select((e) => e.fn.max('seq').as('seq'))
    .executeTakeFirst();
  const since = Number(before?.seq ?? 0);
  const shown = new Set<string>();
  const sent: string[] = [];

  const mine = () => db.selectFrom('outbox').where('number', '=', number).where('from_number', '=', centre.number);

  async function arrived(): Promise<Bubble[]> {
    const rows = await mine().selectAll().where('seq', '>', since).where('state', 'in', OUT).orderBy('seq').execute();
    const news = rows.filter((row) => !shown.has(row.id));
    for (const row of news) shown.add(row.id);
    return news.map(bubbleOf);
  }

  async function isQuiet(): Promise<boolean> {
    const now = clock.now().toISOString();
    const waiting = sent.length === 0 ? 0 : await countNew(sent);
    const leaving = await mine()
      .select('id')
      .where('state', 'in', ['pending', 'sending'])
      // What leaves at once does so also where the service's clock is ahead of ours, as RINGERUNDE_CLOCK makes it.
      .where((e) => e.or([e('not_before', '<=', now), e('not_before', '<=', e.ref('created_at'))]))
      .executeTakeFirst();
    const ringing = await db
      .selectFrom('outgoing_call')
      .select('id')
      .where('number', '=', number)
      .where((e) => e.or([e('state', '=', 'placing'), e.and([e('state', '=', 'pending'), e('not_before', '<=', now)])]))
      .executeTakeFirst();
    return waiting === 0 && leaving === undefined && ringing === undefined;
  }

  async function countNew(ids: readonly string[]): Promise<number> {
    const rows = await db
      .selectFrom('arrival')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', 'new')
      .execute();
    return rows.length;
  }

  return {
    number,
    arrived,
    async send(body) {
      const sid = `SM${randomBytes(16).toString('hex')}`;
      const text = { from: number, to: centre.number, body, media: 0, optOutType: null };
      if (service !== null) await service.receiveText({ sid, ...text });
      else {
        const now = clock.now().toISOString();
        const arriving = { id: sid, kind: 'text', centreId: null, peer: number, payload: text } as const;
        await store.write((tx) => recordArrival(tx, now, arriving));
      }
      sent.push(sid);
      const { parts, encoding } = asSent(body);
      return { direction: 'in', body, parts, encoding, at: withOffset(clock.now().toISOString()) };
    },
    async answers(waitMs) {
      const end = performance.now() + waitMs;
      while (performance.now() < end && !(await isQuiet())) {
        await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
      }
      return arrived();
    },
    async untilReminder() {
      const at = await nextReminder(db, [number]);
      return at === null ? null : Math.max(1, Date.parse(at) - clock.now().getTime());
    },
    async moveClock(byMs) {
      if (service !== null) await travelTo(service, clock, clock.now().getTime() + byMs);
      else {
        clock.advance(byMs);
        await store.write((tx) => keepAhead(tx, clock.aheadMs));
        await new Promise((wake) => setTimeout(wake, NOTICED_MS));
      }
      return withOffset(clock.now().toISOString());
    },
  };
}

const bubbleOf = ({ body, parts, encoding, sent_at, created_at }: OutboxRow): Bubble => ({
  direction: 'out',
  body,
  parts,
  encoding,
  at: withOffset(sent_at ?? created_at),
});
