import type { App } from '../../service/engine/scene.ts';
import type { CommandContext } from './command.ts';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** The app on a command's database, with flows, sentences and the same clock. */
export async function openAppFor({ store, clock, ids, config, invocation }: CommandContext): Promise<App> {
  const { openApp } = await import('../../service/app/open-app.ts');
  return openApp({ store, clock, ids, log: SILENT, root: invocation.io.root, corrected: config.sentences });
}
