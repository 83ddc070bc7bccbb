import { textOf, fitsWhole, type Text } from '../../channels/sms.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Words } from '../../channels/words.ts';
import type { Line } from '../../conversation/ask.ts';
import type { Centre, Db } from '../../db/schema/index.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import type { StaffAlertKind, WaitingAlert } from '../../domain/staff/staff-alerts.ts';
import { toWall, type Instant } from '../../domain/base/time.ts';

/** One matter in a text to staff: a number or a title, and a time; never a name, and never the person's words. */
type Matter = Line;

/** The sentence of each kind, in the order in which staff read them: the matter, and what to do now. */
const SENTENCES: readonly (readonly [StaffAlertKind, Line['key']])[] = [
  ['crisis', 'notice.crisis'],
  ['worry', 'notice.worry'],
  ['organiser', 'notice.organiser'],
  ['withdrawal', 'notice.withdrawal'],
  ['undelivered change', 'notice.undelivered'],
  ['missed promise', 'notice.missed'],
  ['voicemail', 'notice.voicemail'],
  ['cost', 'notice.cost'],
];

/** Number of matters of each kind that are written out; for more than these, the text has their count. */
const WRITTEN_OUT_MAX = 3;

/**
 * A text to staff that says all they need for acting at once, in two parts at most: fewer matters are written out until
 * it fits.
 * @returns null when the matters have been erased
 */
export async function alertText(
  db: Db,
  centre: Pick<Centre, 'name'>,
  waiting: readonly WaitingAlert[],
  words: Words,
): Promise<Text | null> {
  const matters = new Map<StaffAlertKind, Matter[]>();
  for (const alert of waiting) {
    const matter = await matterOf(db, alert);
    if (matter !== null) matters.set(alert.kind, [...(matters.get(alert.kind) ?? []), matter]);
  }
  if (matters.size === 0) return null;
  const from: Line = { key: 'common.from', params: { centre: centre.name } };
  for (let writtenOut = WRITTEN_OUT_MAX; ; writtenOut--) {
    const lines = SENTENCES.flatMap(([kind, key]): Line[] => {
      const of = matters.get(kind);
      return of === undefined ? [] : [{ key, params: { matters: together(of, writtenOut, words) } }];
    });
    const telling = {
      said: [{ key: 'notice.urgent' as const, params: { lines: { as: 'lines', of: lines } } } as Line],
      ask: null,
      from,
    };
    if (writtenOut === 0 || fitsWhole(telling, words)) return textOf(telling, words);
  }
}

/** "90 00 00 01 (...), 90 00 00 02 (...) og 3 til"; with none written out, "5 personer". */
function together(matters: readonly Matter[], writtenOut: number, words: Words): string {
  if (writtenOut === 0) return words({ key: 'notice.count', params: { count: matters.length } });
  const shown = matters
    .slice(0, writtenOut)
    .map((matter) => words(matter))
    .join(', ');
  const rest = matters.length - writtenOut;
  return rest <= 0 ? shown : `${shown} ${words({ key: 'notice.more', params: { count: rest } })}`;
}

/** Null when the row of the alert is gone. */
async function matterOf(db: Db, { kind, about, notedAt }: WaitingAlert): Promise<Matter | null> {
  switch (kind) {
    case 'cost':
      return costMatter(about);
    case 'crisis':
    case 'worry':
      return numberAt(await callbackOf(db, about), notedAt);
    case 'missed promise': {
      const callback = await callbackOf(db, about);
      if (callback === undefined) return null;
      const due = day(callback.due_at);
      return isWithheld(callback.number)
        ? { key: 'notice.hiddenDue', params: { day: due } }
        : { key: 'notice.due', params: { number: phone(callback.number), day: due } };
    }
    case 'voicemail':
      return voiceMessage(db, about, notedAt);
    case 'withdrawal': {
      const found = await db.selectFrom('assignment').selectAll().where('id', '=', about).executeTakeFirst();
      if (found === undefined) return null;
      const starts = { as: 'day', of: found.starts_at } as const;
      return { key: 'notice.titled', params: { title: clip(found.title, ALONE_MAX), day: starts } };
    }
    case 'undelivered change':
      return untold(db, about, notedAt);
    case 'organiser':
      return numberAt(
        await db.selectFrom('inbox_item').select('number').where('arrival_id', '=', about).executeTakeFirst(),
        notedAt,
      );
  }
}

/** `about` is the day or the month, and the spent per cent of its limit. */
function costMatter(about: string): Matter {
  const [of = '', percent = ''] = about.split(':');
  const isMonth = of.length === 'yyyy-mm'.length;
  if (percent === '100') return { key: isMonth ? 'notice.costMonthFull' : 'notice.costDayFull' };
  return { key: isMonth ? 'notice.costMonth' : 'notice.costDay', params: { percent } };
}

const callbackOf = (db: Db, id: string) =>
  db.selectFrom('callback').selectAll().where('id', '=', id).executeTakeFirst();

function numberAt(of: { number: string } | undefined, at: Instant): Matter | null {
  if (of === undefined) return null;
  return isWithheld(of.number)
    ? { key: 'notice.hidden', params: { day: day(at) } }
    : { key: 'notice.number', params: { number: phone(of.number), day: day(at) } };
}

async function voiceMessage(db: Db, recordingId: string, at: Instant): Promise<Matter | null> {
  const recording = await db
    .selectFrom('recording')
    .select('callback_id')
    .where('id', '=', recordingId)
    .executeTakeFirst();
  const callback = await callbackOf(db, recording?.callback_id ?? '');
  if (callback === undefined) return null;
  const id = shortId('callback', callback.short_no);
  return isWithheld(callback.number)
    ? { key: 'notice.hiddenMessage', params: { day: day(at), id } }
    : { key: 'notice.message', params: { number: phone(callback.number), day: day(at), id } };
}

/**
 * A change that was not delivered: the number to ring, and the subject. The undelivered text contains title and day.
 */
async function untold(db: Db, outboxId: string, at: Instant): Promise<Matter | null> {
  const row = await db.selectFrom('outbox').select(['number', 'said']).where('id', '=', outboxId).executeTakeFirst();
  if (row === undefined || row.number === '') return null;
  const [line] = row.said === null ? [] : (JSON.parse(row.said) as Line[]);
  const { title, day: when } = line?.params ?? {};
  if (typeof title !== 'string' || when === undefined) return numberAt(row, at);
  return { key: 'notice.untold', params: { number: phone(row.number), title: clip(title, ALONE_MAX), day: when } };
}

const day = (instant: Instant) => ({ as: 'day', of: toWall(instant) }) as const;
const phone = (number: string) => ({ as: 'phone', of: number }) as const;
