import type { House } from '../../service/engine/scene.ts';
import type { Desk } from './command.ts';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** The house over a command's database: with flows, sentences and the same clock. */
export async function openHouseAt({ store, clock, ids, call }: Desk): Promise<House> {
  const { openHouse } = await import('../../service/app/open-app.ts');
  return openHouse({ store, clock, ids, log: SILENT, root: call.io.root });
}
