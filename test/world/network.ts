import type {
  Carrier,
  FoundCall,
  FoundMessage,
  InboundMessage,
  Outcome,
  Outgoing,
  OutgoingRing,
} from '../../src/carriers/base/carrier.ts';
import type { CallEnd, CarrierReport } from '../../src/carriers/base/line.ts';
import { machineTime, type Incoming, type World } from './world.ts';

/** How the network is today. */
export type Weather = 'fine' | 'flaky' | 'down';

/** A text that the network has taken. */
export interface Sent {
  sid: string;
  outboxId: string;
  from: string;
  to: string;
  body: string;
  at: number;
  /** What the machine's clock said then. */
  machineAt: number;
}

/** A call that the network carries; one that the service placed has its id. */
export interface Ringing {
  sid: string;
  outgoingId: string | null;
  from: string;
  to: string;
  at: number;
  /** What the machine's clock said then. */
  machineAt: number;
  /** Null while it lasts. */
  end: CallEnd | null;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The network: it survives all lives of the service, and is as unreliable as the day's weather. */
export function networkOf(world: World): Carrier {
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    name: 'network',
    send: (message) => Promise.resolve(take(world, message)),
    call: (call) => Promise.resolve(takeCall(world, call)),
    findCalls: ({ to, since }) => {
      if (world.weather === 'down') return Promise.reject(new Error('no answer'));
      return Promise.resolve(
        world.calls
          .filter((c) => c.to === to && iso(c.at) >= since)
          .map(({ sid, end, at }): FoundCall => ({ sid, end, createdAt: iso(at) })),
      );
    },
    find: ({ to, body, since }) => {
      if (world.weather === 'down') return Promise.reject(new Error('no answer'));
      return Promise.resolve(
        (world.sentTo.get(to) ?? [])
          .filter((m) => m.body === body && iso(m.at) >= since)
          .map((m): FoundMessage => ({ sid: m.sid, createdAt: iso(m.at), status: 'sent' })),
      );
    },
    inbound: ({ to, since }) => {
      if (world.weather === 'down') return Promise.reject(new Error('no answer'));
      return Promise.resolve(
        inboundSince(world, Date.parse(since))
          .filter((m) => m.to === to)
          .map((m): InboundMessage => ({ sid: m.sid, from: m.from, to, body: m.body, at: iso(m.at), mediaCount: 0 })),
      );
    },
  };
}

/** What the network holds from then on: texts are in the order of their times, so the newest are looked at first. */
function inboundSince({ inbound }: World, since: number): Incoming[] {
  let first = inbound.length;
  while (first > 0 && (inbound[first - 1]?.at ?? 0) >= since) first--;
  return inbound.slice(first);
}

function takeCall(world: World, { id, from, to }: OutgoingRing): Outcome {
  if (world.weather === 'down') return { outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' };
  const luck = world.weather === 'flaky' ? world.random.next() : 1;
  if (luck < 0.15) return { outcome: 'refused', code: '429', because: 'busy', http: 429, retryAfterMs: SECOND };
  if (luck < 0.2) return { outcome: 'unknown', code: '500', http: 500 };
  const sid = `CAout${++world.sids}`;
  const call: Ringing = { sid, outgoingId: id, from, to, at: world.now, machineAt: machineTime(world), end: null };
  world.calls.push(call);
  world.ring(call);
  return luck < 0.3 ? { outcome: 'unknown', code: 'ETIMEDOUT' } : { outcome: 'accepted', sid, status: 'queued' };
}

function take(world: World, message: Outgoing): Outcome {
  const { random } = world;
  if (world.weather === 'down') return { outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' };
  if (message.to.startsWith('+4737')) return { outcome: 'rejected', code: '21614', because: 'landline', http: 400 };
  if (world.weather === 'flaky') {
    const luck = random.next();
    if (luck < 0.1) return { outcome: 'refused', code: '429', because: 'busy', http: 429, retryAfterMs: SECOND };
    if (luck < 0.2) return { outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' };
    if (luck < 0.27) return { outcome: 'unknown', code: '500', http: 500 };
    if (luck < 0.35) {
      // It was taken, and the answer got lost.
      deliver(world, message);
      return { outcome: 'unknown', code: 'ETIMEDOUT' };
    }
  }
  return { outcome: 'accepted', sid: deliver(world, message), status: 'queued' };
}

/** A text reaches the phone, and reports of it come back: late, twice, in any order or not at all. */
function deliver(world: World, { id, from, to, body }: Outgoing): string {
  const { random } = world;
  const sent: Sent = {
    sid: `SMout${++world.sids}`,
    outboxId: id,
    from,
    to,
    body,
    at: world.now,
    machineAt: machineTime(world),
  };
  world.sent.push(sent);
  const before = world.sentTo.get(to);
  if (before === undefined) world.sentTo.set(to, [sent]);
  else before.push(sent);
  if (body.includes('Hemmelig')) world.events.plan(world.now, () => world.overhear(sent));
  world.events.plan(world.now + random.int(1, 90) * SECOND, () => world.hear(sent));
  const isLost = world.weather === 'flaky' && random.chance(0.3);
  for (const status of ['sent', 'delivered']) {
    if (isLost) continue;
    const report: CarrierReport = { outboxId: id, sid: sent.sid, status, errorCode: null };
    const times = random.chance(0.05) ? 2 : 1;
    for (let i = 0; i < times; i++)
      world.events.plan(world.now + random.int(1, 20) * MINUTE, () => world.report(report));
  }
  return sent.sid;
}
