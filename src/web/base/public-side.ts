import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';

/** Headers that a proxy adds to a forwarded request. */
const FORWARDED = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|cf-connecting-ip)$/;

/** Whether a proxy has forwarded a request. */
export const isForwarded = (headers: IncomingHttpHeaders): boolean =>
  Object.keys(headers).some((name) => FORWARDED.test(name));

/** Whether a request came from outside: through a proxy, or to the public name. */
export function isFromOutside(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  const named = (headers.host ?? '').toLowerCase().replace(/:\d*$/, '');
  return isForwarded(headers) || (named === hostname && hostname !== 'localhost');
}

/** Passes on requests from outside as if nothing were there: pages for watching are for those who run the service. */
export const onlyFromInside =
  (publicUrl: string): RequestHandler =>
  ({ headers }, _response, next) =>
    next(isFromOutside(headers, publicUrl) ? 'router' : undefined);
