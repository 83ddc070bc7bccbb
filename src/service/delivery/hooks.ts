import type { Moment } from '../../db/moment.ts';
import type { OutboxRow, OutgoingCall, Tx } from '../../db/schema/index.ts';

/** Why a message will not be sent, or its arrival is unknown. */
export type UndeliverableReason = 'expired' | 'failed' | 'undelivered' | 'uncertain' | 'no receipt';

/** Called in the transaction that gives a message up: either staff are told of it, or it is not given up. */
export type OnUndeliverable = (tx: Tx, row: OutboxRow, reason: UndeliverableReason, moment: Moment) => Promise<void>;

/** Called in the transaction that records that the carrier accepted a message. */
export type OnAccepted = (tx: Tx, moment: Moment, row: OutboxRow) => Promise<void>;

/** The consequences of a call that was not heard: another try, a call by staff, or the next volunteer. */
export interface CallOutcomes {
  /** The carrier reported the end of a call. */
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
