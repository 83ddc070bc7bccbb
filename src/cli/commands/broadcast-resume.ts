import { resumeBroadcast } from '../../domain/broadcasts.ts';
import { changeBroadcast } from '../broadcast-change.ts';

/** Lets a broadcast go on. */
export const run = changeBroadcast({ verb: 'resume', made: 'resumed', make: resumeBroadcast });
