import type { Config } from '../../config.ts';
import type { MovableClock } from '../../service/app/clock.ts';
import type { Service } from '../../service/app/service.ts';
import type { Log } from '../../service/engine/scene.ts';

export interface WebParts {
  service: Service;
  config: Config;
  log: Log;
  /** How many log lines could not be written since the start. */
  droppedLines?: () => number;
  /** The folder of package.json, which contains the page of the phone. */
  root: string;
  /** A clock that the phone may move forward; without it, the phone cannot. */
  clock?: MovableClock;
}
