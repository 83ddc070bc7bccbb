import type { Db } from '../../db/schema/index.ts';
import { DAY_MS, HOUR_MS, later, type Instant } from '../base/time.ts';

/** The person whose words are searched. */
export interface Asker {
  centreId: string;
  number: string;
  /** The call in which the person asks; undefined for a text. */
  callId: string | undefined;
  now: Instant;
}

/** Older words belong to another matter. */
const WORDS_MS = HOUR_MS;
const SHOWN_MS = 3 * DAY_MS;
/** A callback stores the newest texts, because one text alone may be no more than "1". */
const TEXTS_MAX = 3;
const WORDS_MAX = 300;
const SHOWN_MAX = 140;

/** The person's words in the call, or in texts of the last hour, newest last: "kan noen hjelpe meg? / ring meg". */
export async function wordsOf(db: Db, asker: Asker): Promise<string> {
  const rows = await (asker.callId === undefined ? textsFrom(db, asker) : stepsOf(db, asker.callId));
  const said = rows.map(({ payload }) => wordsIn(payload)).filter((words) => words !== '');
  const newest = said.slice(0, TEXTS_MAX).toReversed().join(' / ');
  return newest.length <= WORDS_MAX ? newest : `…${newest.slice(1 - WORDS_MAX)}`;
}

const textsFrom = (db: Db, { centreId, number, now }: Asker) =>
  db
    .selectFrom('arrival')
    .select('payload')
    .where('kind', '=', 'text')
    .where('peer', '=', number)
    .where('received_at', '>', later(now, -WORDS_MS))
    // The text of the current turn belongs to no centre yet.
    .where((e) => e.or([e('centre_id', '=', centreId), e('centre_id', 'is', null)]))
    .orderBy('seq', 'desc')
    .limit(TEXTS_MAX)
    .execute();

/** The steps of a call have the id of the call and their number as id. */
const stepsOf = (db: Db, callId: string) =>
  db
    .selectFrom('arrival')
    .select('payload')
    .where('kind', '=', 'call')
    .where('id', '>=', `${callId}:`)
    .where('id', '<', `${callId};`)
    .orderBy('seq', 'desc')
    .execute();

function wordsIn(payload: string): string {
  const { body, speech } = JSON.parse(payload) as { body?: unknown; speech?: unknown };
  const words = typeof speech === 'string' ? speech : body;
  return typeof words === 'string' ? words.replace(/\s+/g, ' ').trim() : '';
}

/** Sentences that name the recipient of an assignment; only `assignments show --secret` may show them. */
const SECRET = /"assignment\.(confirmed|recipient|address|phone|more)"/;

/** The last message to the person, cut to a line: the title that it is about, if it names one. */
export async function shownTo(db: Db, { centreId, number, now }: Asker): Promise<string> {
  const row = await db
    .selectFrom('outbox')
    .select(['body', 'said', 'kind'])
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .where('kind', 'not in', ['staff', 'code', 'stop_receipt'])
    .where('created_at', '>', later(now, -SHOWN_MS))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return '';
  const title = /"title":("(?:[^"\\]|\\.)*")/.exec(row.said ?? '')?.[1];
  if (title !== undefined) return cut(String(JSON.parse(title)));
  const isOpen = row.kind === 'reply' || row.kind === 'offer' || row.kind === 'broadcast';
  return isOpen && !SECRET.test(row.said ?? '') ? cut(row.body) : '';
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN_MAX ? line : `${line.slice(0, SHOWN_MAX - 1)}…`;
}
