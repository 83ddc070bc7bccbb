import { Session, type Profiler } from 'node:inspector/promises';
import type { Deeds } from './side.ts';

export type Profile = Profiler.Profile;

/** In a side: takes a profile of the process between two moments. */
export function createProfiler(): Deeds {
  const session = new Session();
  return {
    'profile on': async () => {
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: 200 });
      await session.post('Profiler.start');
    },
    'profile off': async () => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return profile;
    },
  };
}
