import { createBenchCarrier } from './bench-carrier.ts';
import { readConfig } from '../../../src/config.ts';
import { migrate, openStore } from '../../../src/db/open.ts';
import { placeRegister } from '../../../src/domain/places/places.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { createService } from '../../../src/service/app/service.ts';
import { createLog } from '../../../src/log.ts';
import { read } from '../../../src/understanding/read.ts';
import { createServer } from '../../../src/web/server.ts';
import { createProfiler } from '../profiler.ts';
import { cpuUsed, type Deeds } from '../side.ts';
import { ACCOUNT, NOW, PUBLIC_URL, TEXTS, TOKEN } from '../texts.ts';
import { ROOT } from '../workplace.ts';

/** The whole service with its web server, over a database file, or a PostgreSQL database, with the demo in it. */
export async function open({
  file,
  url = `sqlite:${file}`,
  carries,
}: {
  file?: string;
  url?: string;
  carries: boolean;
}): Promise<Deeds> {
  const config = readConfig(
    {
      PORT: '0',
      DATABASE_URL: url,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_API_URL: 'http://127.0.0.1:1',
      PUBLIC_URL,
      RINGERUNDE_PHONE: 'off',
    },
    ROOT,
  );
  const log = createLog('fatal', process.stderr);
  const store = await openStore(config.databaseUrl);
  await migrate(store);
  const clock = createClock(NOW);
  await loadDemo(store, { clock, ids: randomIds });
  const carrier = createBenchCarrier(carries);
  const service = createService({ store, clock, ids: randomIds, log, root: ROOT, carrier: () => carrier });
  const server = createServer({ service, config, log, root: ROOT });
  const { port } = await server.listen();
  service.start();

  return {
    port: () => port,
    cpu: cpuUsed,
    ...createProfiler(),
    /** Microseconds of CPU of one `read`, over the texts that are played. */
    read: async (times: number) => {
      const register = await placeRegister(store.db);
      const places = (words: string) => {
        const place = register.find(words);
        return place === null ? null : { name: place.name, certainty: place.certainty };
      };
      const readAll = (): void => {
        for (const text of TEXTS) read({ text, now: '2026-11-23T11:00', situation: 'none', places });
      };
      for (let i = 0; i < times / 4; i++) readAll();
      const before = cpuUsed();
      for (let i = 0; i < times; i++) readAll();
      return (cpuUsed() - before) / (times * TEXTS.length);
    },
  };
}
