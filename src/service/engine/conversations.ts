import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Tx } from '../../db/schema/index.ts';
import type { Flow, KeptState } from '../../conversation/flow.ts';
import type { Step } from '../../conversation/advance.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import type { Scene } from './scene.ts';

/** A conversation as it is kept between two turns. */
export interface Conversation {
  id: string;
  flow: string;
  version: number;
  kept: KeptState;
  /** How many times in a row we did not understand. */
  misses: number;
  activeAt: string;
}

/** What somebody who has not answered for this long is no longer in the middle of. */
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

/** The conversation that somebody is in by text, if there is one. */
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

/** What is no JSON any more is no state of any flow: `resume` ends it. It must not keep a STOPP from being heard. */
function keptOf(state: string): KeptState {
  try {
    return JSON.parse(state) as KeptState;
  } catch {
    return { value: null, context: {} };
  }
}

/** Keeps a new conversation that rests, with its deadlines. */
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

/** Keeps a conversation that is held in a call by text, too. It lapses like any list that somebody was sent. */
export async function keepCopy(scene: Scene, { flow, version, kept }: Conversation): Promise<void> {
  const { tx, moment, centre, person } = scene;
  const id = moment.ids.next('conversation');
  const state = JSON.stringify(kept);
  await insertOpen(tx, { id, centre: centre.id, person: person.id, flow, version, state, now: moment.now, call: null });
  // As XState names the `after` of that state.
  const event = `xstate.after.lapse.${flow}.${String(kept.value)}`;
  await insertDeadline(tx, { key: `${id}:${event}`, id, event, due: later(moment.now, DAY_MS) });
}

/** A conversation as it can be kept in another one, which is held in between. */
interface SetAside {
  flow: string;
  version: number;
  state: string;
  deadlines: { event: string; dueAt: string }[];
}

/** What it takes to take a conversation up again when the one that is held in between has ended. */
export async function setAside(tx: Tx, { id, flow, version, kept }: Conversation): Promise<SetAside> {
  const due = await tx.selectFrom('deadline').select(['event', 'due_at']).where('conversation_id', '=', id).execute();
  const deadlines = due.map(({ event, due_at: dueAt }) => ({ event, dueAt }));
  return { flow, version, state: JSON.stringify(kept), deadlines };
}

/** Opens again, by text, what was set aside, in place of what is open. */
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

/** From now on it is held in a call. Its deadlines go: a call ends before they do. */
export async function moveToCall(tx: Tx, { id, version, kept }: Conversation, callId: string): Promise<void> {
  const state = JSON.stringify(kept);
  await tx.updateTable('conversation').set({ call_id: callId, version, state }).where('id', '=', id).execute();
  await clearDeadlines(tx, { id });
}

/** Keeps where a conversation has come to, or ends it. Rows of deadlines are cleared before new ones are set. */
export async function keepOn(scene: Scene, conversation: Conversation, step: Step, misses = 0): Promise<void> {
  const { tx, moment } = scene;
  if (step.rest === null) return endConversation(scene, conversation.id);
  const { id, version } = conversation;
  await update(tx, { id, version, state: JSON.stringify(step.rest.kept), misses, now: moment.now });
  for (const event of step.clear) await clearDeadline(tx, { key: `${conversation.id}:${event}` });
  await setDeadlines(scene, conversation.id, step);
}

/** Notes that we did not understand once more; the conversation stays where it is. */
export async function keepMissed(scene: Scene, conversation: Conversation): Promise<void> {
  const { id, version, kept, misses } = conversation;
  await update(scene.tx, { id, version, state: JSON.stringify(kept), misses: misses + 1, now: scene.moment.now });
}

export async function endConversation(scene: Pick<Scene, 'tx' | 'moment'>, id: string): Promise<void> {
  await end(scene.tx, { id, now: scene.moment.now });
  await clearDeadlines(scene.tx, { id });
}

async function setDeadlines({ tx, moment, call }: Scene, id: string, step: Step): Promise<void> {
  // A call ends long before any question of it lapses.
  if (call !== undefined) return;
  for (const { event, afterMs } of step.set) {
    await insertDeadline(tx, { key: `${id}:${event}`, id, event, due: later(moment.now, afterMs) });
  }
}
