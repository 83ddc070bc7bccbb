import type { Tx } from '../../../db/schema/index.ts';
import { dryRun } from '../../../db/write.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { agreed, leftAlone } from '../../framework/confirm.ts';
import { openAppFor } from '../../framework/app.ts';
import { stillThere } from './find.ts';
import { boardJson } from './to-json.ts';
import { audit, type AuditedAction } from '../../framework/audit.ts';
import { masked } from '../../../domain/base/phone-numbers.ts';
import { count, printAside } from '../../framework/print.ts';
import { safe } from '../../framework/escape.ts';
import { momentOf, writeTurn, type Turn } from '../../../service/engine/scene.ts';
import type { CommandResult, CommandContext } from '../../framework/command.ts';

/** A text that an action has put into the outbox. */
export interface QueuedText {
  name: string;
  to: string;
  language: string;
  body: string;
  parts: number;
}

/** What an action would do, or has done. */
export interface Effect<T> {
  made: T;
  messages: QueuedText[];
  /** Number of persons that staff must ring, since no text reaches them. */
  toRing: number;
}

type Make<T> = (turn: Turn) => Promise<T>;

/**
 * Performs an action in a transaction that is rolled back, and returns what it would have done. The recipient is masked
 * in its texts.
 */
export async function preview<T>(context: CommandContext, assignmentId: string, make: Make<T>): Promise<Effect<T>> {
  const app = await openAppFor(context);
  return dryRun(context.store, async (tx) => {
    await maskSecret(tx, assignmentId);
    return withEffect({ app, tx, moment: momentOf(app) }, make);
  });
}

/** Performs an action with its audit row in one transaction. */
export async function perform<T>(
  context: CommandContext,
  make: Make<T>,
  actionOf: (effect: Effect<T>) => AuditedAction | null,
): Promise<Effect<T>> {
  const app = await openAppFor(context);
  return writeTurn(app, async (turn) => {
    const effect = await withEffect(turn, make);
    const action = actionOf(effect);
    if (action !== null) await audit(context, turn.tx, action);
    return effect;
  });
}

async function withEffect<T>(turn: Turn, make: Make<T>): Promise<Effect<T>> {
  const { tx } = turn;
  const before = await lastSeq(tx);
  const callbacksBefore = await openCallbacks(tx);
  const made = await make(turn);
  const messages = await tx
    .selectFrom('outbox')
    .leftJoin('person', 'person.id', 'outbox.person_id')
    .select(['person.name', 'outbox.number as to', 'outbox.language', 'outbox.body', 'outbox.parts'])
    .where('outbox.seq', '>', before)
    .where('outbox.kind', '<>', 'staff')
    .orderBy('outbox.seq')
    .execute();
  return {
    made,
    messages: messages.map((m) => ({ ...m, name: m.name ?? masked(m.to) })),
    toRing: (await openCallbacks(tx)) - callbacksBefore,
  };
}

