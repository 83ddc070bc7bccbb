import { example } from '../../flows/_example.ts';
import { flows } from '../../flows/index.ts';
import { walk, type Walk } from '../../src/conversation/explore.ts';
import type { Flow } from '../../src/conversation/flow.ts';

/** Every flow that the line can hold, and the template from which new ones are made. */
export const ALL_FLOWS: readonly Flow[] = [...flows, example] as unknown as readonly Flow[];

/** The same for `describe.each`. */
export const EACH_FLOW = ALL_FLOWS.map((flow) => ({ name: flow.name, flow }));

const walked = new Map<Flow, Promise<Walk>>();

/** The walk over every path of a flow, made once: to look at and not to change. */
export function walkOf(flow: Flow): Promise<Walk> {
  const known = walked.get(flow) ?? walk(flow);
  walked.set(flow, known);
  return known;
}
