import type { Carrier, Outcome } from '../../carriers/base/carrier.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { OutgoingCall, Tx } from '../../db/schema/index.ts';
import { callOffIfOver } from '../../domain/messages/retry-rules.ts';
import { claimCalls, isAnyCallDue } from '../../domain/calls/claim.ts';
import { expiredCalls, recordCall, openCalls } from '../../domain/calls/outgoing-calls.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { alreadyPlaced, isSettling, leadsElsewhere, lookAtServer, type FailoverWatch } from './failover.ts';
import type { CallOutcomes } from './hooks.ts';
import { createLoop } from '../engine/loop.ts';
import { momentOf, type Log } from '../engine/scene.ts';

export interface CallerParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The id of this process. */
  node: string;
  failover: FailoverWatch;
  outcomes: CallOutcomes;
}

/** Places waiting calls, and finds out the result of calls that the carrier did not report. */
export interface Caller {
  nudge(): void;
  /** Places all due calls; returns how many. */
  tick(): Promise<number>;
  /** Gives up calls that have expired, and looks up those without a report. */
  resolve(): Promise<void>;
  stop(): Promise<void>;
}

const TOGETHER_MAX = 4;
const LEASE_MS = MINUTE_MS;
/** The carrier may show a call only seconds after it took it. */
const SETTLE_MS = MINUTE_MS;
const CLOCKS_DIFFER_MS = 2000;
/** After this time, the caller asks again about a call that still goes on. */
const ASK_AGAIN_MS = 5 * MINUTE_MS;
const REFUSED_MS = MINUTE_MS;
const REFUSALS_MAX = 8;

/**
 * A call is marked as being placed before the request, the request is outside any transaction, and a second transaction
 * records the result. A call of unknown fate is looked up and never placed again by itself (docs/rules.md P4).
 */
export function createCaller(parts: CallerParts): Caller {
  const onError = (error: unknown): void => parts.log.error({ err: error }, 'calls could not be placed');
  // A run that is under way may have searched before the new call was there, so a tick runs once more.
  const loop = createLoop({
    work: (signal) => placeDue(parts, signal),
    onError,
    add: (before, after) => before + after,
  });
  return {
    tick: loop.nudge,
    nudge: () => void loop.nudge().catch(onError),
    resolve: () => resolve(parts),
    stop: loop.stop,
  };
}

/** Places all due calls; returns how many. */
async function placeDue(parts: CallerParts, signal: AbortSignal): Promise<number> {
  const { store, node, failover } = parts;
  for (let placed = 0; ;) {
    if (signal.aborted || (await isAnyCallDue(store.db, momentOf(parts).now)) === 'no') return placed;
    await lookAtServer(failover);
    if (isSettling(failover, 'findCalls')) return placed;
    const options = { max: TOGETHER_MAX, node, leaseMs: LEASE_MS };
    const rows = await store.write(async (tx) =>
      leadsElsewhere(failover) ? [] : claimCalls(tx, momentOf(parts), options),
    );
    if (rows.length === 0) return placed;
    placed += rows.length;
    await Promise.all(rows.map((row) => place(parts, row)));
  }
}

async function place(parts: CallerParts, row: OutgoingCall): Promise<void> {
  const { carrier, log, store, failover } = parts;
  const { id, from_number: from, number: to } = row;
  const already = await alreadyPlaced(failover, row);
  if (already === null && momentOf(parts).now >= (row.lease_until ?? '')) return putBack(parts, row);
  const outcome: Outcome =
    already ??
    (await (carrier.call?.({ id, from, to }).catch((error: unknown): Outcome => {
      log.error({ err: error, callId: id }, 'the carrier threw');
      return { outcome: 'unknown', code: 'threw' };
    }) ?? Promise.resolve<Outcome>({ outcome: 'rejected', code: 'none', because: 'not offered' })));
  await store.write((tx) => record(parts, tx, row, outcome));
}

/** A process that slept since it took the call does not know what hour it is now, nor what another process did. */
async function putBack({ log, store }: CallerParts, row: OutgoingCall): Promise<void> {
  log.warn({ callId: row.id }, 'a call was taken too long ago, and waits again');
  const again = { state: 'pending', tries: row.tries - 1, lease_until: null } as const;
  await store.write((tx) => recordCall(tx, row, ['placing'], again));
}

async function record(parts: CallerParts, tx: Tx, row: OutgoingCall, outcome: Outcome): Promise<void> {
  const { log, outcomes } = parts;
  const at = momentOf(parts);
  switch (outcome.outcome) {
    case 'accepted':
      await recordCall(tx, row, ['placing'], { state: 'placed', sid: outcome.sid, lease_until: null });
      return;
    case 'unknown':
      await recordCall(tx, row, ['placing'], { state: 'unknown', reason: outcome.code, lease_until: null });
      return;
    case 'rejected':
      return outcomes.giveUpCall(tx, at, row, 'failed', outcome.because);
    case 'halted':
    case 'refused': {
      log.warn({ code: outcome.code, callId: row.id }, 'a call was not taken');
      if ((await callOffIfOver(tx, at, row)) === 'called off') return;
      if (row.refusals + 1 >= REFUSALS_MAX) return outcomes.giveUpCall(tx, at, row, 'failed', outcome.code);
      await recordCall(tx, row, ['placing'], {
        state: 'pending',
        reason: outcome.code,
        // The phone did not ring, so this does not count as a try.
        tries: row.tries - 1,
        refusals: row.refusals + 1,
        not_before: later(at.now, REFUSED_MS * 2 ** row.refusals),
        lease_until: null,
      });
    }
  }
}

/** Gives up calls that have expired, and looks up those without a report. */
async function resolve(parts: CallerParts): Promise<void> {
  const { store, log } = parts;
  await expire(parts);
  const { now } = momentOf(parts);
  for (const row of await openCalls(store.db, { now, before: later(now, -SETTLE_MS) })) {
    if (row.state === 'placed' && Date.parse(now) - Date.parse(row.started_at ?? now) < ASK_AGAIN_MS) continue;
    await lookUp(parts, row).catch((error: unknown) => log.warn({ err: error }, 'a call could not be looked up'));
  }
}

async function expire(parts: CallerParts): Promise<void> {
  const { store, outcomes } = parts;
  for (const row of await expiredCalls(store.db, momentOf(parts).now)) {
    await store.write(async (tx) => {
      const still = await tx.selectFrom('outgoing_call').select('state').where('id', '=', row.id).executeTakeFirst();
      if (still?.state !== 'pending') return;
      await outcomes.giveUpCall(tx, momentOf(parts), row, 'expired', row.reason ?? 'expired');
    });
  }
}

async function lookUp(parts: CallerParts, row: OutgoingCall): Promise<void> {
  const { carrier, store, outcomes } = parts;
  const since = later(row.started_at ?? row.created_at, -CLOCKS_DIFFER_MS);
  const found = await carrier.findCalls?.({ to: row.number, since });
  if (found === undefined) return;
  const ours = row.sid === null ? found.at(-1) : found.find(({ sid }) => sid === row.sid);
  await store.write(async (tx) => {
    const at = momentOf(parts);
    if (ours === undefined) return outcomes.giveUpCall(tx, at, row, 'unknown', 'uncertain');
    const what = { state: 'placed', sid: ours.sid, lease_until: later(at.now, ASK_AGAIN_MS) } as const;
    const noted = await recordCall(tx, row, ['placing', 'placed', 'unknown'], what);
    if (noted === 'noted' && ours.end !== null) {
      await outcomes.finishCall(tx, at, { id: row.id, sid: ours.sid, status: ours.end });
    }
  });
}