async function lastSeq(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select((e) => e.fn.max<number | null>('seq').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

async function openCallbacks(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('callback')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('status', '=', 'open')
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/**
 * Masks the facts that only a confirmed volunteer may know, so that a preview shows the form and length of a text
 * without naming the recipient. Only in a transaction that is rolled back.
 */
async function maskSecret(tx: Tx, assignmentId: string): Promise<void> {
  const secret = await tx
    .selectFrom('assignment_secret')
    .select(['recipient', 'address', 'phone', 'details'])
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirst();
  if (secret === undefined) return;
  const masks = Object.fromEntries(Object.entries(secret).map(([name, text]) => [name, starred(text)]));
  await tx.updateTable('assignment_secret').set(masks).where('assignment_id', '=', assignmentId).execute();
}

/** A character outside GSM-7 is replaced by another such one, so that the parts are counted right. */
const starred = (text: string): string => text.replace(/\S/gu, (c) => (/[\u0020-\u00ff]/u.test(c) ? '*' : '\u25cf'));

/** A sentence for each outcome of a list. */
type Says<T extends { outcome: string }> = Readonly<Partial<Record<T['outcome'], string>>>;

/** A decision of staff about an assignment. */
export interface StaffDecision<T extends { outcome: string }> {
  assignmentId: string;
  make: Make<T>;
  /** Outcomes that are no success: the sentence that says what to do instead. */
  refused: Says<T>;
  /** Outcomes for a repeated decision: the sentence that says so. */
  already: Says<T>;
  /** The decision as a sentence without its end: "Kari Nilsen gets "Følge til legen"". */
  happens: (effect: Effect<T>) => string;
  /** Facts that staff should weigh before they decide. */
  warnings?: readonly string[];
  /** The result, and what to do next. */
  done: (effect: Effect<T>) => string;
  action: AuditedAction;
  about?: Readonly<Record<string, unknown>>;
}

/** Shows the effect of a decision, asks, and performs it. With `--dry-run` it only shows. */
export async function decide<T extends { outcome: string }>(
  context: CommandContext,
  decision: StaffDecision<T>,
): Promise<CommandResult> {
  const { invocation } = context;
  const { assignmentId, make } = decision;
  const ahead = await preview(context, assignmentId, make);
  const settled = await settledBy(context, decision, ahead);
  if (settled !== null) return settled;

  const reached = `${decision.happens(ahead)}${reach(ahead)}.`;
  const warned = (decision.warnings ?? []).map((w) => `${w}\n`).join('');
  if (invocation.options['dryRun'] === true) {
    return {
      json: {
        ...(await boardNow(context, assignmentId)),
        ...decision.about,
        outcome: `would be ${ahead.made.outcome}`,
        ...told(ahead),
        messages: ahead.messages,
        warnings: decision.warnings ?? [],
        dryRun: true,
      },
      text: [`${warned}${reached}`, ...ahead.messages.map(messageText), 'Nothing was done.'].join('\n'),
    };
  }
  if (ahead.messages.length + ahead.toRing + warned.length > 0) {
    if (invocation.io.interactive) for (const m of ahead.messages) printAside(invocation.io, messageText(m));
    if ((await agreed(invocation, `${warned}${reached}`)) === 'no') return leftAlone;
  }

  const effect = await perform(context, make, (done) =>
    done.made.outcome in decision.refused || done.made.outcome in decision.already
      ? null
      : {
          ...decision.action,
          detail: { ...asDetail(decision.action), outcome: done.made.outcome, told: told(done).told },
        },
  );
  const otherwise = await settledBy(context, decision, effect);
  if (otherwise !== null) return otherwise;
  return {
    json: {
      ...(await boardNow(context, assignmentId)),
      ...decision.about,
      outcome: effect.made.outcome,
      ...told(effect),
      warnings: decision.warnings ?? [],
    },
    text: `${decision.done(effect)} ${toldText(effect)}`.trim(),
  };
}

/** A text as its reader will see it. */
export const messageText = ({ name, parts, body }: QueuedText): string =>
  [`To ${safe(name)}, ${count(parts, 'part')}:`, ...body.split('\n').map((line) => `  ${safe(line)}`)].join('\n');

const asDetail = ({ detail }: AuditedAction): Readonly<Record<string, string | number | null>> => detail ?? {};

async function settledBy<T extends { outcome: string }>(
  context: CommandContext,
  { assignmentId, refused, already, about }: StaffDecision<T>,
  { made: { outcome } }: Effect<T>,
): Promise<CommandResult | null> {
  const why = refused[outcome as T['outcome']];
  if (why !== undefined) throw new Refusal(why);
  const so = already[outcome as T['outcome']];
  if (so === undefined) return null;
  return { json: { ...(await boardNow(context, assignmentId)), ...about, outcome, told: 0, toRing: 0 }, text: so };
}

export async function boardNow(context: CommandContext, assignmentId: string) {
  const { db } = context.store;
  return boardJson(db, await stillThere(db, assignmentId), context.moment().now);
}

/** Number of persons who are told, and of those that staff must ring. */
const told = ({ messages, toRing }: Effect<unknown>): { told: number; toRing: number } => ({
  told: new Set(messages.map((m) => m.to)).size,
  toRing,
});

function reach(effect: Effect<unknown>): string {
  const { told: n, toRing } = told(effect);
  const calls = toRing === 0 ? '' : `, and ${count(toRing, 'person', 'people')} must be rung`;
  return n === 0 ? calls : `; ${count(n, 'person', 'people')} will get a text${calls}`;
}

function toldText(effect: Effect<unknown>): string {
  const { told: n, toRing } = told(effect);
  const calls = toRing === 0 ? '' : ` ${count(toRing, 'person', 'people')} must be rung: ringerunde callbacks list.`;
  return n === 0 ? calls.trim() : `${count(n, 'person', 'people')} told.${calls}`;
}
