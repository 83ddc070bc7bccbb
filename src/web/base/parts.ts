import type { Config } from '../../config.ts';
import type { MovableClock } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import type { Log } from '../../service/engine/scene.ts';

export interface WebParts {
  service: Service;
  config: Config;
  log: Log;
  /** The folder that holds package.json: the page of the phone is found from there. */
  root: string;
  /** The clock that the phone may move forward; left out, it cannot. */
  clock?: MovableClock;
}
