import { resumeBroadcast } from '../../domain/broadcasts/control.ts';
import { changeBroadcast } from './lib/change.ts';

/** Lets a broadcast go on. */
export const run = changeBroadcast({ verb: 'resume', made: 'resumed', make: resumeBroadcast });
