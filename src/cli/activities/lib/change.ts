import { dryRun } from '../../../db/write.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import type { Changed } from '../../../service/activities/tell-changes.ts';
import { agreed, leftAlone } from '../../framework/confirm.ts';
import { openAppFor } from '../../framework/app.ts';
import { audit, type AuditedAction } from '../../framework/audit.ts';
import { numberShown } from '../../framework/arguments.ts';
import { count, table, wrap } from '../../framework/print.ts';
import { momentOf, writeTurn, type Turn } from '../../../service/engine/scene.ts';
import type { CommandResult, CommandContext } from '../../framework/command.ts';

/** A change of an activity about which persons are told. */
export interface ActivityChange {
  id: string;
  short: string;
  make: (turn: Turn) => Promise<Changed>;
  /** The change as the beginning of a sentence: "Strikkekafé is cancelled". */
  happens: string;
  action: AuditedAction;
  /** Other fields of the answer in JSON. */
  about: Readonly<Record<string, unknown>>;
  /** The change is made without a question when no person is told of it. */
  quiet?: boolean;
}

/** The persons that a change reaches, and how. */
interface Reached {
  messages: Message[];
  /** Numbers that the line calls. */
  calls: string[];
  /** Number of persons that staff must call. */
  toRing: number;
}

interface Message {
  to: string;
  body: string;
  parts: number;
}

/** Shows the persons that a change reaches, asks, and makes the change. With `--dry-run` it only shows. */
export async function changeAndNotify(context: CommandContext, change: ActivityChange): Promise<CommandResult> {
  const { invocation } = context;
  const app = await openAppFor(context);
  const { make } = change;
  const { changed, reached } = await dryRun(app.store, async (tx) => {
    const turn = { app, tx, moment: momentOf(app) };
    return { changed: await make(turn), reached: await reachedSince(turn) };
  });
  if (['no such occurrence', 'not found'].includes(changed.outcome)) {
    throw new Refusal(`It does not take place then. See: ringerunde activities show ${change.short}`);
  }
  if (changed.outcome === 'in the past') throw new Refusal('It has taken place already, and is left as it was.');
  const about = { id: change.id, short: change.short, ...change.about };
  if (changed.outcome.startsWith('already')) {
    return {
      json: { ...about, outcome: changed.outcome, told: 0, rung: 0, toRing: 0 },
      text: `It is ${changed.outcome}.`,
    };
  }
  const what = `${change.happens}: ${reachText(reached)}.`;
  if (invocation.options['dryRun'] === true) {
    const { messages, calls } = reached;
    const rows = [
      ...messages.map((m) => [numberShown(invocation, m.to), m.body, m.parts]),
      ...calls.map((number) => [numberShown(invocation, number), 'is called by the line', null]),
    ];
    return {
      json: { ...about, outcome: `would be ${changed.outcome}`, ...counts(reached), messages, dryRun: true },
      text: `${what}\n${table(invocation.io, ['to', wrap('text'), 'parts'], rows, 'Nobody is signed up.')}\nNothing was done.`,
    };
  }
  const isAsked = change.quiet !== true || reached.messages.length + reached.calls.length + reached.toRing > 0;
  if (isAsked && (await agreed(invocation, what)) === 'no') return leftAlone;

  const { outcome, made } = await writeTurn(app, async (turn) => {
    const done = await make(turn);
    if (done.outcome.startsWith('already')) return { outcome: done.outcome, made: NOBODY };
    const now = await reachedSince(turn);
    await audit(context, turn.tx, { ...change.action, detail: { ...change.action.detail, ...counts(now) } });
    return { outcome: done.outcome, made: now };
  });
  return { json: { ...about, outcome, ...counts(made) }, text: `${change.happens}: ${reachText(made)}.` };
}

const NOBODY: Reached = { messages: [], calls: [], toRing: 0 };

const counts = ({ messages, calls, toRing }: Reached) => ({ told: messages.length, rung: calls.length, toRing });

/** "2 people get a text, 1 person is called by the line". */
function reachText({ messages, calls, toRing }: Reached): string {
  const parts = [
    messages.length === 0 ? '' : `${count(messages.length, 'person gets', 'people get')} a text`,
    calls.length === 0 ? '' : `${count(calls.length, 'person is', 'people are')} called by the line`,
    toRing === 0 ? '' : `${count(toRing, 'person', 'people')} must be rung by you (ringerunde callbacks list)`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nobody has to be told' : parts.join(', ');
}

/** The messages and calls that this transaction has queued; a person who opted out gets none. */
async function reachedSince({ tx, moment }: Turn): Promise<Reached> {
  const messages = await tx
    .selectFrom('outbox')
    .select(['number as to', 'body', 'parts'])
    .where('created_at', '=', moment.now)
    .where('kind', '=', 'change')
    .where('state', '=', 'pending')
    .orderBy('seq')
    .execute();
  const calls = await tx
    .selectFrom('outgoing_call')
    .select('number')
    .where('created_at', '=', moment.now)
    .where('kind', '=', 'change')
    .where('state', '=', 'pending')
    .orderBy('seq')
    .execute();
  const callbacks = await tx.selectFrom('callback').select('id').where('asked_at', '=', moment.now).execute();
  return { messages, calls: calls.map(({ number }) => number), toRing: callbacks.length };
}
