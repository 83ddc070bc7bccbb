import { NEVER } from '../../domain/base/reminders.ts';
import { keepAhead, type MovableClock } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import type { App } from '../../service/engine/scene.ts';

type Db = App['store']['db'];

/** The longest jump in one step. */
export const AHEAD_MAX_MS = 100 * 24 * 3600 * 1000;
const STOPS_MAX = 500;

/**
 * Moves the clock forward to `target` and stops at every due time on the way, so that each event happens at its own
 * time: yesterday's reminder is not sent today.
 */
export async function travelTo(service: Service, clock: MovableClock, target: number): Promise<void> {
  const { store } = service.app;
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    const due = await nextDue(store.db, clock.now().toISOString());
    if (due === null || Date.parse(due) >= target) break;
    await arriveAt(Date.parse(due));
  }
  await arriveAt(target);
  // Stored, so that the command line uses the same time.
  await store.write((tx) => keepAhead(tx, clock.aheadMs));

  async function arriveAt(instant: number): Promise<void> {
    // Without the extra millisecond, the clock may read one too early.
    clock.advance(instant - clock.now().getTime() + 1);
    // The first may join a check that began before the clock was moved; the second cannot.
    await service.settle();
    await service.settle();
  }
}

/** When the next reminder to one of these numbers is due; null when none is. */
export async function nextReminder(db: Db, numbers: readonly string[]): Promise<string | null> {
  if (numbers.length === 0) return null;
  const row = await db
    .selectFrom('sign_up')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .select((e) => e.fn.min('sign_up.remind_at').as('at'))
    .where('person.number', 'in', numbers)
    .where('sign_up.status', '=', 'signed_up')
    .where('sign_up.reminded_at', 'is', null)
    .where('sign_up.remind_at', '<', NEVER)
    .executeTakeFirst();
  const waiting = await db
    .selectFrom('outbox')
    .select((e) => e.fn.min('not_before').as('at'))
    .where('number', 'in', numbers)
    .where('kind', '=', 'reminder')
    .where('state', '=', 'pending')
    .executeTakeFirst();
  const ringing = await db
    .selectFrom('outgoing_call')
    .select((e) => e.fn.min('not_before').as('at'))
    .where('number', 'in', numbers)
    .where('kind', '=', 'reminder')
    .where('state', '=', 'pending')
    .executeTakeFirst();
  const volunteer = await db
    .selectFrom('agenda')
    .innerJoin('offer', 'offer.id', 'agenda.object_id')
    .innerJoin('person', 'person.id', 'offer.person_id')
    .select((e) => e.fn.min('agenda.due_at').as('at'))
    .where('person.number', 'in', numbers)
    .where('agenda.work', 'in', ['remind volunteer', 'thank'])
    .executeTakeFirst();
  return earliest([row?.at, waiting?.at, ringing?.at, volunteer?.at]);
}

/** The next due time of any kind after `now`. */
async function nextDue(db: Db, now: string): Promise<string | null> {
  const deadline = await db
    .selectFrom('deadline')
    .select((e) => e.fn.min('due_at').as('at'))
    .where('due_at', '>', now)
    .executeTakeFirst();
  const reminder = await db
    .selectFrom('sign_up')
    .select((e) => e.fn.min('remind_at').as('at'))
    .where('remind_at', '>', now)
    .where('status', '=', 'signed_up')
    .where('reminded_at', 'is', null)
    .executeTakeFirst();
  const message = await db
    .selectFrom('outbox')
    .select((e) => e.fn.min('not_before').as('at'))
    .where('not_before', '>', now)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  const call = await db
    .selectFrom('outgoing_call')
    .select((e) => e.fn.min('not_before').as('at'))
    .where('not_before', '>', now)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  const arrival = await db
    .selectFrom('arrival')
    .select((e) => e.fn.min('retry_at').as('at'))
    .where('retry_at', '>', now)
    .where('state', '=', 'new')
    .executeTakeFirst();
  const work = await db
    .selectFrom('agenda')
    .select((e) => e.fn.min('due_at').as('at'))
    .where('due_at', '>', now)
    .executeTakeFirst();
  return earliest([deadline?.at, reminder?.at, message?.at, call?.at, arrival?.at, work?.at]);
}

const earliest = (instants: readonly (string | null | undefined)[]): string | null =>
  instants.filter((at) => typeof at === 'string').toSorted()[0] ?? null;
