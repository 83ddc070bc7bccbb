import { randomBytes } from 'node:crypto';
import type { Carrier, CarrierReport, Outgoing } from './carrier.ts';

export type SimulatedMessage = Outgoing & { sid: string };

export interface Simulator extends Carrier {
  /** Tells `listener` of each message as it is "sent"; returns how to stop. What was sent before stands in the outbox. */
  subscribe(listener: (message: SimulatedMessage) => void): () => void;
}

export interface SimulatorOptions {
  /** Told that a message arrived, a moment after it was taken, as Twilio's delivery report would. */
  onReport?: (report: CarrierReport) => void;
  /** The carrier's id of the next message. */
  nextSid?: () => string;
}

/** A carrier that reaches nobody: it takes every message at once and reports it as delivered. */
export function createSimulator({ onReport, nextSid = randomSid }: SimulatorOptions = {}): Simulator {
  const listeners = new Set<(message: SimulatedMessage) => void>();
  return {
    name: 'simulator',

    send(message) {
      const sid = nextSid();
      for (const listener of listeners) listener({ ...message, sid });
      if (onReport !== undefined) {
        const report = { outboxId: message.id, sid, status: 'delivered', errorCode: null };
        setImmediate(() => onReport(report));
      }
      return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
    },

    // What it took and did not report is nowhere.
    find: () => Promise.resolve([]),

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const randomSid = (): string => `SM${randomBytes(16).toString('hex')}`;
