import type { Ask, Choice, FlowEvent } from './ask.ts';

/** A free answer that is keyed in: how many digits it has at most, and what they stand for. */
export interface Field {
  slot: string;
  digitsMax: number;
  /** Null where the digits make no sense. */
  value(digits: string): string | number | null;
}

const FIELDS: Readonly<Record<string, Omit<Field, 'slot'>>> = {
  place: { digitsMax: 4, value: (digits) => (/^\d{4}$/.test(digits) ? digits : null) },
  code: { digitsMax: 3, value: (digits) => (/^\d{3}$/.test(digits) ? digits : null) },
  persons: { digitsMax: 1, value: (digits) => (/^[1-9]$/.test(digits) ? Number(digits) : null) },
};

/** What is keyed in where a question has no choices but takes an answer that digits can write; null where there is none. */
export function fieldOf(ask: Ask): Field | null {
  if (ask.choices.length > 0) return null;
  for (const { slot } of ask.takes ?? []) {
    const field = slot === undefined ? undefined : FIELDS[slot];
    if (slot !== undefined && field !== undefined) return { slot, ...field };
  }
  return null;
}

/** The key of each choice: its place in the list, unless it has one of its own. */
export const keysOf = (ask: Ask): { key: number; choice: Choice }[] =>
  ask.choices.map((choice, i) => ({ key: choice.key ?? i + 1, choice }));

/** What was keyed in as an event of the flow; null when it means nothing to the question. 0 and * are not asked about here. */
export function hearKeys(ask: Ask, digits: string): FlowEvent | null {
  const field = fieldOf(ask);
  if (field === null) return keysOf(ask).find(({ key }) => String(key) === digits)?.choice.send ?? null;
  const value = field.value(digits);
  if (value === null) return null;
  const taking = ask.takes?.find(({ slot }) => slot === field.slot);
  return taking === undefined ? null : { type: taking.send, slots: { [field.slot]: value } };
}
