import { spentLimits } from '../../domain/messages/spending.ts';
import { today, type Today } from '../../domain/staff/today.ts';
import { withOffset, type Instant } from '../../domain/base/time.ts';
import { saidBefore } from '../callbacks/lib/to-json.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { short, table, wrap, age } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Invocation, Run } from '../framework/command.ts';

/** Hundreds of activities may lack a recent confirmation, so only the oldest are shown each day. */
const STALE_SHOWN = 10;

/** Per cent of a cost limit from which the list shows it. */
const TOLD_FROM = 80;

/** The waiting matters, and the cost limits that are nearly spent. */
type Waits = Today & { costs: Awaited<ReturnType<typeof spentLimits>> };

/** Lists the matters that wait for a human, the most urgent first. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { now } = context.moment();
    const centre = await centreAsked(context);
    const limits = (await spentLimits(context.store.db, now, TOLD_FROM)).filter(
      (one) => centre === null || one.centreId === centre,
    );
    const waits = { ...(await today(context.store.db, centre, now)), costs: limits };
    const numbers = [...waits.inbox, ...waits.callbacks, ...waits.undelivered];
    if (showsNumbers(invocation) && numbers.length > 0) {
      await auditLook(context, { verb: 'today', object: 'today', detail: { shown: numbers.length } });
    }
    return { json: json(waits), text: shown(invocation, waits, now) + visHint(invocation, numbers) };
  });

const json = (t: Waits): unknown => ({
  ...(t.costs.length === 0 ? {} : { costs: t.costs }),
  inbox: t.inbox.map((i) => ({ ...i, receivedAt: withOffset(i.receivedAt) })),
  callbacks: t.callbacks.map((c) => ({
    ...c,
    wishedAt: c.wishedAt === null ? null : withOffset(c.wishedAt),
    dueAt: withOffset(c.dueAt),
  })),
  unconfirmed: t.unconfirmed.map((u) => ({ ...u, startsAt: withOffset(u.startsAt) })),
  undelivered: t.undelivered.map((u) => ({ ...u, at: withOffset(u.at) })),
  assignments: t.short.map((a) => ({ ...a, startsAt: withOffset(a.startsAt) })),
  activities: t.stale.map((a) => ({ ...a, confirmedAt: a.confirmedAt === null ? null : withOffset(a.confirmedAt) })),
});

function shown(invocation: Invocation, t: Waits, now: Instant): string {
  const parts = [
    listed('Limits of cost', t.costs, () => costs(invocation, t)),
    listed('To ring', t.callbacks, () => toRing(invocation, t, now)),
    listed('Inbox', t.inbox, () => inbox(invocation, t, now)),
    listed('Yeses to confirm', t.unconfirmed, () => unconfirmed(invocation, t)),
    listed('Assignments without people', t.short, () => withoutPeople(invocation, t, now)),
    listed('Did not arrive', t.undelivered, () => undelivered(invocation, t, now)),
    listed('Activities to ask about', t.stale, () => stale(invocation, t)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Nothing waits.' : parts.join('\n\n');
}

const listed = (title: string, rows: readonly unknown[], drawn: () => string): string | null =>
  rows.length === 0 ? null : `${title} (${rows.length})\n${drawn()}`;

const on = (instant: Instant): string => withOffset(instant).slice(0, 16).replace('T', ' ');

const costs = (invocation: Invocation, t: Waits): string =>
  table(
    invocation.io,
    ['centre', 'limit', 'spent', 'texts that wait'],
    t.costs.map((c) => [
      c.centreId,
      `${c.limitOre / 100} kr a ${c.span}`,
      `${Math.floor((c.spentOre * 100) / c.limitOre)} %`,
      c.spentOre >= c.limitOre ? `${c.waiting}: all but replies, confirmations, cancellations and need` : '-',
    ]),
  );

const toRing = (invocation: Invocation, { callbacks }: Today, now: Instant): string =>
  table(
    invocation.io,
    ['id', 'number', wrap('why'), wrap('words'), 'in', wrap('promised')],
    callbacks.map((c) => [
      c.short,
      numberShown(invocation, c.number),
      c.reason,
      saidBefore(c),
      c.language,
      c.overdue
        ? `OVERDUE by ${age(c.dueAt, now)}`
        : c.wishedAt !== null
          ? `wishes ${on(c.wishedAt)}`
          : `in ${age(now, c.dueAt)}`,
    ]),
  );

const inbox = (invocation: Invocation, t: Today, now: Instant): string =>
  table(
    invocation.io,
    ['id', 'age', 'number', wrap('why'), wrap('text'), wrap('who')],
    t.inbox.map((i) => [
      i.short,
      age(i.receivedAt, now),
      numberShown(invocation, i.number),
      i.reason,
      short(i.body, 40),
      i.assignedTo,
    ]),
  );

const unconfirmed = (invocation: Invocation, t: Today): string =>
  table(
    invocation.io,
    ['assignment', wrap('what'), 'begins', wrap('who'), wrap('said')],
    t.unconfirmed.map((u) => [u.short, short(u.title, 40), on(u.startsAt), u.name, short(u.note ?? 'yes', 40)]),
  );

const withoutPeople = (invocation: Invocation, t: Today, now: Instant): string =>
  table(
    invocation.io,
    ['id', wrap('what'), 'begins', 'in', 'have', 'asked'],
    t.short.map((a) => [
      a.short,
      short(a.title, 40),
      on(a.startsAt),
      age(now, a.startsAt),
      `${a.confirmed} of ${a.needs}`,
      a.asked,
    ]),
  );

const undelivered = (invocation: Invocation, t: Today, now: Instant): string =>
  table(
    invocation.io,
    ['number', wrap('what'), wrap('why'), 'age'],
    t.undelivered.map((u) => [numberShown(invocation, u.number), u.kind, u.reason, age(u.at, now)]),
  );

function stale(invocation: Invocation, t: Today): string {
  const oldest = t.stale.slice(0, STALE_SHOWN);
  const rows = oldest.map((a) => [
    a.short,
    short(a.title, 40),
    short(a.organiser, 30),
    a.confirmedAt === null ? 'never' : a.confirmedAt.slice(0, 10),
  ]);
  const more = t.stale.length - oldest.length;
  const rest = more > 0 ? `\nAnd ${more} more. See: ringerunde activities list` : '';
  return table(invocation.io, ['id', wrap('what'), wrap('organiser'), 'confirmed'], rows) + rest;
}
