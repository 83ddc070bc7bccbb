import { shortId } from '../../../domain/staff/short-ids.ts';
import type { Broadcast, BroadcastKind, Db } from '../../../db/schema/index.ts';
import { countsOf, repliesCount, type BroadcastCounts } from '../../../domain/broadcasts/report.ts';
import { withOffset } from '../../../domain/base/time.ts';
import type { Preview } from '../../../service/broadcasts/preview.ts';
import { count, facts } from '../../framework/print.ts';
import { safe } from '../../framework/escape.ts';

/** Øre in the usual form of kroner: "12,60 kr". */
export const kronerShown = (ore: number): string => `${(ore / 100).toFixed(2).replace('.', ',')} kr`;

const WHY: Readonly<Record<string, string>> = {
  'not concerned': 'neither volunteer, signed up, organiser nor staff: a service message does not concern them',
  'no consent': 'have not said that they want such messages',
  landline: 'have a landline that we do not ring',
  'cannot be called': 'have a number that we do not ring',
  'cannot be texted': 'have a number that we do not write to',
  'same text': 'got the same text within twelve hours',
  'opted out': 'have said STOP',
  gone: 'are not known any more',
  duplicate: 'are in several of the segments, and get it once',
};

/** The reason for leaving persons out, in words. */
export const reasonShown = (reason: string): string => WHY[reason] ?? reason;

const GOES_TO: Readonly<Record<BroadcastKind, string>> = {
  service: 'volunteers, those who signed up, organisers and staff: people whom it concerns',
  requested: 'those who asked for it',
  campaign: 'those whose consent is on record',
};

/** The preview of a broadcast for the terminal. */
export function previewShown(preview: Preview, { kind, to }: { kind: BroadcastKind; to: readonly string[] }): string {
  const { recipients, byCall, abroad, parts, costOre, finishAt, startsAt, perSecond } = preview;
  const texts = preview.texts.map(
    ({ language, people, encoding, parts: n, body }) =>
      `${language}: ${count(people, 'person', 'people')}, ${encoding}, ${count(n, 'part')}\n${indented(body)}`,
  );
  const left = preview.leftOut.map(({ reason, count: n }) => `  ${String(n).padStart(6)}  ${reasonShown(reason)}`);
  const fallbacks = preview.fallbacks.map(
    ({ language, people }) => `${count(people, 'person reads', 'people read')} ${language}, and get the centre's text.`,
  );
  const whole = `${count(recipients, 'person', 'people')}${abroad === 0 ? '' : ` (${abroad} abroad)`}, ${count(parts, 'part')}, ${kronerShown(costOre)}.`;
  const ways =
    byCall === 0
      ? []
      : [
          `${recipients - byCall} by text and ${byCall} by call, which is not in the cost: they have a landline, or prefer it.`,
        ];
  const when =
    recipients === 0
      ? []
      : [
          `Begins ${withOffset(startsAt)}; ends about ${finishAt === null ? 'months from now' : withOffset(finishAt)}, ` +
            `at ${count(perSecond, 'message')} a second.`,
        ];
  return [
    facts([
      ['to', to.join('  and  ')],
      ['kind', `${kind}: goes to ${GOES_TO[kind]}`],
    ]),
    '',
    ...texts,
    '',
    whole,
    ...ways,
    ...(left.length === 0 ? [] : ['Left out:', ...left]),
    ...fallbacks,
    ...when,
  ].join('\n');
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${safe(line)}`)
    .join('\n');

/** A preview in JSON. */
export const previewJson = (preview: Preview, row: Pick<Broadcast, 'id' | 'short_no'> | null) => ({
  id: row?.id ?? null,
  short: row === null ? null : shortId('broadcast', row.short_no),
  recipients: preview.recipients,
  byText: preview.recipients - preview.byCall,
  byCall: preview.byCall,
  leftOut: preview.leftOut,
  parts: preview.parts,
  cost: preview.costOre / 100,
  texts: preview.texts,
  fallbacks: preview.fallbacks,
  startsAt: withOffset(preview.startsAt),
  finishAt: preview.finishAt === null ? null : withOffset(preview.finishAt),
});

/** The progress of a broadcast in JSON. */
export async function broadcastJson(db: Db, row: Broadcast) {
  const { queued, sent, delivered, failed, uncertain, dropped, calls } = await countsOf(db, row);
  return {
    id: row.id,
    short: shortId('broadcast', row.short_no),
    status: row.status,
    queued,
    sent,
    delivered,
    failed,
    uncertain,
    replies: await repliesCount(db, row.id),
    dropped,
    calls,
    recipients: row.recipients,
    kind: row.kind,
    to: JSON.parse(row.wanted) as string[],
    createdBy: row.created_by,
    second: row.second_by,
    createdAt: withOffset(row.created_at),
    sendAt: row.send_at === null ? null : withOffset(row.send_at),
    finishedAt: row.finished_at === null ? null : withOffset(row.finished_at),
  };
}

/** "412 sent (398 delivered), 2 failed, 88 left". */
export function countsShown({ queued, sent, delivered, failed, uncertain, dropped, calls }: BroadcastCounts): string {
  const pieces = [`${sent} sent (${delivered} delivered)`];
  if (failed > 0) pieces.push(`${failed} failed`);
  if (uncertain > 0) pieces.push(`${uncertain} uncertain`);
  if (dropped > 0) pieces.push(`${dropped} not sent`);
  const all = [...pieces, `${queued} left`].join(', ');
  return calls === 0 ? all : `${all}; ${count(calls, 'of them a call', 'of them calls')}`;
}
