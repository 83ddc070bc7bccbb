import { pauseBroadcast } from '../../domain/broadcasts/control.ts';
import { changeBroadcast } from './lib/change.ts';

/** Lets a broadcast stand still. */
export const run = changeBroadcast({ verb: 'pause', made: 'paused', make: pauseBroadcast });
