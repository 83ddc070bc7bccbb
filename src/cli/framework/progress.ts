import type { Io } from './io.ts';

export interface ShownProgress {
  step: (done: number, total: number) => void;
  done: () => void;
}

/** A bar on standard error in a terminal; nothing elsewhere. */
export async function showProgress(io: Io, what: string): Promise<ShownProgress> {
  if (!io.interactive) return { step: () => {}, done: () => {} };
  const { progress } = await import('@clack/prompts');
  const bar = progress({ max: 100, output: process.stderr });
  let shown = 0;
  bar.start(what);
  return {
    step: (done, total) => {
      const part = total === 0 ? 100 : Math.floor((done / total) * 100);
      bar.advance(part - shown, `${what}: ${done} of ${total}`);
      shown = part;
    },
    done: () => bar.stop(what),
  };
}
