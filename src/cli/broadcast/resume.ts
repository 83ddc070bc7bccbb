import { resumeBroadcast } from '../../domain/broadcasts/control.ts';
import { changeBroadcast } from './lib/change.ts';

/** Resumes a broadcast. */
export const run = changeBroadcast({ verb: 'resume', made: 'resumed', make: resumeBroadcast });
