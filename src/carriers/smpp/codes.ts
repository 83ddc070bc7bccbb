import { later, never, type CarrierCode, type Outcome } from '../base/carrier.ts';

/** The meaning of each command_status (SMPP 3.4, 5.1.3), by name. */
export const SMPP_CODES: Readonly<Record<string, CarrierCode>> = {
  ESME_RINVMSGLEN: never(
    'content',
    'The text is longer than the message centre takes. Shorten it, or change SMPP_LONG_TEXTS.',
  ),
  ESME_RINVCMDLEN: never('configuration', 'The message centre cannot read what we send. Change SMPP_LONG_TEXTS.'),
  ESME_RINVCMDID: never('configuration', 'The message centre does not know this request. Ask the provider.'),
  ESME_RINVBNDSTS: later('configuration', 'The connection may not send texts. Ask the provider for a transceiver.'),
  ESME_RALYBND: later('configuration', 'Somebody is connected with this account already. Ask for more connections.'),
  ESME_RINVPRTFLG: never('configuration', 'The message centre does not take this priority.'),
  ESME_RINVREGDLVFLG: never(
    'configuration',
    'The message centre gives no delivery receipts. Ask the provider for them.',
  ),
  ESME_RSYSERR: later('other', 'The message centre has a fault. The text goes out later.'),
  ESME_RINVSRCADR: never('configuration', 'The number of the centre may not send. Ask the provider to open it.'),
  ESME_RINVDSTADR: never('invalid number', 'This is not a number that takes texts. Correct it.'),
  ESME_RBINDFAIL: later('configuration', 'The message centre does not let us in just now.'),
  ESME_RINVPASWD: never('configuration', 'The password is wrong. Check SMPP_PASSWORD.'),
  ESME_RINVSYSID: never('configuration', 'The account is unknown. Check SMPP_SYSTEM_ID.'),
  ESME_RMSGQFUL: later('other', 'The queue at the message centre is full. They go out later.'),
  ESME_RINVSERTYP: never('configuration', 'The message centre does not take this kind of service.'),
  ESME_RINVESMCLASS: never('configuration', 'The message centre takes no headers. Set SMPP_LONG_TEXTS=sar or payload.'),
  ESME_RSUBMITFAIL: later('other', 'The message centre could not take the text. It goes out later.'),
  ESME_RINVSRCTON: never('configuration', 'The message centre does not take this kind of sender.'),
  ESME_RINVSRCNPI: never('configuration', 'The message centre does not take this kind of sender.'),
  ESME_RINVDSTTON: never('invalid number', 'The message centre does not take this kind of number.'),
  ESME_RINVDSTNPI: never('invalid number', 'The message centre does not take this kind of number.'),
  ESME_RINVSYSTYP: never('configuration', 'The kind of system is wrong. Check SMPP_SYSTEM_TYPE.'),
  ESME_RTHROTTLED: later('other', 'We send faster than agreed. They go out a little later.'),
  ESME_RINVEXPIRY: never('configuration', 'The message centre does not take this validity period.'),
  ESME_RINVDCS: never('content', 'The message centre does not take this alphabet.'),
  ESME_RX_T_APPN: later('other', 'The receiver cannot take it just now.'),
  ESME_RX_P_APPN: never('blocked', 'The receiver does not take it. Ring instead.'),
  ESME_RX_R_APPN: never('blocked', 'The receiver turned it down. Ring instead.'),
  ESME_ROPTPARNOTALLWD: never('configuration', 'The message centre takes no such field. Change SMPP_LONG_TEXTS.'),
  ESME_RINVPARLEN: never('configuration', 'The message centre takes no such field. Change SMPP_LONG_TEXTS.'),
  ESME_RINVOPTPARAMVAL: never('configuration', 'The message centre takes no such field. Change SMPP_LONG_TEXTS.'),
  ESME_RDELIVERYFAILURE: never('other', 'The message centre could not deliver it. Ring instead.'),
};

/** The meaning of a code; an unlisted one, such as a provider's own, settles nothing and is not repeated. */
export const meaningOfStatus = (code: string): CarrierCode =>
  SMPP_CODES[code] ?? never('other', `The message centre answered ${code}. Ask the provider what it means.`);

/** The name of a command_status, else its number. */
export function nameOfStatus(status: number, errors: Readonly<Record<string, number>>): string {
  const name = Object.keys(errors).find((key) => errors[key] === status);
  return name ?? `0x${status.toString(16).padStart(8, '0')}`;
}

/** The outcome of a text that the message centre refused: it has surely not left. */
export function outcomeOfStatus(code: string): Exclude<Outcome, { outcome: 'accepted' | 'unknown' | 'halted' }> {
  const { retry, settles } = meaningOfStatus(code);
  return retry === 'later'
    ? { outcome: 'refused', code, because: 'busy' }
    : { outcome: 'rejected', code, because: settles };
}

/** With these, every connection fails until the account is repaired. */
export const WRONG_ACCOUNT: ReadonlySet<string> = new Set(['ESME_RINVPASWD', 'ESME_RINVSYSID', 'ESME_RINVSYSTYP']);
