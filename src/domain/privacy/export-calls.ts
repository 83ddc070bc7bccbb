import type { Db } from '../../db/schema/index.ts';
import { EXPORTED } from './export-columns.ts';
import type { Of } from './export-lists.ts';
import { rowOf, wordsOf, type Row } from './export-row.ts';

type Clean = Of['clean'];

/** Calls in both directions with the person's words in them, and outgoing calls, placed or waiting. */
export async function callsOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const calls = await db
    .selectFrom('call')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('started_at')
    .execute();
  const placed = await db
    .selectFrom('outgoing_call')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('seq')
    .execute();
  const rows: Row[] = [];
  for (const call of calls) {
    const outgoing = placed.find(({ id }) => id === call.outgoing_id);
    rows.push({
      ...rowOf(EXPORTED.call, call, clean),
      ...(outgoing === undefined ? {} : rowOf(EXPORTED.outgoing_call, outgoing, clean)),
      said: await saidIn(db, call.id),
      ...(await recordingOf(db, call.id, clean)),
    });
  }
  const answered = new Set(calls.map((call) => call.outgoing_id));
  const unanswered = placed.filter(({ id }) => !answered.has(id));
  return [...rows, ...unanswered.map((o) => ({ direction: 'outbound', ...rowOf(EXPORTED.outgoing_call, o, clean) }))];
}

/** Spoken words and pressed keys, step by step; null when the words are erased. */
async function saidIn(db: Db, callId: string): Promise<string | null> {
  const steps = await db
    .selectFrom('arrival')
    .select('payload')
    .where('kind', '=', 'call')
    .where('id', 'like', `${callId}:%`)
    .orderBy('seq')
    .execute();
  const said = steps.map(({ payload }) => wordsOf(payload)).filter((words) => words !== '');
  return said.length === 0 ? null : said.join(' / ');
}

/** The last recording of a call, unless erased. */
async function recordingOf(db: Db, callId: string, clean: Clean): Promise<Row> {
  const recording = await db
    .selectFrom('recording')
    .selectAll()
    .where('call_id', '=', callId)
    .where('erased_at', 'is', null)
    .orderBy('made_at', 'desc')
    .executeTakeFirst();
  return recording === undefined ? { recordedSeconds: null } : rowOf(EXPORTED.recording, recording, clean);
}
