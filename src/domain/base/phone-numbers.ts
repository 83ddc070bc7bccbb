import parsePhoneNumber, { type CountryCode, type NumberType } from 'libphonenumber-js/max';

/** A telephone number that is valid in its country's numbering plan. */
export interface PhoneNumber {
  /** "+4791234567". */
  e164: string;
  /**
   * 'other': premium-rate, freephone, company, satellite and machine numbers, and any other that is no person's phone.
   */
  kind: 'mobile' | 'landline' | 'other';
  /** ISO 3166, two letters; SJ is Svalbard, in the Norwegian plan. Empty when the number belongs to no country. */
  country: string;
}

const words = (list: string): string[] => list.split(' ');

/**
 * Countries whose mobiles get texts. An allow-list, because a deny-list always lacks some number that fraud uses
 * (docs/rules.md D7: satellite numbers are valid mobiles). Norway, the Nordic countries, the rest of the EEA, and
 * Ukraine and the United Kingdom, whose newcomers keep their numbers.
 */
export const TEXTED_COUNTRIES: ReadonlySet<string> = new Set([
  ...words('NO SJ'),
  ...words('AX DK FI FO GL IS SE'),
  ...words('AT BE BG CY CZ DE EE ES FR GR HR HU IE IT LI LT LU LV MT NL PL PT RO SI SK'),
  ...words('UA GB'),
]);

const PARSED_MAX = 10_000;
const TEXT_MAX = 60;
const parsed = new Map<string, PhoneNumber | null>();

/**
 * The number in a text as people write it, Norwegian without a country code ("91 23 45 67", "0047 912 34 567", "tlf: 90
 * 12 34 56"); null without a valid number, or with more digits after it: two numbers are not one.
 */
export function parseNumber(text: string): PhoneNumber | null {
  if (text.length > TEXT_MAX) return null;
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const number = read(text);
  if (parsed.size >= PARSED_MAX) parsed.clear();
  parsed.set(text, number);
  return number;
}

function read(text: string): PhoneNumber | null {
  const number = parsePhoneNumber(text, 'NO');
  // Not isPossible(), which accepts 00000000. The library takes "91234567, 37012345" for a number with an extension.
  if (!number?.isValid() || number.ext !== undefined) return null;
  return { e164: number.number, kind: kindOf(number.getType()), country: countryOf(number.country) };
}

const kindOf = (type: NumberType): PhoneNumber['kind'] =>
  type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'landline' : 'other';

const countryOf = (country: CountryCode | undefined): string => country ?? '';

/** Ranges that hold only mobiles: a search through thousands of volunteers then parses few numbers. */
const NORWEGIAN_MOBILE = /^\+47(?:4[016-8]|9\d)\d{6}$/;

/** True when the service may start a text to this number: a mobile of a country on the list. */
export function canText(e164: string): boolean {
  if (NORWEGIAN_MOBILE.test(e164)) return true;
  const number = parseNumber(e164);
  return number?.kind === 'mobile' && TEXTED_COUNTRIES.has(number.country);
}

/**
 * True when the service answers texts from this number. Wider than {@link canText} by the Norwegian eight-digit ranges
 * for mobiles and machines (Nkom: 4, 9 and 59): a number that sent a text can receive one, even if the tables do not
 * know it yet.
 */
export function canReply(e164: string): boolean {
  return canText(e164) || (/^\+47(4|9|59)\d+$/.test(e164) && e164.length === 11);
}

/**
 * True when the service may call this number: a mobile or landline of a country on the list, never a premium-rate
 * number.
 */
export function canCall(e164: string): boolean {
  const number = parseNumber(e164);
  return number !== null && number.kind !== 'other' && TEXTED_COUNTRIES.has(number.country);
}

/** Hidden numbers come in as these: "anonymous", "restricted", "blocked", "unknown" and "unavailable" on a keypad (docs/rules.md T6). */
const HIDDEN = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253']);

/** Whether a number replaces that of a caller who hides it: it belongs to no person. */
export const isHiddenNumber = (number: string): boolean => HIDDEN.has(number.replace(/^(?:\+|00)/, ''));

/** A sender: the number, and a foreign channel ("whatsapp"). */
export interface SenderAddress {
  /** E.164 for a readable number; else as received: a name, a short code. */
  number: string;
  channel: string | null;
}

/** The sender in an address as networks write it: "+4740000001", "004740000001", "4740000001", "40000001", "whatsapp:+47...". */
export function senderOf(address: string): SenderAddress {
  const [, scheme, inside] = /^([a-z][a-z_-]*):(.+)$/i.exec(address.trim()) ?? [];
  const channel = scheme === undefined || scheme.toLowerCase() === 'tel' ? null : scheme.toLowerCase();
  return { number: spelledOut(inside ?? address), channel };
}

function spelledOut(address: string): string {
  const said = address.trim();
  if (looksLikeNumber(said) || !/^\+?[\d\s().-]{8,20}$/.test(said)) return said;
  // Abroad, a number without plus begins with its country code.
  return (parseNumber(said) ?? parseNumber(`+${said.replace(/\D/g, '')}`))?.e164 ?? said;
}

/** True when a text has the shape of E.164 (ITU-T): plus and 7 to 15 digits. The number need not exist. */
export const looksLikeNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/** A number as people write it, in E.164; null without one. Accepts test numbers, which are in no numbering plan. */
export function numberIn(text: string): string | null {
  const plain = text.trim();
  if (isHiddenNumber(plain)) return null;
  return parseNumber(text)?.e164 ?? (looksLikeNumber(plain) ? plain : null);
}

/** A number for logs and lists: "+47******67". Shows only the last two digits of a text that is no number. */
export function masked(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 7) return '******';
  const lead = number.startsWith('+47') ? '+47' : looksLikeNumber(number) ? number.slice(0, 3) : '';
  return `${lead}******${digits.slice(-2)}`;
}
