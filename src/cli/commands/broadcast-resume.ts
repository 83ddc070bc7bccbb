import { resumeBroadcast } from '../../domain/broadcast-control.ts';
import { changeBroadcast } from '../broadcast-change.ts';

/** Lets a broadcast go on. */
export const run = changeBroadcast({ verb: 'resume', made: 'resumed', make: resumeBroadcast });
