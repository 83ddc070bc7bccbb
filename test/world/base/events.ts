export type Happening = () => unknown;

/** What is to happen, soonest first; of the same instant, what was planned first. A binary heap. */
export interface Events {
  /** @param at milliseconds since 1970 */
  plan(at: number, happening: Happening): void;
  /** The next one that happens no later than `until`; undefined when there is none. */
  take(until: number): { at: number; happening: Happening } | undefined;
}

interface Planned {
  at: number;
  order: number;
  happening: Happening;
}

const isBefore = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createEvents(): Events {
  const heap: Planned[] = [];
  let planned = 0;
  const swapIf = (above: number, below: number): boolean => {
    const [a, b] = [heap[above], heap[below]];
    if (a === undefined || b === undefined || !isBefore(b, a)) return false;
    [heap[above], heap[below]] = [b, a];
    return true;
  };
  const smallest = (at: number): number => {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [l, r] = [heap[left], heap[right]];
    return r !== undefined && l !== undefined && isBefore(r, l) ? right : left;
  };
  return {
    plan(at, happening) {
      let place = heap.push({ at, order: planned++, happening }) - 1;
      while (place > 0 && swapIf((place - 1) >> 1, place)) place = (place - 1) >> 1;
    },
    take(until) {
      const [first] = heap;
      if (first === undefined || first.at > until) return undefined;
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last;
        let [place, child] = [0, smallest(0)];
        while (swapIf(place, child)) [place, child] = [child, smallest(child)];
      }
      return first;
    },
  };
}
