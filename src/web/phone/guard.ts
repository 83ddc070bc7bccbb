import type { Request, RequestHandler } from 'express';
import { isDemonstration, type Config } from '../../config.ts';

const OURSELVES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Accepts requests only under our own host names. Otherwise another website could point its name at 127.0.0.1 and read
 * and write here (DNS rebinding). With real telephones, only this machine's own names are accepted.
 */
export function onlyOurHosts(config: Pick<Config, 'publicUrl' | 'carrier'>): RequestHandler {
  const publicHost = isDemonstration(config) ? new URL(config.publicUrl).host : null;
  return (request, response, next) => {
    const host = request.headers.host?.toLowerCase() ?? '';
    if (host !== '' && (host === publicHost || isOurselves(host, request.socket.localPort))) return next();
    response.status(421).json({ error: 'This address is not one of ours. Set PUBLIC_URL to it if it should be.' });
  };
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
