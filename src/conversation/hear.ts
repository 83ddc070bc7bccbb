import type { Ask, FlowEvent, Understood } from './ask.ts';

/**
 * The event that an answer means to the open question, or null. A number selects the choice in that place, unless the
 * question asks for a number itself ("how many are you?").
 */
export function hear(ask: Ask, heard: Understood): FlowEvent | null {
  const { intent, slots } = heard;
  return (
    taken(ask, heard, 'slot') ?? numbered(ask, slots['choice']) ?? meant(ask, intent) ?? taken(ask, heard, 'intent')
  );
}

function taken(ask: Ask, { intent, slots }: Understood, by: 'slot' | 'intent'): FlowEvent | null {
  for (const taking of ask.takes ?? []) {
    const named = by === 'slot' ? taking.slot !== undefined : taking.slot === undefined;
    if (!named) continue;
    if (taking.intent !== undefined && taking.intent !== intent) continue;
    if (taking.slot !== undefined && slots[taking.slot] === undefined) continue;
    return { type: taking.send, slots: withoutUndefined(slots) };
  }
  return null;
}

function numbered(ask: Ask, choice: string | number | true | undefined): FlowEvent | null {
  return typeof choice === 'number' ? (ask.choices[choice - 1]?.send ?? null) : null;
}

function meant(ask: Ask, intent: string): FlowEvent | null {
  return ask.choices.find((c) => c.means?.includes(intent))?.send ?? null;
}

function withoutUndefined(slots: Understood['slots']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, value]) => (value === undefined ? [] : [[name, value === true ? 1 : value]])),
  );
}
