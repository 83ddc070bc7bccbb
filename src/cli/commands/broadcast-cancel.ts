import { cancelBroadcast } from '../../domain/broadcast-control.ts';
import { changeBroadcast } from '../broadcast-change.ts';

/** Ends a broadcast. */
export const run = changeBroadcast({ verb: 'cancel', made: 'cancelled', make: cancelBroadcast });
