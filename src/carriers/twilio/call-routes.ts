import type { CallLine } from '../base/line.ts';
import type { Fields, WebhookAnswer } from '../base/webhooks.ts';
import { callEndIn, callOf, one, recordingOf } from './fields.ts';

type Take = (fields: Fields) => Promise<WebhookAnswer>;

export const XML = 'text/xml; charset=utf-8';
export const DONE: WebhookAnswer = { status: 204 };

/** Handles a call's requests: its steps, its recordings and its end; null when the path is not one of them. */
export function callRouteOf(path: string, line: CallLine): Take | null {
  const spoken = async (twiml: Promise<string>): Promise<WebhookAnswer> => ({
    status: 200,
    type: XML,
    body: await twiml,
  });
  if (path === '/twilio/voice') return (fields) => spoken(line.receiveCall(callOf(fields, 0)));
  if (path === '/twilio/voice/status') {
    return async (fields) => {
      const { sid, end } = callEndIn(fields);
      if (end !== null) await line.receiveCallStatus(sid, end);
      return DONE;
    };
  }
  const [, outgoingId, told] = /^\/twilio\/call\/([\w-]{1,80})(\/status)?$/.exec(path) ?? [];
  if (outgoingId !== undefined && told !== undefined) {
    return async (fields) => {
      const { sid, end } = callEndIn(fields);
      if (end !== null) await line.receiveOutgoingStatus({ id: outgoingId, sid, status: end });
      return DONE;
    };
  }
  if (outgoingId !== undefined) return (fields) => spoken(line.receiveCall(callOf(fields, 0, outgoingId)));
  const [, sid = '', what] = /^\/twilio\/voice\/([\w-]{1,64})\/(\d{1,4}|whisper|recording)$/.exec(path) ?? [];
  if (what === undefined) return null;
  if (what === 'whisper') return (fields) => spoken(line.receiveWhisper(sid, one(fields, 'Digits') ?? ''));
  if (what === 'recording') {
    return async (fields) => {
      await line.receiveRecording(sid, recordingOf(fields));
      return DONE;
    };
  }
  return (fields) => spoken(line.receiveCall({ ...callOf(fields, Number(what)), sid }));
}
