import { createHash } from 'node:crypto';
import type { PDU } from 'smpp';
import type { CarrierReport, InboundText } from '../base/line.ts';
import { addressFrom } from './addresses.ts';
import type { Delivered } from './live.ts';
import { plainId, receiptIn } from './receipts.ts';
import { readDelivered } from './texts.ts';

export interface InboundParts {
  onReport: (report: CarrierReport) => Promise<unknown>;
  onText: (text: InboundText) => Promise<unknown>;
  newId: () => string;
}

/** A message centre repeats a delivery within this time, or not at all. */
const AGAIN_MS = 30 * 60_000;
const UNHEARD_MAX = 1000;
const NOTHING: Delivered = { heard: () => {}, unheard: () => {} };

/**
 * Receives texts, parts of texts and receipts; resolves when they are committed. A delivered message has no id. A
 * delivery that equals an earlier one whose acknowledgement was not heard is a repetition; any other is new, because a
 * person may send the same word twice.
 */
export function createInbound({ onReport, onText, newId }: InboundParts): (fields: PDU) => Promise<Delivered> {
  const unheard = new Map<string, { sid: string; at: number }>();

  function sidFor(key: string): string {
    const before = unheard.get(key);
    unheard.delete(key);
    return before !== undefined && performance.now() - before.at < AGAIN_MS ? before.sid : `smpp-${newId()}`;
  }

  function mayComeAgain(key: string, sid: string): void {
    unheard.set(key, { sid, at: performance.now() });
    const [oldest] = unheard.keys();
    if (unheard.size > UNHEARD_MAX && oldest !== undefined) unheard.delete(oldest);
  }

  return async (fields) => {
    const { text, part } = readDelivered(fields);
    const from = addressFrom(fields['source_addr_ton'], fields['source_addr']);
    const receipt = receiptIn(fields, text);
    // The message centre would repeat an unreadable receipt for ever. Its text stays without a report, and staff are told.
    if (receipt === 'unreadable') return NOTHING;
    if (receipt !== null) {
      const { id, status, errorCode } = receipt;
      await onReport({ outboxId: null, sid: plainId(id), status, errorCode, carrier: 'smpp', to: from });
      return NOTHING;
    }
    const to = addressFrom(fields['dest_addr_ton'], fields['destination_addr']);
    const key = fingerprint(fields);
    const sid = sidFor(key);
    try {
      await onText({ sid, from, to, body: text, media: 0, optOutType: null, ...(part === null ? {} : { part }) });
    } catch (error) {
      // A repetition gets the same id.
      mayComeAgain(key, sid);
      throw error;
    }
    return { heard: () => {}, unheard: () => mayComeAgain(key, sid) };
  };
}

/** Identifies equal deliveries without keeping their words. */
function fingerprint(fields: PDU): string {
  const hash = createHash('sha256');
  for (const name of [
    'source_addr',
    'destination_addr',
    'esm_class',
    'data_coding',
    'sar_msg_ref_num',
    'sar_segment_seqnum',
  ])
    hash.update(`${String(fields[name])}\n`);
  for (const name of ['short_message', 'message_payload']) {
    const octets = fields[name];
    if (Buffer.isBuffer(octets)) hash.update(octets);
    hash.update('\n');
  }
  return hash.digest('hex');
}
