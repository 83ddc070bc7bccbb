import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import type { Changed } from '../../../service/activities/tell-changes.ts';
import { agreed, leftAlone } from '../../framework/confirm.ts';
import { openAppFor } from '../../framework/app.ts';
import { audit, type AuditedAction } from '../../framework/audit.ts';
import { numberShown } from '../../framework/arguments.ts';
import { count, table } from '../../framework/print.ts';
import type { App } from '../../../service/engine/scene.ts';
import type { CommandResult, CommandContext } from '../../framework/command.ts';

type Inside = (tx: Tx, moment: Moment, changed: Changed) => Promise<void>;

/** A change to an activity that people are told of. */
export interface ActivityChange {
  id: string;
  /** The change itself; calls `inside` in its transaction. */
  make: (app: App, inside: Inside) => Promise<Changed>;
  /** What happens, as the beginning of a sentence: "Strikkekafé is cancelled". */
  happens: string;
  deed: AuditedAction;
  /** What else the answer in JSON says. */
  about: Readonly<Record<string, unknown>>;
}

interface Message {
  to: string;
  body: string;
  parts: number;
}

/** Carries what a change would do out of a transaction that is undone. */
class Previewed extends Error {
  readonly changed: Changed;
  readonly messages: Message[];
  constructor(changed: Changed, messages: Message[]) {
    super('undone on purpose');
    this.changed = changed;
    this.messages = messages;
  }
}

/** Shows whom a change reaches, asks, and makes it. With `--dry-run` it only shows. */
export async function changeAndNotify(context: CommandContext, change: ActivityChange): Promise<CommandResult> {
  const { invocation } = context;
  const app = await openAppFor(context);
  const { changed, messages } = await preview(app, change);
  if (['no such occurrence', 'not found'].includes(changed.outcome)) {
    throw new Refusal(`It does not take place then. See: ringerunde activities show ${change.id}`);
  }
  if (changed.outcome === 'in the past') throw new Refusal('It has taken place already, and is left as it was.');
  const about = { id: change.id, ...change.about };
  if (changed.outcome.startsWith('already')) {
    return { json: { ...about, outcome: changed.outcome, told: 0 }, text: `It is ${changed.outcome}.` };
  }
  const reached = `${change.happens}, and ${count(messages.length, 'person', 'people')} will be told.`;
  if (invocation.options['dryRun'] === true) {
    const rows = messages.map((m) => [numberShown(invocation, m.to), m.body, m.parts]);
    return {
      json: { ...about, outcome: `would be ${changed.outcome}`, told: messages.length, messages, dryRun: true },
      text: `${reached}\n${table(['to', 'text', 'parts'], rows, 'Nobody is signed up.')}\nNothing was done.`,
    };
  }
  if ((await agreed(invocation, reached)) === 'no') return leftAlone;

  let told = 0;
  const { outcome } = await change.make(app, async (tx, moment, made) => {
    if (made.outcome.startsWith('already')) return;
    told = (await messagesSince(tx, moment)).length;
    await audit(context, tx, { ...change.deed, detail: { ...change.deed.detail, told } });
  });
  return { json: { ...about, outcome, told }, text: `${change.happens}. ${count(told, 'person', 'people')} told.` };
}

async function preview(app: App, { make }: ActivityChange): Promise<{ changed: Changed; messages: Message[] }> {
  try {
    const changed = await make(app, async (tx, moment, made) => {
      throw new Previewed(made, await messagesSince(tx, moment));
    });
    return { changed, messages: [] };
  } catch (error) {
    if (error instanceof Previewed) return error;
    throw error;
  }
}

/** What this transaction has put into the outbox: whoever opted out is not among them. */
async function messagesSince(tx: Tx, { now }: Moment): Promise<Message[]> {
  return tx
    .selectFrom('outbox')
    .select(['number as to', 'body', 'parts'])
    .where('created_at', '=', now)
    .where('kind', '=', 'change')
    .where('state', '=', 'pending')
    .orderBy('seq')
    .execute();
}
