import { pauseBroadcast } from '../../domain/broadcasts/control.ts';
import { changeBroadcast } from './lib/change.ts';

/** Pauses a broadcast. */
export const run = changeBroadcast({ verb: 'pause', made: 'paused', make: pauseBroadcast });
