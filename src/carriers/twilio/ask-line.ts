import type { CallLine } from '../base/line.ts';
import type { AskLine } from '../simulated-call/follow.ts';
import { callRouteOf } from './call-routes.ts';

/**
 * Sends the requests that TwiML names to the service, as Twilio would. Needs no signature, because both ends are in one
 * process.
 */
export function askLineOf(line: CallLine, publicUrl: string): AskLine {
  const { origin, pathname } = new URL(publicUrl);
  const prefix = pathname.replace(/\/$/, '');
  return async (address, fields) => {
    const { origin: theirs, pathname: path } = new URL(address, origin);
    const ours = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
    const take = theirs === origin ? callRouteOf(ours, line) : null;
    if (take === null) throw new Error(`There is nothing of ours at ${address}`);
    const { body = '' } = await take(fields);
    return body;
  };
}
