import type { FlowEvent, Line } from '../../conversation/ask.ts';
import { advance, askOf, begin, type Perform, type Step } from '../../conversation/advance.ts';
import type { Flow, KeptState, Onward } from '../../conversation/flow.ts';
import { endConversation, keepNew, keepOn, type Conversation } from './conversations.ts';
import { listedAsFits } from './list-length.ts';
import type { Scene } from './scene.ts';

/** Sentences and a question on their way to the person. */
export interface Said {
  said: Line[];
  ask: NonNullable<Step['rest']>['ask'] | null;
  /** In a call: the next flow, which cannot take place in the call. */
  elsewhere?: Onward;
}

/** Flows that begin one another more often than this have a fault. */
const ONWARD_MAX = 5;

/**
 * Begins a flow, and the flows that follow from it. A flow that waits for an answer becomes the open conversation in
 * place of the one before; a flow that only says something leaves that one open.
 */
export async function beginFlow(
  scene: Scene,
  name: string,
  input: unknown,
  before: Conversation | null,
): Promise<Said> {
  const flow = flowNamed(scene, name);
  const step = await begin(flow, input, performIn(scene));
  return follow(scene, flow, step, before, 0);
}

/**
 * Sends an event to the open conversation.
 * @returns 'not expected' when the conversation has no use for the event
 */
export async function advanceFlow(
  scene: Scene,
  conversation: Conversation,
  event: FlowEvent,
): Promise<Said | 'not expected'> {
  const flow = flowNamed(scene, conversation.flow);
  const whole = await advance(flow, conversation.kept, event, performIn(scene));
  if (whole === 'not expected') return whole;
  const step = listedAsFits(scene, flow, whole);
  await keepOn(scene, conversation, step);
  if (step.onward === null) return { said: step.said, ask: step.rest?.ask ?? null };
  if (isElsewhere(scene, step.onward)) return { said: step.said, ask: null, elsewhere: step.onward };
  const next = await beginFlow(scene, step.onward.begin, step.onward.input, null);
  return { ...next, said: [...step.said, ...next.said] };
}

async function follow(
  scene: Scene,
  flow: Flow,
  whole: Step,
  before: Conversation | null,
  depth: number,
): Promise<Said> {
  const step = listedAsFits(scene, flow, whole);
  if (step.onward !== null) {
    if (depth >= ONWARD_MAX) throw new Error(`${flow.name} leads on without end`);
    if (isElsewhere(scene, step.onward)) return { said: step.said, ask: null, elsewhere: step.onward };
    const next = flowNamed(scene, step.onward.begin);
    const onward = await begin(next, step.onward.input, performIn(scene));
    const talk = await follow(scene, next, onward, before, depth + 1);
    return { ...talk, said: [...step.said, ...talk.said] };
  }
  if (step.rest !== null) {
    if (before !== null) await endConversation(scene, before.id);
    await keepNew(scene, flow, step);
  }
  return { said: step.said, ask: step.rest?.ask ?? null };
}

/**
 * The open conversation in this version of its flow, with its question.
 * @returns null when the flow cannot read it any more: it is then ended, and the person begins anew
 */
export async function resume(
  scene: Scene,
  conversation: Conversation,
): Promise<{ conversation: Conversation; ask: Said['ask'] & object } | null> {
  const flow = scene.app.flows.get(conversation.flow);
  const kept = flow === undefined ? null : upgraded(flow, conversation);
  if (flow !== undefined && kept !== null) {
    try {
      return { conversation: { ...conversation, kept, version: flow.version }, ask: askOf(flow, kept) };
    } catch (error) {
      scene.app.log.warn({ flow: flow.name, error: String(error) }, 'a kept conversation is damaged');
    }
  }
  await endConversation(scene, conversation.id);
  return null;
}

function upgraded(flow: Flow, { version, kept }: Conversation): KeptState | null {
  if (version === flow.version) return kept;
  return flow.upgrade?.(kept, version) ?? null;
}

/** Flows without personal data: the only ones for a caller with an unproven number (docs/rules.md L2). */
const PUBLIC_FLOWS: ReadonlySet<string> = new Set([
  'phone-menu',
  'find-activities',
  'show-activity',
  'set-language',
  // About one offer, for a caller who knows the code that was texted to the number.
  'offer-by-code',
]);

/**
 * Whether a flow cannot take place in this call: a caller who wants a human is put through and not promised a call, and
 * private matters go by text.
 */
export function isElsewhere({ call }: Scene, { begin: name }: Onward): boolean {
  if (call === undefined) return false;
  return name === 'call-me' || (call.proof !== 'proven' && !PUBLIC_FLOWS.has(name));
}

function flowNamed({ app }: Scene, name: string): Flow {
  const flow = app.flows.get(name);
  if (flow === undefined) throw new Error(`There is no flow ${name}`);
  return flow;
}

function performIn(scene: Scene): Perform {
  return (name, input) => {
    const run = scene.app.operations.get(name);
    if (run === undefined) throw new Error(`There is no call ${name}`);
    return run(scene, input);
  };
}
