import { keepVoiceMessage } from '../call/voice-message.ts';
import type { CallLine, CallStep } from '../../carriers/base/line.ts';
import { bridged, comeBack, declined, lastResort, whisperOf } from '../../channels/phone.ts';
import { isTransient } from '../../db/transient-errors.ts';
import { centreByVoiceNumber } from '../../domain/centres/centres.ts';
import { endCall, findCall, takeByHuman } from '../../domain/calls/calls.ts';
import { finishCall } from '../failures/unanswered-calls.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { findArrival } from '../engine/journal.ts';
import { stepAddress, voiceFor, whisperAddress } from '../call/render-reply.ts';
import { takeAnswered, takeAtOnce } from '../turn/take-turn.ts';
import { momentOf, type App } from '../engine/scene.ts';

/** The caller waits no longer than this for a turn; the worker leaves the step alone until then. */
const TAKEN_WITHIN_MS = 10 * MINUTE_MS;

/** A caller does not wait longer than this for a busy database. */
const BUSY_MAX_MS = 20_000;

/** @param afterTurn called when a turn has committed: there may be something to send */
export function createCallLine(app: App, afterTurn: () => void): CallLine {
  const { store, log } = app;
  return {
    receiveCall: (heard) =>
      answer(app, heard, afterTurn).catch((error: unknown) => {
        // The network repeats the request with the same keys, and speaks its own words in the end.
        if (isTransient(error)) throw error;
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a step of a call could not be taken');
        return lastWords(app, heard);
      }),

    receiveWhisper: (callId, digits) => whisper(app, callId, digits),

    async receiveRecording(callId, recording) {
      const call = await findCall(store.db, callId);
      if (call === undefined || recording.seconds <= 0) return;
      await store.write((tx) => keepVoiceMessage({ tx, moment: momentOf(app) }, { ...recording, call }));
    },

    async receiveCallStatus(callId) {
      await store.write((tx) => endCall(tx, momentOf(app), callId));
      afterTurn();
    },

    async receiveOutgoingStatus({ id, sid, status }) {
      await store.write(async (tx) => {
        await endCall(tx, momentOf(app), sid);
        await finishCall(tx, momentOf(app), { id, sid, status });
      });
      afterTurn();
    },
  };
}

async function answer(app: App, heard: CallStep, afterTurn: () => void): Promise<string> {
  const id = `${heard.sid}:${heard.step}`;
  const retryAt = later(momentOf(app).now, TAKEN_WITHIN_MS);
  const step = { id, kind: 'call', centreId: null, peer: null, payload: heard, retryAt } as const;
  const taken = await takeAtOnce(app, step);
  const said = taken === 'already noted' ? await saidTo(app, id) : taken.answer;
  afterTurn();
  if (said !== null) return said;
  const left = await findArrival(app.store.db, id);
  if (left !== undefined && left.answer !== null) return left.answer;
  const waitedMs = left?.state === 'new' ? Date.parse(momentOf(app).now) - Date.parse(left.received_at) : Infinity;
  if (waitedMs > BUSY_MAX_MS) return lastWords(app, heard);
  return comeBack(stepAddress(app, { id: heard.sid, step: heard.step - 1 }));
}

/** The answer that a repeated step got the first time; if its turn could not be taken then, takes it now. */
async function saidTo(app: App, id: string): Promise<string | null> {
  const arrival = await findArrival(app.store.db, id);
  if (arrival === undefined) throw new Error('a step was noted and is gone');
  return arrival.state === 'new' ? (await takeAnswered(app, arrival)).answer : arrival.answer;
}

async function lastWords({ store }: App, heard: CallStep): Promise<string> {
  const by = (number: string) => centreByVoiceNumber(store.db, number).catch(() => undefined);
  // In a call that the service placed, the centre's number is the one that it comes from.
  return lastResort((await by(heard.to)) ?? (await by(heard.from)) ?? null);
}

async function whisper(app: App, callId: string, digits: string): Promise<string> {
  const { store } = app;
  const call = await findCall(store.db, callId);
  if (call === undefined || call.phase !== 'dialling') return declined();
  if (digits === '1') {
    await store.write((tx) => takeByHuman(tx, momentOf(app), callId));
    return bridged();
  }
  if (digits !== '') return declined();
  const centre = await store.db
    .selectFrom('centre')
    .select(['id', 'name', 'language'])
    .where('id', '=', call.centre_id)
    .executeTakeFirstOrThrow();
  const line = { key: 'phone.whisper', params: { centre: centre.name } } as const;
  return whisperOf(line, whisperAddress(app, call), voiceFor(app, centre.id, centre.language));
}
