import type { z } from 'zod';
import type { Carrier, CarrierCheck, CarrierCode, CheckedCentre, Delivery, Network } from './base/carrier.ts';
import type { CallLine, CarrierReport, InboundText, TextLine } from './base/line.ts';
import { SMPP_CODES } from './smpp/codes.ts';
import { matchReceipt, receiptDelivery, sidOf, type ReceiptMatch } from './smpp/receipts.ts';
import { readSmpp, smppProblems, smppVariables, type SmppSettings } from './smpp/settings.ts';
import { TWILIO_CODES } from './twilio/codes.ts';
import { readTwilio, twilioProblems, twilioVariables, type TwilioConfig } from './twilio/settings.ts';
import { deliveryFrom } from './twilio/statuses.ts';
import type { Webhooks } from './base/webhooks.ts';

export { callAddresses, callPaths } from './twilio/addresses.ts';
export { askLineOf } from './twilio/ask-line.ts';

/** The carrier of texts and calls, with its settings. */
export type CarrierConfig = { kind: 'simulator' } | TwilioConfig | SmppConfig;
export type CarrierKind = CarrierConfig['kind'];

/** Texts through a message centre; calls, if any, through Twilio. */
export interface SmppConfig extends SmppSettings {
  kind: 'smpp';
  calls: TwilioConfig | null;
}

/** The environment variables of all carriers. */
export const carrierVariables = { ...twilioVariables, ...smppVariables };
type Variables = z.infer<z.ZodObject<typeof carrierVariables>>;

/** Contradictions between the variables, as sentences. */
export function carrierProblems(e: Variables & { PUBLIC_URL?: string | undefined }): string[] {
  const problems = [...twilioProblems(e), ...smppProblems(e)];
  if (readSmpp(e) !== null && e.TWILIO_MESSAGING_SERVICE_SID !== undefined) {
    problems.push('SMPP_URL carries the texts: unset TWILIO_MESSAGING_SERVICE_SID, or SMPP_URL.');
  }
  return problems;
}

/** The carrier that the variables choose; the simulator without any. */
export function carrierOf(e: Variables): CarrierConfig {
  const [smpp, twilio] = [readSmpp(e), readTwilio(e)];
  return smpp === null ? (twilio ?? { kind: 'simulator' }) : { kind: 'smpp', ...smpp, calls: twilio };
}

/**
 * Makes a carrier that passes reports and texts to the two functions. Both resolve when the row is committed, and
 * reject when it is not.
 */
export type MakeCarrier = (
  onReport: (report: CarrierReport) => Promise<unknown>,
  onText: (text: InboundText) => Promise<unknown>,
) => Carrier;

/** The parts of a carrier. Heavy packages load on first use. */
interface CarrierParts<C> {
  network(config: C): Network;
  make(config: C, publicUrl: string): Promise<MakeCarrier>;
  /** Answers its requests; null for a carrier that sends none. */
  webhooks: ((config: C, publicUrl: string, line: CallLine & TextLine) => Promise<Webhooks>) | null;
  /** The checks of `doctor`. */
  check(config: C, publicUrl: string, centres: readonly CheckedCentre[]): Promise<CarrierCheck[]>;
  /** A delivery report in our words. */
  delivery(status: string, code: string | null): Delivery;
  /** The error codes that the service acts on. */
  codes: Readonly<Record<string, CarrierCode>>;
  /** For reports that lack our id; null for a carrier whose reports always have it. */
  receipts: Receipts | null;
}

interface Receipts {
  /** The text that a receipt is about, among those sent to its number, newest first. */
  match<Row extends { sid: string | null }>(id: string, rows: readonly Row[]): ReceiptMatch<Row> | null;
  /** The id that we keep of a text: ours, and those of its parts. */
  sidOf(outboxId: string, ids: readonly string[]): string;
}

type AllParts = { [K in CarrierKind]: CarrierParts<Extract<CarrierConfig, { kind: K }>> };

