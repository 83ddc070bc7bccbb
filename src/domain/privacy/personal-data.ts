import { sql, type RawBuilder } from 'kysely';
import type { Schema, Tx } from '../../db/schema/index.ts';
import { DAY_MS, later, type Instant } from '../base/time.ts';
import { shortId } from '../staff/short-ids.ts';
import { namePatterns, numberPattern, type Pattern } from './trace-patterns.ts';

/** Replaces a removed name or number. */
export const REMOVED = '[slettet]';

/** A person whose traces are searched at one centre: in texts by others, and in staff notes about others. */
export interface Traced {
  centreId: string;
  number: string;
  /** As staff entered it; searched only with two words or more, because many people share a first name. */
  name: string | null;
  /** A name that only the person gave: any two words can be texted as a name, so that it changes nothing. */
  claimed: string | null;
  /** Left out, activities and what is to come stay as they are. */
  reach: 'everywhere' | undefined;
  now: Instant;
}

export interface TracesRemoved {
  /** Number of changed rows, by table. */
  removed: Record<string, number>;
  /** Short ids of the activities and assignments that are left to staff, in order. */
  left: string[];
}

interface Searched {
  key: string;
  columns: readonly string[];
  /** The rows of a centre, where the row itself does not say. */
  ofCentre?: (centreId: string) => RawBuilder<unknown>;
  /** Rows that are left as they are: messages that tell what is to come and have not left. */
  except?: RawBuilder<unknown>;
}

const ofAssignments = (centreId: string): RawBuilder<unknown> =>
  sql`assignment_id in (select id from assignment where centre_id = ${centreId})`;
const ofBroadcasts = (centreId: string): RawBuilder<unknown> =>
  sql`broadcast_id in (select id from broadcast where centre_id = ${centreId} and status in ('done', 'cancelled'))`;
const telling = sql`kind in ('confirmation', 'change', 'reminder')`;

/** Free text that is not the person's own, by table: the key column, and the columns to search. */
const SEARCHED: Readonly<Partial<Record<keyof Schema, Searched>>> = {
  arrival: { key: 'seq', columns: ['payload'] },
  outbox: {
    key: 'seq',
    columns: ['body', 'said'],
    except: sql`${telling} and state in ('held', 'pending', 'sending')`,
  },
  outgoing_call: {
    key: 'seq',
    columns: ['purpose', 'reason'],
    except: sql`${telling} and state in ('pending', 'placing', 'placed')`,
  },
  conversation: { key: 'id', columns: ['state'] },
  inbox_item: { key: 'id', columns: ['body'] },
  callback: { key: 'id', columns: ['reason', 'words', 'shown', 'outcome'] },
  volunteer: { key: 'id', columns: ['interests', 'notes', 'extra'] },
  assignment: { key: 'id', columns: ['title', 'description', 'ordered_by', 'ordered_contact', 'reason', 'untold'] },
  assignment_secret: {
    key: 'assignment_id',
    columns: ['recipient', 'address', 'phone', 'details'],
    ofCentre: ofAssignments,
  },
  offer: { key: 'id', columns: ['note'] },
  broadcast_text: { key: 'id', columns: ['said', 'body'], ofCentre: ofBroadcasts },
  // Its name without case is looked for, and two of one centre are never the same.
  association: { key: 'id', columns: ['name', 'folded'] },
  proposal: { key: 'id', columns: ['changes', 'why'] },
  activity: {
    key: 'id',
    columns: 'title description organiser organiser_phone venue address transport url extra'.split(' '),
  },
};

/**
 * Replaces a confirmed name, and a number in any spelling, in the free text of the centre. Activities, and assignments
 * that are still to come, stay as they are: a text must not be able to change what others rely on.
 */
