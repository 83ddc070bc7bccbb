import type { CallAddresses } from '../base/line.ts';

/**
 * Tells Twilio to repeat a failed request three times, whatever failed. Twilio neither signs nor sends this fragment.
 */
export const RETRIES = '#rc=3&rp=all';

/** The addresses in a call's TwiML, below our own address. */
export const callAddresses = (publicUrl: string): CallAddresses => ({
  step: (callId, step) => `${publicUrl}/twilio/voice/${callId}/${step}${RETRIES}`,
  whisper: (callId) => `${publicUrl}/twilio/voice/${callId}/whisper${RETRIES}`,
  recording: (callId) => `${publicUrl}/twilio/voice/${callId}/recording${RETRIES}`,
});

/** The addresses at which inbound and placed calls begin and end. */
export const callPaths = {
  incoming: { first: '/twilio/voice', over: '/twilio/voice/status' },
  placed: (id: string) => ({ first: `/twilio/call/${id}`, over: `/twilio/call/${id}/status` }),
} as const;
