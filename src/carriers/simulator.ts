import { randomBytes } from 'node:crypto';
import type { Carrier, FoundCall, Outgoing, OutgoingRing } from './base/carrier.ts';
import type { CarrierReport } from './base/line.ts';

export type SimulatedMessage = Outgoing & { sid: string };

export type SimulatedCall = OutgoingRing & { sid: string };

export interface Simulator extends Carrier {
  /**
   * Reports each message to `listener` as it is "sent"; returns a function that stops that. Earlier messages are in the
   * outbox.
   */
  subscribe(listener: (message: SimulatedMessage) => void): () => void;
  /**
   * Reports each ringing phone to `listener`; returns a function that stops that. The listener that answers fetches the
   * call's steps by the id of `OutgoingRing` and reports its end. Without a listener, the phone is not answered.
   */
  subscribeCalls(listener: (call: SimulatedCall) => void): () => void;
}

export interface SimulatorOptions {
  /** Receives a delivery report a moment after each message, as from a real carrier. */
  onReport?: (report: CarrierReport) => unknown;
  /** The carrier's id for the next message. */
  nextSid?: () => string;
  nextCallSid?: () => string;
}

const RUNG_MAX = 1000;

/** A carrier that reaches no phone: it accepts every message at once and reports it as delivered. */
export function createSimulator({
  onReport,
  nextSid = () => randomSid('SM'),
  nextCallSid = () => randomSid('CA'),
}: SimulatorOptions = {}): Simulator {
  const listeners = new Set<(message: SimulatedMessage) => void>();
  const callListeners = new Set<(call: SimulatedCall) => void>();
  const rung: (FoundCall & { to: string })[] = [];
  return {
    name: 'simulator',

    send(message) {
      const sid = nextSid();
      for (const listener of listeners) listener({ ...message, sid });
      if (onReport !== undefined) {
        const report = { outboxId: message.id, sid, status: 'delivered', errorCode: null };
        setImmediate(() => {
          // A report that is not stored is logged by the code that stores it.
          Promise.resolve(onReport(report)).catch(() => {});
        });
      }
      return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
    },

    call(call) {
      const sid = nextCallSid();
      rung.push({ sid, to: call.to, end: 'no-answer', createdAt: '' });
      if (rung.length > RUNG_MAX) rung.shift();
      for (const listener of callListeners) listener({ ...call, sid });
      return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
    },

    // Asked only when no end was reported for a long time: then the call was not answered.
    findCalls: ({ to }) => Promise.resolve(rung.filter((call) => call.to === to)),

    subscribeCalls(listener) {
      callListeners.add(listener);
      return () => callListeners.delete(listener);
    },

    fetchRecording: () => Promise.resolve(null),
    eraseRecording: () => Promise.resolve(),

    // It stores no message, so no search finds one.
    find: () => Promise.resolve([]),

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const randomSid = (kind: 'SM' | 'CA'): string => `${kind}${randomBytes(16).toString('hex')}`;
