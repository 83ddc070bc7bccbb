/** Type of number and numbering plan of an address. */
interface Kind {
  ton: number;
  npi: number;
}

const INTERNATIONAL: Kind = { ton: 1, npi: 1 };
const UNKNOWN: Kind = { ton: 0, npi: 1 };
const ALPHANUMERIC: Kind = { ton: 5, npi: 0 };
const TON_INTERNATIONAL = 1;
const TON_ALPHANUMERIC = 5;

/**
 * Our address in the form that a message centre wants: international without "+", a short number unchanged, or a name.
 */
export function addressFields(address: string): Kind & { addr: string } {
  if (/^\+\d+$/.test(address)) return { ...INTERNATIONAL, addr: address.slice(1) };
  return { ...(/^\d+$/.test(address) ? UNKNOWN : ALPHANUMERIC), addr: address };
}

/**
 * An address from outside: E.164 when it is a whole number, whatever its stated type. Eight digits are a Norwegian
 * number; names and short numbers stay unchanged.
 */
export function addressFrom(ton: unknown, addr: unknown): string {
  const address = typeof addr === 'string' ? addr.trim() : '';
  if (ton === TON_ALPHANUMERIC || !/^\+?\d+$/.test(address)) return address;
  const digits = address.replace(/^\+|^00(?=[1-9])/, '');
  if (ton === TON_INTERNATIONAL || address.startsWith('+') || digits.length < address.length) return `+${digits}`;
  if (digits.length === 8) return `+47${digits}`;
  return digits.length >= 10 && digits.length <= 15 ? `+${digits}` : address;
}
