import type { Ask, Choice, FlowEvent } from './ask.ts';

/** An answer keyed in as digits: the largest number of digits, and their meaning. */
export interface Field {
  slot: string;
  digitsMax: number;
  /** Null when the digits are not valid. */
  value(digits: string): string | number | null;
}

const FIELDS: Readonly<Record<string, Omit<Field, 'slot'>>> = {
  place: { digitsMax: 4, value: (digits) => (/^\d{4}$/.test(digits) ? digits : null) },
  code: { digitsMax: 6, value: (digits) => (/^\d{6}$/.test(digits) ? digits : null) },
  persons: { digitsMax: 1, value: (digits) => (/^[1-9]$/.test(digits) ? Number(digits) : null) },
};

/** The field to key in for a question without choices, or null when digits cannot answer it. */
export function fieldOf(ask: Ask): Field | null {
  if (ask.choices.length > 0) return null;
  for (const { slot } of ask.takes ?? []) {
    const field = slot === undefined ? undefined : FIELDS[slot];
    if (slot !== undefined && field !== undefined) return { slot, ...field };
  }
  return null;
}

/** The key of each choice: its own, or else its place in the list. */
export const keysOf = (ask: Ask): { key: number; choice: Choice }[] =>
  ask.choices.map((choice, i) => ({ key: choice.key ?? i + 1, choice }));

/** The event that the keyed digits mean to the open question, or null. The caller handles 0 and * itself. */
export function hearKeys(ask: Ask, digits: string): FlowEvent | null {
  const field = fieldOf(ask);
  if (field === null) return keysOf(ask).find(({ key }) => String(key) === digits)?.choice.send ?? null;
  const value = field.value(digits);
  if (value === null) return null;
  const taking = ask.takes?.find(({ slot }) => slot === field.slot);
  return taking === undefined ? null : { type: taking.send, slots: { [field.slot]: value } };
}
