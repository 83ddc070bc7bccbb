import { randomBytes } from 'node:crypto';
import type { Carrier, FoundCall, Outgoing, OutgoingRing } from './base/carrier.ts';
import type { CarrierReport } from './base/line.ts';

export type SimulatedMessage = Outgoing & { sid: string };

export type SimulatedCall = OutgoingRing & { sid: string };

export interface Simulator extends Carrier {
  /** Tells `listener` of each message as it is "sent"; returns how to stop. What was sent before stands in the outbox. */
  subscribe(listener: (message: SimulatedMessage) => void): () => void;
  /**
   * Tells `listener` of each phone that rings; returns how to stop. Whoever answers asks for the steps of the call by the id of
   * `OutgoingRing`, and tells what became of it; nobody listening, nobody answers.
   */
  subscribeCalls(listener: (call: SimulatedCall) => void): () => void;
}

export interface SimulatorOptions {
  /** Told that a message arrived, a moment after it was taken, as a carrier's delivery report would. */
  onReport?: (report: CarrierReport) => unknown;
  /** The carrier's id of the next message. */
  nextSid?: () => string;
  nextCallSid?: () => string;
}

const RUNG_MAX = 1000;

/** A carrier that reaches nobody: it takes every message at once and reports it as delivered. */
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
          // What was not kept is logged where it is kept.
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

    // Asked about only when nobody has told for long what became of it: then nobody answered.
    findCalls: ({ to }) => Promise.resolve(rung.filter((call) => call.to === to)),

    subscribeCalls(listener) {
      callListeners.add(listener);
      return () => callListeners.delete(listener);
    },

    fetchRecording: () => Promise.resolve(null),
    eraseRecording: () => Promise.resolve(),

    // What it took and did not report is nowhere.
    find: () => Promise.resolve([]),

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const randomSid = (kind: 'SM' | 'CA'): string => `${kind}${randomBytes(16).toString('hex')}`;
