import type { Db } from '../../db/schema/index.ts';
import { keptAhead, type MovableClock } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import { travelTo } from '../../web/phone/time-travel.ts';

const LOOK_EVERY_MS = 300;

/**
 * Watches the shared database for changes by other processes: texts of the telephone in the terminal, and the simulated
 * clock. Returns the function that stops it.
 */
export function watchOthers(
  service: Service,
  { db, clock, pretended }: { db: Db; clock: MovableClock; pretended: boolean },
): () => Promise<void> {
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    if (pretended) {
      const further = (await keptAhead(db)) - clock.aheadMs;
      if (further > 0) {
        await travelTo(service, clock, clock.now().getTime() + further);
      }
    }
    const waiting = await db.selectFrom('arrival').select('seq').where('state', '=', 'new').limit(1).executeTakeFirst();
    if (waiting !== undefined) service.nudge();
  }

  const timer = setInterval(() => {
    // A failed read is repeated soon; `/readyz` reports a database that is gone.
    looking ??= look()
      .catch(() => {})
      .finally(() => {
        looking = null;
      });
  }, LOOK_EVERY_MS);

  return async () => {
    clearInterval(timer);
    await looking;
  };
}
