import { hostname } from 'node:os';
import { makeCarrier } from '../../carriers/index.ts';
import { isDemonstration } from '../../config.ts';
import { createService, type Service } from '../../service/app/service.ts';
import { sayRunning } from './running.ts';
import { watchOthers } from './watch.ts';
import type { Log } from '../../service/engine/scene.ts';
import type { CommandContext } from '../framework/command.ts';

export interface Started {
  service: Service;
  /** Takes no new work, waits for running work, and records that the service has stopped. */
  stop: () => Promise<void>;
}

/** The service on a command's database, not started: it takes what it is given, and does nothing by itself. */
export async function makeService(
  { store, clock, ids, config, invocation }: CommandContext,
  log: Log,
): Promise<Service> {
  const { publicUrl, recordings, sentences: corrected } = config;
  const carrier = await makeCarrier(config.carrier, publicUrl);
  return createService({
    store,
    clock,
    ids,
    log,
    root: invocation.io.root,
    carrier,
    node: NODE,
    publicUrl,
    recordings,
    corrected,
  });
}

const NODE = `${hostname()}:${process.pid}`;

/** Starts the service on a command's database: it sends, takes arrivals and finds due work. */
export async function startService(context: CommandContext, log: Log): Promise<Started> {
  const { store, clock, config } = context;
  const service = await makeService(context, log);
  const sayStopped = await sayRunning(store, NODE);
  const stopWatching = watchOthers(service, { db: store.db, clock, pretended: isDemonstration(config) });
  service.start();
  return {
    service,
    stop: async () => {
      await stopWatching();
      await service.stop();
      await sayStopped();
    },
  };
}
