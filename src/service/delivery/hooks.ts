import type { Moment } from '../../db/moment.ts';
import type { OutboxRow, OutgoingCall, Tx } from '../../db/schema/index.ts';

/** Why a message will not be sent, or nobody knows whether it arrived. */
export type UndeliverableReason = 'expired' | 'failed' | 'undelivered' | 'uncertain' | 'no receipt';

/** Called in the transaction that gives a message up, so that a human is told of it or it is not given up. */
export type OnUndeliverable = (tx: Tx, row: OutboxRow, reason: UndeliverableReason, moment: Moment) => Promise<void>;

/** Called in the transaction that writes down that the carrier has taken a message. */
export type OnAccepted = (tx: Tx, moment: Moment, row: OutboxRow) => Promise<void>;

/** What follows when a call that we placed was not heard: another try, a human who rings, or the next volunteer. */
export interface CallOutcomes {
  /** The carrier told how a call ended. */
  finishCall: (tx: Tx, moment: Moment, ended: { id: string; sid: string; status: string }) => Promise<void>;
  /** The call will not be tried again. */
  giveUpCall: (
    tx: Tx,
    moment: Moment,
    row: OutgoingCall,
    state: 'failed' | 'expired' | 'unknown',
    reason: string,
  ) => Promise<void>;
}
