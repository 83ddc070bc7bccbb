import { later, never, type CarrierCode } from '../base/carrier.ts';

/** The codes that the service acts on, from sends and from delivery reports (docs/rules.md T4). */
export const TWILIO_CODES: Readonly<Record<string, CarrierCode>> = {
  13224: never('invalid number', 'Twilio cannot ring this number. Correct it.'),
  14107: later('blocked', 'Too many replies between two numbers within 30 seconds. Is the other side a machine?'),
  20003: never(
    'configuration',
    'Twilio does not know the account or its token. Check TWILIO_ACCOUNT_SID and _AUTH_TOKEN.',
  ),
  20404: never(
    'configuration',
    'Twilio does not find the account at this address. Check TWILIO_ACCOUNT_SID and _API_URL.',
  ),
  20429: later('other', 'Twilio is taking fewer messages at a time than we offered. They go out a little later.'),
  21211: never('invalid number', 'This is not a phone number. Correct it.'),
  21210: never('configuration', 'The number of the centre may not be used for calls. Check it in the Twilio console.'),
  21212: never('configuration', 'The number of the centre is not a sender that Twilio knows.'),
  21214: never('invalid number', 'This number cannot be rung. Ask for the right one.'),
  21215: never(
    'configuration',
    'Calls to this country are not switched on (voice geographic permissions in the console).',
  ),
  21216: never('blocked', 'Twilio does not ring this number.'),
  21219: never('configuration', 'A trial account rings only verified numbers. Upgrade it, or verify the number.'),
  21408: never(
    'configuration',
    'Texts to this country are not switched on (SMS geographic permissions in the console).',
  ),
  21603: never('configuration', 'The message had no sender. Set the number of the centre.'),
  21606: never('configuration', 'The number of the centre cannot send texts, or belongs to another account.'),
  21608: never('configuration', 'A trial account writes only to verified numbers. Upgrade it, or verify the number.'),
  21609: never('configuration', 'Twilio refuses the status address. Set PUBLIC_URL to an address on the internet.'),
  21610: never('opted out', 'This person wrote STOP to Twilio. Only START from their phone lifts it.'),
  21611: later('other', 'The queue at Twilio is full. They go out later.'),
  21612: never('configuration', 'Twilio has no route from the number of the centre to this number.'),
  21614: never('landline', 'This is not a mobile. Ring instead.'),
  21617: never('content', 'The text is longer than 1600 characters. Shorten it.'),
  21635: never('landline', 'This is a landline. Ring instead.'),
  21663: never('configuration', 'The number of the centre belongs to another region (US1 or IE1).'),
  30001: later('other', 'The queue at Twilio is full. They go out later.'),
  30002: never('configuration', 'Twilio has suspended the account.'),
  30003: later('other', 'The phone is off or out of reach.'),
  30004: never('blocked', 'The number blocks texts from us. Ring instead.'),
  30005: never('invalid number', 'The operator does not know this number. Ask for the right one.'),
  30006: never('landline', 'A landline, or an operator that cannot be reached. Ring instead.'),
  30007: never('content', 'The operator took the text for spam. Leave out links.'),
  30008: later('other', 'The operator does not say why it did not arrive.'),
  30410: later('other', 'The operator did not answer Twilio in time.'),
  30453: never('other', 'Twilio took it for a repetition of a message that it had just sent.'),
};

/** The meaning of a code; an unlisted one settles nothing and is not repeated. */
export const meaningOf = (code: string): CarrierCode =>
  TWILIO_CODES[code] ?? never('other', `Twilio error ${code}. See https://www.twilio.com/docs/api/errors/${code}`);
