import type { Carrier, FoundCall, FoundMessage, InboundMessage, Outcome, Outgoing } from '../base/carrier.ts';
import { callEndOf } from '../base/line.ts';
import { RETRIES } from './addresses.ts';
import { Busy, outcomeOfError } from './errors.ts';
import { isTextSid } from './statuses.ts';

export interface TwilioSettings {
  accountSid: string;
  authToken: string;
  /** Our own address without a final slash: delivery reports arrive at `/twilio/status/<id>` below it. */
  publicUrl: string;
  /** Another server that speaks Twilio's REST API. */
  apiUrl?: string;
  messagingServiceSid?: string;
  timeoutMs?: number;
}

/** Shorter than the lease of an attempt, longer than Twilio needs when it works. */
const TIMEOUT_MS = 15_000;
/** Number of messages to one number that are searched for one of unknown fate. */
const FIND_MAX = 100;
const INBOUND_MAX = 10_000;
const TWILIO = 'https://api.twilio.com';
/** How long a phone rings: older people need time to reach it, and voicemail answers sooner. */
const RING_S = 35;
const TRIAL_PREFIX = 'Sent from your Twilio trial account - ';

type Client = Awaited<ReturnType<typeof connect>>;

/** Sends through Twilio's REST API. The client loads with the first message: it costs 160 ms and 22 MB. */
export function createTwilioCarrier(settings: TwilioSettings): Carrier {
  let connected: Promise<Client> | undefined;
  const client = () => (connected ??= connect(settings));
  return {
    name: 'twilio',
    ...messagesBy(client, settings),
    ...callsBy(client, settings),
    ...recordingsBy(client, settings),
  };
}

type GetClient = () => Promise<Client>;
type Does<K extends keyof Carrier> = Required<Pick<Carrier, K>>;

function messagesBy(
  client: GetClient,
  settings: TwilioSettings,
): Does<'send' | 'find' | 'keeps' | 'forget' | 'inbound'> {
  return {
    async send(message): Promise<Outcome> {
      try {
        const { sid, status } = await (await client()).messages.create(parameters(message, settings));
        // A truncated or strange answer with status 201 gives an instance without content.
        if (typeof sid !== 'string' || sid === '') return { outcome: 'unknown', code: 'no sid' };
        return { outcome: 'accepted', sid, status: String(status) };
      } catch (error) {
        return outcomeOfError(error);
      }
    },

    async find({ to, body, since }): Promise<FoundMessage[]> {
      // No date filter: a queued message has no date sent, and a filter would exclude it.
      const list = await (await client()).messages.list({ to, limit: FIND_MAX, pageSize: FIND_MAX });
      return list
        .filter((m) => m.direction !== 'inbound' && isBody(m.body, body))
        .map((m) => ({ sid: m.sid, status: String(m.status), createdAt: m.dateCreated.toISOString() }))
        .filter((m) => m.createdAt >= since)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },

    keeps: isTextSid,

    async forget(sid) {
      try {
        await (await client()).messages(sid).update({ body: '' });
        return 'forgotten';
      } catch (error) {
        // A message that is gone counts as forgotten.
        return statusOf(error) === 404 ? 'forgotten' : 'again';
      }
    },

    async inbound({ to, since }): Promise<InboundMessage[]> {
      const q = { to, dateSentAfter: new Date(since), limit: INBOUND_MAX, pageSize: 1000 };
      const list = await (await client()).messages.list(q);
      return list
        .filter((m) => m.direction === 'inbound')
        .map((m) => ({
          sid: m.sid,
          from: m.from,
          to: m.to,
          body: m.body ?? '',
          at: (m.dateSent ?? m.dateCreated).toISOString(),
          mediaCount: Number(m.numMedia ?? 0),
        }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1));
    },
  };
}

function callsBy(client: GetClient, settings: TwilioSettings): Does<'call' | 'findCalls'> {
  return {
    async call({ id, from, to }): Promise<Outcome> {
      try {
        const { sid, status } = await (
          await client()
        ).calls.create({
          from,
          to,
          url: `${settings.publicUrl}/twilio/call/${id}${RETRIES}`,
          statusCallback: `${settings.publicUrl}/twilio/call/${id}/status${RETRIES}`,
          statusCallbackEvent: ['completed'],
          timeout: RING_S,
        });
        if (typeof sid !== 'string' || sid === '') return { outcome: 'unknown', code: 'no sid' };
        return { outcome: 'accepted', sid, status: String(status) };
      } catch (error) {
        return outcomeOfError(error);
      }
    },

    async findCalls({ to, since }): Promise<FoundCall[]> {
      // No start time filter: a waiting call has none, and a filter would exclude it.
      const list = await (await client()).calls.list({ to, limit: FIND_MAX, pageSize: FIND_MAX });
      return list
        .filter((call) => call.direction === 'outbound-api')
        .map((call) => ({ sid: call.sid, end: callEndOf(call.status), createdAt: call.dateCreated.toISOString() }))
        .filter((call) => call.createdAt >= since)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
  };
}

function recordingsBy(client: GetClient, settings: TwilioSettings): Does<'fetchRecording' | 'eraseRecording'> {
  return {
    async fetchRecording(sid): Promise<Uint8Array | null> {
      const { accountSid, authToken, apiUrl } = settings;
      const path = `/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(sid)}.mp3`;
      const response = await fetch(`${apiUrl ?? TWILIO}${path}`, {
        headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
        signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
      });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`Twilio answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },

    async eraseRecording(sid): Promise<void> {
      try {
        await (await client()).recordings(sid).remove();
      } catch (error) {
        const gone = typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
        if (!gone) throw error;
      }
    },
  };
}

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;

function parameters(message: Outgoing, settings: TwilioSettings) {
  const sender =
    settings.messagingServiceSid === undefined
      ? { from: message.from }
      : { from: message.from, messagingServiceSid: settings.messagingServiceSid };
  return {
    ...sender,
    to: message.to,
    body: message.body,
    // Twilio must send what we measured: the text has plain quotes already.
    smartEncoded: false,
    statusCallback: `${settings.publicUrl}/twilio/status/${message.id}`,
    ...(message.validForS === undefined ? {} : { validityPeriod: message.validForS }),
  };
}

const isBody = (theirs: string | null, ours: string): boolean => {
  const text = (theirs ?? '').trim();
  return text === ours.trim() || text === `${TRIAL_PREFIX}${ours}`.trim();
};

async function connect(settings: TwilioSettings) {
  const { default: twilio } = await import('twilio');

  const httpClient = new twilio.RequestClient({ timeout: settings.timeoutMs ?? TIMEOUT_MS, autoRetry: false });
  const request = httpClient.request.bind(httpClient);
  httpClient.request = async (options) => {
    const response = await request(options);
    if (response.statusCode === 429) throw new Busy(codeIn(response.body), retryAfterMs(response.headers));
    return response as never;
  };

  const client = twilio(settings.accountSid, settings.authToken, {
    // The SDK would repeat refused requests itself; our rate limit must know of each.
    autoRetry: false,
    httpClient,
  });
  if (settings.apiUrl !== undefined) client.api.baseUrl = settings.apiUrl;
  return client;
}

function codeIn(body: unknown): string {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return typeof code === 'number' || typeof code === 'string' ? String(code) : '20429';
}

function retryAfterMs(headers: unknown): number | undefined {
  const raw = typeof headers === 'object' && headers !== null && 'retry-after' in headers ? headers['retry-after'] : '';
  const seconds = Number(raw);
  return typeof raw === 'string' && raw !== '' && seconds >= 0 ? seconds * 1000 : undefined;
}
