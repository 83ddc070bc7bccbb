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

/** A change to an activity that people are told of. */
export interface ActivityChange {
  id: string;
  short: string;
  make: (turn: Turn) => Promise<Changed>;
  /** What happens, as the beginning of a sentence: "Strikkekafé is cancelled". */
  happens: string;
  action: AuditedAction;
  /** What else the answer in JSON says. */
  about: Readonly<Record<string, unknown>>;
  /** Made without a question where no person is told of it. */
  quiet?: boolean;
}

interface Message {
  to: string;
  body: string;
  parts: number;
}

/** Shows whom a change reaches, asks, and makes it. With `--dry-run` it only shows. */
export async function changeAndNotify(context: CommandContext, change: ActivityChange): Promise<CommandResult> {
  const { invocation } = context;
  const app = await openAppFor(context);
  const { make } = change;
  const { changed, messages } = await dryRun(app.store, async (tx) => {
    const turn = { app, tx, moment: momentOf(app) };
    return { changed: await make(turn), messages: await messagesSince(turn) };
  });
  if (['no such occurrence', 'not found'].includes(changed.outcome)) {
    throw new Refusal(`It does not take place then. See: ringerunde activities show ${change.short}`);
  }
  if (changed.outcome === 'in the past') throw new Refusal('It has taken place already, and is left as it was.');
  const about = { id: change.id, short: change.short, ...change.about };
  if (changed.outcome.startsWith('already')) {
    return { json: { ...about, outcome: changed.outcome, told: 0 }, text: `It is ${changed.outcome}.` };
  }
  const reached = `${change.happens}, and ${count(messages.length, 'person', 'people')} will be told.`;
  if (invocation.options['dryRun'] === true) {
    const rows = messages.map((m) => [numberShown(invocation, m.to), m.body, m.parts]);
    return {
      json: { ...about, outcome: `would be ${changed.outcome}`, told: messages.length, messages, dryRun: true },
      text: `${reached}\n${table(invocation.io, ['to', wrap('text'), 'parts'], rows, 'Nobody is signed up.')}\nNothing was done.`,
    };
  }
  const isAsked = change.quiet !== true || messages.length > 0;
  if (isAsked && (await agreed(invocation, reached)) === 'no') return leftAlone;

  const { outcome, told } = await writeTurn(app, async (turn) => {
    const made = await make(turn);
    if (made.outcome.startsWith('already')) return { outcome: made.outcome, told: 0 };
    const queued = (await messagesSince(turn)).length;
    await audit(context, turn.tx, { ...change.action, detail: { ...change.action.detail, told: queued } });
    return { outcome: made.outcome, told: queued };
  });
  return { json: { ...about, outcome, told }, text: `${change.happens}. ${count(told, 'person', 'people')} told.` };
}

/** What this transaction has put into the outbox: whoever opted out is not among them. */
async function messagesSince({ tx, moment }: Turn): Promise<Message[]> {
  return tx
    .selectFrom('outbox')
    .select(['number as to', 'body', 'parts'])
    .where('created_at', '=', moment.now)
    .where('kind', '=', 'change')
    .where('state', '=', 'pending')
    .orderBy('seq')
    .execute();
}
