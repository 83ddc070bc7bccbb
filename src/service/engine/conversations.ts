import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Tx } from '../../db/schema/index.ts';
import type { Flow, KeptState } from '../../conversation/flow.ts';
import type { Step } from '../../conversation/advance.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import type { Scene } from './scene.ts';

/** A conversation as stored between two turns. */
export interface Conversation {
  id: string;
  flow: string;
  version: number;
  kept: KeptState;
  /** Number of texts in a row that were not understood. */
  misses: number;
  activeAt: string;
}

/** After this time without an answer, a person is no longer in the middle of a conversation. */
export const IDLE_MS = 15 * 60 * 1000;

interface Row {
  id: string;
  flow: string;
  version: number;
  state: string;
  misses: number;
  active_at: string;
}

const open = compiled<{ person: string }, Row>((db, arg) =>
  db
    .selectFrom('conversation')
    .select(['id', 'flow', 'version', 'state', 'misses', 'active_at'])
    .where('person_id', '=', arg('person'))
    .where('status', '=', 'open')
    .where('call_id', 'is', null),
);

const openInCall = compiled<{ call: string }, Row>((db, arg) =>
  db
    .selectFrom('conversation')
    .select(['id', 'flow', 'version', 'state', 'misses', 'active_at'])
    .where('call_id', '=', arg('call'))
    .where('status', '=', 'open')
    .where('call_id', 'is not', null),
);

const update = compiledChange<{ id: string; version: number; state: string; misses: number; now: string }>((db, arg) =>
  db
    .updateTable('conversation')
    .set({ version: arg('version'), state: arg('state'), misses: arg('misses'), active_at: arg('now') })
    .where('id', '=', arg('id')),
);

const end = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('conversation')
    .set({ status: 'ended', state: '{}', ended_at: arg('now') })
    .where('id', '=', arg('id')),
);

const clearDeadlines = compiledChange<{ id: string }>((db, arg) =>
  db.deleteFrom('deadline').where('conversation_id', '=', arg('id')),
);

const clearDeadline = compiledChange<{ key: string }>((db, arg) =>
  db.deleteFrom('deadline').where('key', '=', arg('key')),
);

const insertDeadline = compiledChange<{ key: string; id: string; event: string; due: string }>((db, arg) =>
  db.insertInto('deadline').values({
    key: arg('key'),
    conversation_id: arg('id'),
    event: arg('event'),
    due_at: arg('due'),
  }),
);

const insertOpen = compiledChange<{
  id: string;
  centre: string;
  person: string;
  flow: string;
  version: number;
  state: string;
  now: string;
  call: string | null;
}>((db, arg) =>
  db.insertInto('conversation').values({
    id: arg('id'),
    centre_id: arg('centre'),
    person_id: arg('person'),
    flow: arg('flow'),
    version: arg('version'),
    state: arg('state'),
    status: 'open',
    misses: 0,
    opened_at: arg('now'),
    active_at: arg('now'),
    call_id: arg('call'),
  }),
);

/** The person's open conversation by text; null without one. */
export async function openConversation(tx: Tx, personId: string): Promise<Conversation | null> {
  return conversationOf(await open(tx, { person: personId }));
}

/** The conversation that is held in a call. */
export async function conversationInCall(tx: Tx, callId: string): Promise<Conversation | null> {
  return conversationOf(await openInCall(tx, { call: callId }));
}

function conversationOf([row]: Row[]): Conversation | null {
  if (row === undefined) return null;
  const { id, flow, version, misses } = row;
  return { id, flow, version, misses, kept: keptOf(row.state), activeAt: row.active_at };
}

/**
 * A state that is not JSON is no state of any flow, and `resume` ends it. It must not prevent a STOPP from being read.
 */
function keptOf(state: string): KeptState {
  try {
    return JSON.parse(state) as KeptState;
  } catch {
    return { value: null, context: {} };
  }
}

