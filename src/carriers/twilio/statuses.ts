import type { Delivery, DeliveryState } from '../base/carrier.ts';
import { meaningOf } from './codes.ts';

/** Twilio's words, in ours. `receiving` and `received` are for what comes in. */
const STATES: Readonly<Record<string, DeliveryState>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  partially_delivered: 'delivered',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  canceled: 'undelivered',
  failed: 'failed',
};

/** A delivery report of Twilio's, in our words. */
export const deliveryFrom = (status: string, code: string | null): Delivery => ({
  state: STATES[status] ?? null,
  reason: code === null ? null : meaningOf(code).settles,
});

/** What Twilio calls a text that it keeps. */
const TEXT_SID = /^(SM|MM)[0-9a-f]{32}$/i;

export const isTextSid = (sid: string): boolean => TEXT_SID.test(sid);