const CARRIERS = {
  simulator: {
    network: () => 'simulator',
    make: async () => {
      const { createSimulator } = await import('./simulator.ts');
      return (onReport) => createSimulator({ onReport });
    },
    // Simulated phones call the line directly; requests from outside are refused.
    webhooks: async (_config, publicUrl, line) =>
      (await import('./twilio/webhooks.ts')).createTwilioWebhooks(null, publicUrl, line),
    check: () => Promise.resolve([{ name: 'carrier', ok: true, advice: 'The simulator.' }]),
    delivery: deliveryFrom,
    codes: {},
    receipts: null,
  },
  twilio: {
    network: ({ network }) => network,
    make: async ({ accountSid, authToken, apiUrl, messagingServiceSid }, publicUrl) => {
      const { createTwilioCarrier } = await import('./twilio/client.ts');
      const carrier = createTwilioCarrier({
        accountSid,
        authToken,
        publicUrl,
        ...(apiUrl === null ? {} : { apiUrl }),
        ...(messagingServiceSid === null ? {} : { messagingServiceSid }),
      });
      return () => carrier;
    },
    webhooks: async (config, publicUrl, line) =>
      (await import('./twilio/webhooks.ts')).createTwilioWebhooks(config, publicUrl, line),
    check: async (config, publicUrl, centres) =>
      (await import('./twilio/doctor.ts')).checkTwilio(config, publicUrl, centres),
    delivery: deliveryFrom,
    codes: TWILIO_CODES,
    receipts: null,
  },
  smpp: {
    network: () => 'real',
    make: async (config, publicUrl) => {
      const { createSmppCarrier } = await import('./smpp/client.ts');
      const calls = config.calls === null ? null : await makeCarrier(config.calls, publicUrl);
      return (onReport, onText) => {
        const texts = createSmppCarrier({ settings: config, onReport, onText });
        if (calls === null) return texts;
        return withCalls(texts, calls(onReport, onText));
      };
    },
    // Texts arrive by the connection; calls as with Twilio alone.
    webhooks: async ({ calls }, publicUrl, line) =>
      (await import('./twilio/webhooks.ts')).createTwilioWebhooks(calls, publicUrl, line),
    check: async (config, publicUrl, centres) => {
      const { checkSmpp } = await import('./smpp/doctor.ts');
      const checks = await checkSmpp(config, config.calls !== null);
      return config.calls === null ? checks : [...checks, ...(await checkCarrier(config.calls, publicUrl, centres))];
    },
    delivery: receiptDelivery,
    codes: SMPP_CODES,
    receipts: { match: matchReceipt, sidOf },
  },
} satisfies AllParts;

const ABOUT_CALLS: ReadonlySet<string> = new Set(['call', 'findCalls', 'fetchRecording', 'eraseRecording']);

/** Texts by one carrier, calls by the other. */
const withCalls = (texts: Carrier, calls: Carrier): Carrier => ({
  ...texts,
  ...Object.fromEntries(Object.entries(calls).filter(([name]) => ABOUT_CALLS.has(name))),
});

/** The parts of the configured carrier. */
const partsOf = ({ kind }: CarrierConfig): CarrierParts<CarrierConfig> => CARRIERS[kind] as CarrierParts<CarrierConfig>;

/** Whether the carrier reaches real telephones: the one rule for everything that depends on it. */
export const networkOf = (config: CarrierConfig): Network => partsOf(config).network(config);

export const makeCarrier = (config: CarrierConfig, publicUrl: string): Promise<MakeCarrier> =>
  partsOf(config).make(config, publicUrl);

/** Answers the carrier's requests; null for a carrier that sends none. */
export const webhooksOf = async (
  config: CarrierConfig,
  publicUrl: string,
  line: CallLine & TextLine,
): Promise<Webhooks | null> => (await partsOf(config).webhooks?.(config, publicUrl, line)) ?? null;

export const checkCarrier = (
  config: CarrierConfig,
  publicUrl: string,
  centres: readonly CheckedCentre[],
): Promise<CarrierCheck[]> => partsOf(config).check(config, publicUrl, centres);

/** The carrier of reports that do not name one: they are from the time when there was only one. */
const BEFORE: CarrierKind = 'twilio';

/** A delivery report in our words; the report may be from another carrier than the configured one. */
export function deliveryOf({ carrier = BEFORE, status, errorCode }: CarrierReport): Delivery {
  return partsNamed(carrier)?.delivery(status, errorCode) ?? { state: null, reason: null };
}

/** How to match a report that lacks our id; null when its carrier always reports it. */
export const receiptsOf = ({ carrier = BEFORE }: CarrierReport): Receipts | null =>
  partsNamed(carrier)?.receipts ?? null;

const partsNamed = (kind: string): Pick<CarrierParts<never>, 'delivery' | 'receipts'> | null =>
  Object.hasOwn(CARRIERS, kind) ? CARRIERS[kind as CarrierKind] : null;
