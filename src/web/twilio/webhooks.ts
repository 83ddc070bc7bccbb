import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../../config.ts';
import type { CallLine } from '../../service/app/call-line.ts';
import type { Service } from '../../service/app/service.ts';
import { isForm, isTooLarge, readForm, type Fields, type Unreadable } from '../base/form.ts';
import { BadFields, callOf, callStatusOf, one, recordingOf, reportOf, textOf } from './fields.ts';
import { createSignatureCheck } from './signature.ts';
import type { Log } from '../../service/engine/scene.ts';
import { warnOfStranger } from '../../service/engine/strangers.ts';

export interface WebhookParts {
  service: Service;
  config: Config;
  log: Log;
}

interface Answer {
  status: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
}

type Take = (fields: Fields) => Promise<Answer>;

const XML = 'text/xml; charset=utf-8';
const NOTHING_TO_SAY: Answer = { status: 200, type: XML, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
const DONE: Answer = { status: 204 };
/** Twilio asks again when it gets this, and the message is not lost. */
const NOT_NOW: Answer = { status: 503, headers: { 'Retry-After': '5' } };
const FORBIDDEN: Answer = { status: 403 };
const UNREADABLE: Readonly<Record<Unreadable, number>> = { 'too large': 413, malformed: 400, 'broken off': 400 };

/**
 * Answers what Twilio sends, on `node:http` itself: these routes are the hot ones.
 * @returns a function that takes a request if it is one of Twilio's, and says whether it was
 */
export function createTwilioWebhooks(parts: WebhookParts): (q: IncomingMessage, a: ServerResponse) => boolean {
  const isSigned = createSignatureCheck(parts.config);
  const prefix = new URL(parts.config.publicUrl).pathname.replace(/\/$/, '');

  async function answer(request: IncomingMessage, target: string, take: Take): Promise<Answer> {
    if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
    if (isTooLarge(request)) return { status: 413 };
    const signature = request.headers['x-twilio-signature'];
    if (typeof signature !== 'string' || signature === '') return FORBIDDEN;
    if (!isForm(request)) return { status: 415 };
    const fields = await readForm(request);
    if (typeof fields === 'string') return { status: UNREADABLE[fields] };
    if (!isSigned({ signature, target, fields })) return FORBIDDEN;
    if ((one(fields, 'AccountSid') ?? parts.config.twilio?.accountSid) !== parts.config.twilio?.accountSid)
      return FORBIDDEN;
    return take(fields);
  }

  return (request, response) => {
    const target = withoutPrefix(request.url ?? '', prefix);
    const take = routeOf(target, parts);
    if (take === null) return false;
    void answer(request, target, take)
      .catch((error: unknown) => trouble(error, parts.log))
      .then((said) => {
        if (said.status === 403)
          warnOfStranger(parts.log, { path: pathOf(target) }, 'a request was not signed by Twilio');
        send(response, said);
      });
    return true;
  };
}

const pathOf = (target: string): string => target.split('?', 1)[0] ?? '';

/** PUBLIC_URL may have a path: the proxy in front takes it off, or leaves it on. */
const withoutPrefix = (target: string, prefix: string): string =>
  prefix !== '' && target.startsWith(`${prefix}/`) ? target.slice(prefix.length) : target;

function routeOf(target: string, { service }: WebhookParts): Take | null {
  const path = pathOf(target);
  if (path === '/twilio/sms') {
    return async (fields) => {
      await service.receiveText(textOf(fields));
      return NOTHING_TO_SAY;
    };
  }
  const outboxId = /^\/twilio\/status\/([\w-]{1,80})$/.exec(path)?.[1];
  if (outboxId === undefined) return callRouteOf(path, service);
  return async (fields) => {
    await service.receiveReport(reportOf(fields, outboxId));
    return DONE;
  };
}

/** What a call asks for and tells: its steps at the addresses that its TwiML names. */
export function callRouteOf(path: string, service: CallLine): Take | null {
  const spoken = async (twiml: Promise<string>): Promise<Answer> => ({ status: 200, type: XML, body: await twiml });
  if (path === '/twilio/voice') return (fields) => spoken(service.receiveCall(callOf(fields, 0)));
  if (path === '/twilio/voice/status') {
    return async (fields) => {
      const { sid, status } = callStatusOf(fields);
      await service.receiveCallStatus(sid, status);
      return DONE;
    };
  }
  const [, outgoingId, told] = /^\/twilio\/call\/([\w-]{1,80})(\/status)?$/.exec(path) ?? [];
  if (outgoingId !== undefined && told !== undefined) {
    return async (fields) => {
      const { sid, status } = callStatusOf(fields);
      await service.receiveOutgoingStatus({ id: outgoingId, sid, status });
      return DONE;
    };
  }
  if (outgoingId !== undefined) return (fields) => spoken(service.receiveCall(callOf(fields, 0, outgoingId)));
  const [, sid = '', what] = /^\/twilio\/voice\/([\w-]{1,64})\/(\d{1,4}|whisper|recording)$/.exec(path) ?? [];
  if (what === undefined) return null;
  if (what === 'whisper') return (fields) => spoken(service.receiveWhisper(sid, one(fields, 'Digits') ?? ''));
  if (what === 'recording') {
    return async (fields) => {
      await service.receiveRecording(sid, recordingOf(fields));
      return DONE;
    };
  }
  return (fields) => spoken(service.receiveCall({ ...callOf(fields, Number(what)), sid }));
}

function trouble(error: unknown, log: Log): Answer {
  if (error instanceof BadFields) return { status: 400, type: 'text/plain; charset=utf-8', body: error.message };
  log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'what Twilio sent could not be stored');
  return NOT_NOW;
}

function send(response: ServerResponse, { status, type, body = '', headers = {} }: Answer): void {
  response.writeHead(status, {
    ...(type === undefined ? {} : { 'Content-Type': type }),
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(status === 204 ? undefined : body);
}
