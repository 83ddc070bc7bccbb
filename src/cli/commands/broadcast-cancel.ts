import { cancelBroadcast } from '../../domain/broadcasts.ts';
import { changeBroadcast } from '../broadcast-change.ts';

/** Ends a broadcast. */
export const run = changeBroadcast({ verb: 'cancel', made: 'cancelled', make: cancelBroadcast });
