import { Router } from 'express';
import type { Service } from '../service/app/service.ts';
import { clockFault } from '../service/engine/clock-watch.ts';
import { probeStore, readVitalSigns } from '../service/app/vital-signs.ts';

const TICK_MAX_S = 180;
const ARRIVAL_MAX_S = 60;
const PROBE_MAX_MS = 3000;
/** Requests within this time get the previous answer, because each probe commits a transaction. */
const FRESH_MS = 2000;
/** Codes of SQLite, PostgreSQL and the system for a full disk. */
const FULL: ReadonlySet<string> = new Set(['SQLITE_FULL', '53100', 'ENOSPC']);

interface Readiness {
  ready: boolean;
  /** Why the service is not ready, in words for its operator. */
  reasons: string[];
  /** Faults that do not stop the service, for its operator to repair. */
  warnings: string[];
  numbers: Record<string, number>;
}

/** `/healthz`: the process is alive. `/readyz`: it can do its work, or else 503 with the reasons. */
export function health(service: Service, droppedLines: () => number): Router {
  const startedAt = service.app.clock.now().getTime();
  let last: { at: number; readiness: Promise<Readiness> } | null = null;

  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ alive: true });
  });
  router.get('/readyz', async (_request, response) => {
    const at = performance.now();
    if (last === null || at - last.at > FRESH_MS)
      last = { at, readiness: readinessOf(service, { startedAt, droppedLines: droppedLines() }) };
    const readiness = await last.readiness;
    response
      .set('Cache-Control', 'no-store')
      .status(readiness.ready ? 200 : 503)
      .json(readiness);
  });
  return router;
}

async function readinessOf(
  service: Service,
  { startedAt, droppedLines }: { startedAt: number; droppedLines: number },
): Promise<Readiness> {
  const { app, health: state } = service;
  const tickAgeS = Math.round((app.clock.now().getTime() - Date.parse(state.tickedAt ?? '') || 0) / 1000);
  const upS = Math.round((app.clock.now().getTime() - startedAt) / 1000);
  const reasons: string[] = [];
  const numbers: Record<string, number> = { tickAgeS, upS, droppedLines };
  const warnings = droppedLines === 0 ? [] : [`${droppedLines} log lines could not be written: is the disk full?`];

  if (state.stopping) reasons.push('the service is stopping');
  // A tick ahead of the clock is one of a clock that was wrong.
  if ((state.tickedAt === null ? upS : Math.abs(tickAgeS)) > TICK_MAX_S)
    reasons.push('nothing has been looked for as due lately');
  const { halted, breaker } = state.sender.health();
  if (halted !== null) reasons.push(`sending has stopped: the carrier refuses our account (${halted.code})`);
  numbers['breakerOpen'] = breaker === 'closed' ? 0 : 1;

  try {
    const probed = await within(PROBE_MAX_MS, probeStore(app.store, app.clock.now().toISOString()));
    if (probed === 'not migrated') reasons.push('the database is not up to date: run ringerunde migrate');
    else await addVitalSigns(service, numbers, reasons);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    reasons.push(`${FULL.has(code) ? 'the disk is full: ' : ''}the database cannot be written to`);
  }
  return { ready: reasons.length === 0, reasons, warnings, numbers };
}

async function addVitalSigns(service: Service, numbers: Record<string, number>, reasons: string[]): Promise<void> {
  const { store, clock } = service.app;
  const wrong = await clockFault(store.db, clock.now().toISOString());
  if (wrong !== null) reasons.push(wrong);
  const { oldestArrivalS, oldestMessageS, arrivalsWaiting } = await readVitalSigns(service.app);
  Object.assign(numbers, { oldestArrivalS, oldestMessageS, arrivalsWaiting });
  if (oldestArrivalS > ARRIVAL_MAX_S) reasons.push('what came in is not being taken');
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
