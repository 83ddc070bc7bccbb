import type { Carrier, CarrierCheck, CarrierCode, CheckedCentre, Delivery, Network } from './base/carrier.ts';
import type { CallLine, CarrierReport, InboundText, TextLine } from './base/line.ts';
import { SMPP_CODES } from './smpp/codes.ts';
import { matchReceipt, receiptDelivery, sidOf, type ReceiptMatch } from './smpp/receipts.ts';
import type { SmppSettings } from './smpp/settings.ts';
import { TWILIO_CODES } from './twilio/codes.ts';
import type { TwilioConfig } from './twilio/settings.ts';
import { deliveryFrom } from './twilio/statuses.ts';
import type { Webhooks } from './base/webhooks.ts';

export { callAddresses, callPaths } from './twilio/addresses.ts';
export { askLineOf } from './twilio/ask-line.ts';

/** Who carries texts and calls, with its settings. */
export type CarrierConfig = { kind: 'simulator' } | TwilioConfig | SmppConfig;
export type CarrierKind = CarrierConfig['kind'];

/** Texts through a message centre; calls, where it has any, through Twilio. */
export interface SmppConfig extends SmppSettings {
  kind: 'smpp';
  calls: TwilioConfig | null;
}

/** Makes a carrier that hands in what comes to it. Both functions answer when it is on disk, and reject when it is not. */
export type MakeCarrier = (
  onReport: (report: CarrierReport) => Promise<unknown>,
  onText: (text: InboundText) => Promise<unknown>,
) => Carrier;

/** Everything that a carrier has to bring. Heavy packages are loaded when they are needed. */
interface CarrierParts<C> {
  network(config: C): Network;
  make(config: C, publicUrl: string): Promise<MakeCarrier>;
  /** How its requests are answered; null for a carrier that sends none. */
  webhooks: ((config: C, publicUrl: string, line: CallLine & TextLine) => Promise<Webhooks>) | null;
  /** What `doctor` looks at. */
  check(config: C, publicUrl: string, centres: readonly CheckedCentre[]): Promise<CarrierCheck[]>;
  /** A delivery report in our words. */
  delivery(status: string, code: string | null): Delivery;
  /** Its error codes that we act on. */
  codes: Readonly<Record<string, CarrierCode>>;
  /** For reports that name no id of ours; null for a carrier whose reports always do. */
  receipts: Receipts | null;
}

interface Receipts {
  /** The text that a receipt is about, of those that went to its number, the newest first. */
  match<Row extends { sid: string | null }>(id: string, rows: readonly Row[]): ReceiptMatch<Row> | null;
  /** The id that we keep of a text, from ours and those of its parts. */
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
    // Its telephones ask the line itself; from outside nobody is let in.
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
    // What comes in comes by the connection; calls as with Twilio alone.
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

/** Texts by one carrier, calls by another. */
const withCalls = (texts: Carrier, calls: Carrier): Carrier => ({
  ...texts,
  ...Object.fromEntries(Object.entries(calls).filter(([name]) => ABOUT_CALLS.has(name))),
});

/** What the carrier of a configuration brings. */
const partsOf = ({ kind }: CarrierConfig): CarrierParts<CarrierConfig> => CARRIERS[kind] as CarrierParts<CarrierConfig>;

/** Whether real telephones are reached: the one rule by which everything else knows. */
export const networkOf = (config: CarrierConfig): Network => partsOf(config).network(config);

export const makeCarrier = (config: CarrierConfig, publicUrl: string): Promise<MakeCarrier> =>
  partsOf(config).make(config, publicUrl);

/** How the carrier's requests are answered; null for one that sends none. */
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

/** Reports were Twilio's as long as they did not say whose they are. */
const BEFORE: CarrierKind = 'twilio';

/** A delivery report in our words, whoever carries now. */
export function deliveryOf({ carrier = BEFORE, status, errorCode }: CarrierReport): Delivery {
  return partsNamed(carrier)?.delivery(status, errorCode) ?? { state: null, reason: null };
}

/** How to find what a report is about that names no id of ours; null where its carrier has none of that kind. */
export const receiptsOf = ({ carrier = BEFORE }: CarrierReport): Receipts | null =>
  partsNamed(carrier)?.receipts ?? null;

const partsNamed = (kind: string): Pick<CarrierParts<never>, 'delivery' | 'receipts'> | null =>
  Object.hasOwn(CARRIERS, kind) ? CARRIERS[kind as CarrierKind] : null;