export async function removeTraces(tx: Tx, traced: Traced): Promise<TracesRemoved> {
  const sure = [numberPattern(traced.number), ...namePatterns(traced.name ?? '')];
  const claimed = traced.claimed === traced.name ? [] : namePatterns(traced.claimed ?? '');
  const coming = await comingAssignments(tx, traced);
  const removed: Record<string, number> = {};
  const left = new Map<string, Left>();
  for (const [table, searched] of Object.entries(SEARCHED)) {
    const isPublic = table === 'activity' || table === 'association';
    const isAssignment = table === 'assignment' || table === 'assignment_secret';
    const patterns = isPublic || isAssignment ? [...sure, ...claimed] : sure;
    for (const row of await rowsWith(tx, { table, searched, patterns, centreId: traced.centreId })) {
      const id = String(row[searched.key]);
      const changed = changesIn(row, searched, sure);
      const isReliedOn = traced.reach !== 'everywhere' && (isPublic || coming.has(id));
      const isLeft = isReliedOn || ((isPublic || isAssignment) && changed.length === 0);
      if (isLeft && changesIn(row, searched, patterns).length > 0)
        left.set(`${table} ${id}`, {
          kind: isAssignment ? 'assignment' : table === 'association' ? 'association' : 'activity',
          id,
        });
      if (isLeft || changed.length === 0) continue;
      removed[table] = (removed[table] ?? 0) + 1;
      const sets = changed.map(([c, after]) => sql`${sql.ref(c)} = ${c === 'folded' ? id : after}`);
      await sql`update ${sql.table(table)} set ${sql.join(sets)} where ${sql.ref(searched.key)} = ${row[searched.key]}`.execute(
        tx,
      );
    }
  }
  return { removed, left: await shortIdsOf(tx, [...left.values()]) };
}

/** What began within the last day may still be under way. */
const UNDER_WAY_MS = DAY_MS;

async function comingAssignments(tx: Tx, { centreId, now }: Traced): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('assignment')
    .select('id')
    .where('centre_id', '=', centreId)
    .where('starts_utc', '>', later(now, -UNDER_WAY_MS))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Whether an assignment is over, for what may be removed of it. */
export const isOver = (startsUtc: Instant, now: Instant): boolean => startsUtc <= later(now, -UNDER_WAY_MS);

/** What is left to staff. */
interface Left {
  kind: 'activity' | 'assignment' | 'association';
  id: string;
}

type Row = Record<string, string | number | null>;

async function rowsWith(
  tx: Tx,
  {
    table,
    searched: { key, columns, ofCentre, except },
    patterns,
    centreId,
  }: { table: string; searched: Searched; patterns: readonly Pattern[]; centreId: string },
): Promise<Row[]> {
  const anywhere = columns.flatMap((c) => patterns.map(({ like }) => sql`lower(${sql.ref(c)}) like ${like}`));
  const here = ofCentre?.(centreId) ?? sql`centre_id = ${centreId}`;
  const wanted = [key, ...columns].map((c) => sql.ref(c));
  const { rows } = await sql<Row>`
    select ${sql.join(wanted)} from ${sql.table(table)}
    where ${here} and not (${except ?? sql`1 = 0`}) and (${sql.join(anywhere, sql` or `)})
    order by ${sql.ref(key)}`.execute(tx);
  return rows;
}

function changesIn(row: Row, { columns }: Searched, patterns: readonly Pattern[]): [column: string, after: string][] {
  return columns.flatMap((column) => {
    const before = row[column];
    if (typeof before !== 'string') return [];
    const after = cleaned(before, patterns);
    return after === before ? [] : [[column, after] as [string, string]];
  });
}

/** JSON is searched value by value: it writes a line break as a letter. */
function cleaned(text: string, patterns: readonly Pattern[]): string {
  if (!/^\s*[[{]/.test(text)) return withoutTraces(text, patterns);
  try {
    const whole: unknown = JSON.parse(text);
    const clean = JSON.stringify(whole, (_, v: unknown) => (typeof v === 'string' ? withoutTraces(v, patterns) : v));
    return clean === JSON.stringify(whole) ? text : clean;
  } catch {
    return withoutTraces(text, patterns);
  }
}

function withoutTraces(text: string, patterns: readonly Pattern[]): string {
  const composed = text.normalize('NFC');
  const clean = patterns.reduce((rest, { exact }) => rest.replace(exact, REMOVED), composed);
  return clean === composed ? text : clean;
}

async function shortIdsOf(tx: Tx, left: readonly Left[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { kind, id } of left) {
    const row = await tx.selectFrom(kind).select('short_no').where('id', '=', id).executeTakeFirstOrThrow();
    ids.push(shortId(kind, row.short_no));
  }
  return ids.toSorted((a, b) => (a[0] === b[0] ? Number(a.slice(1)) - Number(b.slice(1)) : a < b ? -1 : 1));
}
