import { cancelBroadcast } from '../../domain/broadcasts/control.ts';
import { changeBroadcast } from './lib/change.ts';

/** Ends a broadcast. */
export const run = changeBroadcast({ verb: 'cancel', made: 'cancelled', make: cancelBroadcast });
