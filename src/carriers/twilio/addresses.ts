import type { CallAddresses } from '../base/line.ts';

/** What Twilio does when we do not answer: it asks again, three times, whatever went wrong. Neither signed nor sent. */
export const RETRIES = '#rc=3&rp=all';

/** The addresses that a call's TwiML names, below our own address. */
export const callAddresses = (publicUrl: string): CallAddresses => ({
  step: (callId, step) => `${publicUrl}/twilio/voice/${callId}/${step}${RETRIES}`,
  whisper: (callId) => `${publicUrl}/twilio/voice/${callId}/whisper${RETRIES}`,
  recording: (callId) => `${publicUrl}/twilio/voice/${callId}/recording${RETRIES}`,
});

/** Where a call begins and ends: one that comes in, and one that we placed. */
export const callPaths = {
  incoming: { first: '/twilio/voice', over: '/twilio/voice/status' },
  placed: (id: string) => ({ first: `/twilio/call/${id}`, over: `/twilio/call/${id}/status` }),
} as const;
