import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Router } from 'express';
import { isSimulated, type Config } from '../../config.ts';

const OURSELVES = ['localhost', '127.0.0.1', '[::1]'];
/** Headers that a proxy adds to a forwarded request. */
const FORWARDED = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|cf-connecting-ip)$/;
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * Accepts only requests of this machine, under its own names, that no proxy has forwarded. Otherwise another website
 * could point its name at 127.0.0.1 and read and write here (DNS rebinding), and a proxy would open the page to all its
 * users. With an open page, the public address is accepted too.
 */
export function onlyOurHosts(config: Pick<Config, 'publicUrl' | 'phonePageOpen'>): RequestHandler {
  const publicHost = config.phonePageOpen ? new URL(config.publicUrl).host : null;
  return (request, response, next) => {
    const host = request.headers.host?.toLowerCase() ?? '';
    const isNamed = host !== '' && (host === publicHost || isOurselves(host, request.socket.localPort));
    if (isNamed && (config.phonePageOpen || isFromHere(request))) return next();
    response.status(421).json({ error: 'The telephone answers on this machine alone: http://localhost and its port.' });
  };
}

const isFromHere = ({ socket, headers }: Request): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && !Object.keys(headers).some((name) => FORWARDED.test(name));

const COOKIE = 'ringerunde-phone';
const KEY_BYTES = 16;

/**
 * With a carrier, the page opens only by a link with a key, new at every start: a proxy on this machine that sends the
 * local name and adds no header looks like this machine itself.
 * @returns the path of the link
 */
export function shutWithoutKey(router: Router, config: Pick<Config, 'carrier'>): string {
  if (isSimulated(config)) return '/phone';
  const key = randomBytes(KEY_BYTES).toString('base64url');
  router.use('/phone', (request, response, next) => {
    if (isKey(key, cookieOf(request))) return next();
    if (request.method === 'GET' && isKey(key, request.query['key'])) {
      return response.cookie(COOKIE, key, { httpOnly: true, sameSite: 'strict', path: '/phone' }).redirect('/phone');
    }
    response.status(403).json({ error: 'The telephone opens by the link that the service prints when it starts.' });
  });
  return `/phone?key=${key}`;
}

const cookieOf = ({ headers: { cookie = '' } }: Request): string | undefined =>
  new RegExp(`(?:^|; *)${COOKIE}=([\\w-]*)`).exec(cookie)?.[1];

function isKey(key: string, given: unknown): boolean {
  const [a, b] = [Buffer.from(key), Buffer.from(typeof given === 'string' ? given : '')];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isOurselves(host: string, port: number | undefined): boolean {
  return OURSELVES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

/** Accepts posts only from our own page: another page can set neither this origin nor this header. */
export const onlyOurPage: RequestHandler = (request, response, next) => {
  if (isSameOrigin(request) && request.headers['x-ringerunde'] === 'phone') return next();
  response.status(403).json({ error: 'Only the page of the phone may do this.' });
};

function isSameOrigin({ headers: { origin, host } }: Request): boolean {
  if (origin === undefined || host === undefined || !/^https?:\/\//.test(origin)) return false;
  return origin.replace(/^https?:\/\//, '').toLowerCase() === host.toLowerCase();
}
