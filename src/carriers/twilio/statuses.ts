import type { Delivery, DeliveryState } from '../base/carrier.ts';
import { meaningOf } from './codes.ts';

/** Twilio's statuses in our words. `receiving` and `received` are for inbound messages. */
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

/** Twilio's ids of texts that it keeps. */
const TEXT_SID = /^(SM|MM)[0-9a-f]{32}$/i;

export const isTextSid = (sid: string): boolean => TEXT_SID.test(sid);
