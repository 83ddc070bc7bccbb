import type { InboundText } from '../base/line.ts';
import { gsmOctets, gsmText } from './gsm7.ts';

/** How a text that needs more than one part is sent. */
export type LongTexts = 'udh' | 'sar' | 'payload';

/** The fields of one submission: a part, or a whole text. */
export interface Submission {
  data_coding: number;
  esm_class: number;
  short_message: Buffer;
  message_payload?: Buffer;
  sar_msg_ref_num?: number;
  sar_total_segments?: number;
  sar_segment_seqnum?: number;
}

const DEFAULT_ALPHABET = 0;
const UCS_2 = 8;
const UDH_INDICATOR = 0x40;
/** Septets, or UTF-16 units, of a single text and of one part. */
const GSM_SIZE = { whole: 160, part: 153 };
const UCS_SIZE = { whole: 70, part: 67 };
const PARTS_MAX = 255;

/**
 * The submissions of a text: in the default alphabet when it has every letter, else in UCS-2; a long text in parts. An
 * escape and its letter, and the halves of a surrogate pair, stay in the same part.
 * @param ref joins the parts: 0 to 255, different for every text
 * @returns null when it would need more than 255 parts
 */
export function submissionsOf(text: string, how: LongTexts, ref: number): Submission[] | null {
  const letters = Array.from(text);
  const gsm = letters.map(gsmOctets);
  const isGsm = gsm.every((octets) => octets !== null);
  const units = isGsm ? gsm.map((octets) => Buffer.from(octets ?? [])) : letters.map(ucs2);
  const perUnit = isGsm ? 1 : 2;
  const size = isGsm ? GSM_SIZE : UCS_SIZE;
  const base = { data_coding: isGsm ? DEFAULT_ALPHABET : UCS_2, esm_class: 0 };
  const whole = Buffer.concat(units);
  if (whole.length <= size.whole * perUnit) return [{ ...base, short_message: whole }];
  const parts = split(units, size.part * perUnit);
  if (parts.length > PARTS_MAX) return null;
  if (how === 'payload') return [{ ...base, short_message: Buffer.alloc(0), message_payload: whole }];
  return parts.map((octets, i) =>
    how === 'udh'
      ? { ...base, esm_class: UDH_INDICATOR, short_message: Buffer.concat([header(ref, parts.length, i + 1), octets]) }
      : {
          ...base,
          short_message: octets,
          sar_msg_ref_num: ref,
          sar_total_segments: parts.length,
          sar_segment_seqnum: i + 1,
        },
  );
}

const ucs2 = (letter: string): Buffer => Buffer.from(letter, 'utf16le').swap16();

/** Five octets follow; element 0, three octets: reference, number of parts, number of this part. */
const header = (ref: number, of: number, n: number): Buffer => Buffer.from([5, 0, 3, ref & 0xff, of, n]);

function split(units: readonly Buffer[], max: number): Buffer[] {
  const parts: Buffer[][] = [[]];
  let used = 0;
  for (const unit of units) {
    if (used + unit.length > max) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(unit);
    used += unit.length;
  }
  return parts.map((part) => Buffer.concat(part));
}

type Part = NonNullable<InboundText['part']>;

export interface ReadText {
  text: string;
  part: Part | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The text of a delivered message, and its part number if it is a part. */
export function readDelivered(delivered: object): ReadText {
  const fields = delivered as Fields;
  const octets = octetsOf(fields);
  const coding = numberOf(fields['data_coding']);
  const hasHeader = (numberOf(fields['esm_class']) & UDH_INDICATOR) !== 0;
  const headerSize = hasHeader ? Math.min(octets.length, (octets[0] ?? 0) + 1) : 0;
  const text = decoded(octets.subarray(headerSize), coding);
  return { text, part: partIn(octets.subarray(1, headerSize)) ?? sarOf(fields) };
}

function octetsOf({ short_message, message_payload }: Fields): Buffer {
  const short = Buffer.isBuffer(short_message) ? short_message : Buffer.alloc(0);
  return short.length === 0 && Buffer.isBuffer(message_payload) ? message_payload : short;
}

/** By data_coding: 8 is UCS-2, 3 Latin-1, 1 IA5; 0 and codings without a text alphabet are the default alphabet. */
function decoded(octets: Buffer, coding: number): string {
  if (isUcs2(coding)) {
    const even = octets.subarray(0, octets.length & ~1);
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (coding === 3) return octets.toString('latin1');
  if (coding === 1) return octets.toString('ascii');
  return gsmText(octets);
}

/** 8 itself, and the groups of GSM 03.38 with the same alphabet: general (00xx10xx) and "store" (1110xxxx). */
const isUcs2 = (coding: number): boolean =>
  coding === 8 || ((coding & 0xc0) === 0 && coding > 0x0f && (coding & 0x0c) === 8) || (coding & 0xf0) === 0xe0;

/** Elements 0 (reference of one octet) and 8 (of two). */
function partIn(header: Buffer): Part | null {
  for (let i = 0; i + 1 < header.length;) {
    const [element = 0, size = 0] = [header[i], header[i + 1]];
    const data = header.subarray(i + 2, i + 2 + size);
    if (element === 0 && data.length === 3) return partOf(data[0] ?? 0, data[1] ?? 0, data[2] ?? 0);
    if (element === 8 && data.length === 4) return partOf(data.readUInt16BE(0), data[2] ?? 0, data[3] ?? 0);
    i += 2 + size;
  }
  return null;
}

function sarOf(fields: Fields): Part | null {
  const { sar_msg_ref_num: ref, sar_total_segments: of, sar_segment_seqnum: n } = fields;
  return ref === undefined ? null : partOf(numberOf(ref), numberOf(of), numberOf(n));
}

/** Null when the numbers are impossible: then the text is a text of its own. */
const partOf = (ref: number, of: number, number: number): Part | null =>
  of > 1 && number >= 1 && number <= of ? { ref, of, number } : null;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