/** Stores a new conversation that waits for an answer, with its deadlines. */
export async function keepNew(scene: Scene, flow: Flow, step: Step): Promise<void> {
  if (step.rest === null) return;
  const { tx, moment, centre, person } = scene;
  const id = moment.ids.next('conversation');
  await insertOpen(tx, {
    id,
    centre: centre.id,
    person: person.id,
    flow: flow.name,
    version: flow.version,
    state: JSON.stringify(step.rest.kept),
    now: moment.now,
    call: scene.call?.id ?? null,
  });
  await setDeadlines(scene, id, step);
}

/** Stores a copy by text of a conversation in a call. It lapses as any list by text does. */
export async function keepCopy(scene: Scene, { flow, version, kept }: Conversation): Promise<void> {
  const { tx, moment, centre, person } = scene;
  const id = moment.ids.next('conversation');
  const state = JSON.stringify(kept);
  await insertOpen(tx, { id, centre: centre.id, person: person.id, flow, version, state, now: moment.now, call: null });
  // XState's name for the `after` event of that state.
  const event = `xstate.after.lapse.${flow}.${String(kept.value)}`;
  await insertDeadline(tx, { key: `${id}:${event}`, id, event, due: later(moment.now, DAY_MS) });
}

/** A conversation as stored inside the one that interrupts it. */
interface SetAside {
  flow: string;
  version: number;
  state: string;
  deadlines: { event: string; dueAt: string }[];
}

/** The data for resuming a conversation after the one that interrupts it. */
export async function setAside(tx: Tx, { id, flow, version, kept }: Conversation): Promise<SetAside> {
  const due = await tx.selectFrom('deadline').select(['event', 'due_at']).where('conversation_id', '=', id).execute();
  const deadlines = due.map(({ event, due_at: dueAt }) => ({ event, dueAt }));
  return { flow, version, state: JSON.stringify(kept), deadlines };
}

/** Reopens an interrupted conversation by text, in place of the open one. */
export async function takeUpAgain(scene: Scene, held: SetAside): Promise<void> {
  const { tx, moment, centre, person } = scene;
  const between = await openConversation(tx, person.id);
  if (between !== null) await endConversation(scene, between.id);
  const id = moment.ids.next('conversation');
  const { flow, version, state, deadlines } = held;
  await insertOpen(tx, { id, centre: centre.id, person: person.id, flow, version, state, now: moment.now, call: null });
  for (const { event, dueAt } of deadlines) {
    await insertDeadline(tx, { key: `${id}:${event}`, id, event, due: dueAt });
  }
}

/** Moves a conversation into a call. Its deadlines go, because a call ends before they are due. */
export async function moveToCall(tx: Tx, { id, version, kept }: Conversation, callId: string): Promise<void> {
  const state = JSON.stringify(kept);
  await tx.updateTable('conversation').set({ call_id: callId, version, state }).where('id', '=', id).execute();
  await clearDeadlines(tx, { id });
}

/** Stores the new state of a conversation, or ends it. Rows of deadlines are deleted before new ones are set. */
export async function keepOn(scene: Scene, conversation: Conversation, step: Step, misses = 0): Promise<void> {
  const { tx, moment } = scene;
  if (step.rest === null) return endConversation(scene, conversation.id);
  const { id, version } = conversation;
  await update(tx, { id, version, state: JSON.stringify(step.rest.kept), misses, now: moment.now });
  for (const event of step.clear) await clearDeadline(tx, { key: `${conversation.id}:${event}` });
  await setDeadlines(scene, conversation.id, step);
}

/** Counts one more text that was not understood; the conversation keeps its state. */
export async function keepMissed(scene: Scene, conversation: Conversation): Promise<void> {
  const { id, version, kept, misses } = conversation;
  await update(scene.tx, { id, version, state: JSON.stringify(kept), misses: misses + 1, now: scene.moment.now });
}

export async function endConversation(scene: Pick<Scene, 'tx' | 'moment'>, id: string): Promise<void> {
  await end(scene.tx, { id, now: scene.moment.now });
  await clearDeadlines(scene.tx, { id });
}

async function setDeadlines({ tx, moment, call }: Scene, id: string, step: Step): Promise<void> {
  // A call ends long before any of its questions lapses.
  if (call !== undefined) return;
  for (const { event, afterMs } of step.set) {
    await insertDeadline(tx, { key: `${id}:${event}`, id, event, due: later(moment.now, afterMs) });
  }
}
