import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadFields, type WebhookAnswer, type Webhooks } from '../carriers/base/webhooks.ts';
import type { Log } from '../service/engine/scene.ts';
import { warnOfStranger } from '../service/engine/strangers.ts';
import { isForm, isTooLarge, readForm, type Unreadable } from './base/form.ts';

/** The carrier asks again when it gets this, and the message is not lost. */
const NOT_NOW: WebhookAnswer = { status: 503, headers: { 'Retry-After': '5' } };
const FORBIDDEN: WebhookAnswer = { status: 403 };
const UNREADABLE: Readonly<Record<Unreadable, number>> = { 'too large': 413, malformed: 400, 'broken off': 400 };

type Take = NonNullable<ReturnType<Webhooks['route']>>;

/**
 * Handles the carrier's requests on `node:http` itself, because these routes are the hot ones.
 * @returns a function that takes a request of the carrier, and returns whether it was one
 */
export function answerWebhooks(
  webhooks: Webhooks,
  { publicUrl, log }: { publicUrl: string; log: Log },
): (q: IncomingMessage, a: ServerResponse) => boolean {
  const prefix = new URL(publicUrl).pathname.replace(/\/$/, '');

  async function answer(request: IncomingMessage, target: string, take: Take): Promise<WebhookAnswer> {
    if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
    if (isTooLarge(request)) return { status: 413 };
    const signature = request.headers[webhooks.signatureHeader];
    if (typeof signature !== 'string' || signature === '') return FORBIDDEN;
    if (!isForm(request)) return { status: 415 };
    const fields = await readForm(request);
    if (typeof fields === 'string') return { status: UNREADABLE[fields] };
    return webhooks.isGenuine({ signature, target, fields }) ? take(fields) : FORBIDDEN;
  }

  return (request, response) => {
    const target = withoutPrefix(request.url ?? '', prefix);
    const take = webhooks.route(pathOf(target));
    if (take === null) return false;
    void answer(request, target, take)
      .catch((error: unknown) => trouble(error, log))
      .then((said) => {
        if (said.status === 403)
          warnOfStranger(log, { path: pathOf(target) }, 'a request was not signed by the carrier');
        send(response, said);
      });
    return true;
  };
}

const pathOf = (target: string): string => target.split('?', 1)[0] ?? '';

/** PUBLIC_URL may have a path: the proxy in front takes it off, or leaves it on. */
const withoutPrefix = (target: string, prefix: string): string =>
  prefix !== '' && target.startsWith(`${prefix}/`) ? target.slice(prefix.length) : target;

function trouble(error: unknown, log: Log): WebhookAnswer {
  if (error instanceof BadFields) return { status: 400, type: 'text/plain; charset=utf-8', body: error.message };
  log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'what the carrier sent could not be stored');
  return NOT_NOW;
}

function send(response: ServerResponse, { status, type, body = '', headers = {} }: WebhookAnswer): void {
  response.writeHead(status, {
    ...(type === undefined ? {} : { 'Content-Type': type }),
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(status === 204 ? undefined : body);
}
