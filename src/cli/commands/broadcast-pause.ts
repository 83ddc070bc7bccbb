import { pauseBroadcast } from '../../domain/broadcast-control.ts';
import { changeBroadcast } from '../broadcast-change.ts';

/** Lets a broadcast stand still. */
export const run = changeBroadcast({ verb: 'pause', made: 'paused', make: pauseBroadcast });
