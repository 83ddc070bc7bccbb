import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Relay {
  port: number;
  /** Sends new connections to another server, as an address that moves does, and ends those to the old one. */
  switchTo(port: number): void;
  /** Stops forwarding without a word: connections stay open, and new ones are taken and get no answer. */
  cut(): void;
  /** Forwards new connections again; those that were cut stay dead. */
  mend(): void;
}

/** A TCP address that forwards to a port on this machine, and ends with the test. */
export async function startRelay(target: number): Promise<Relay> {
  let to = target;
  let isCut = false;
  const pairs = new Set<[Socket, Socket | null]>();
  const server = createServer((from) => {
    from.on('error', () => {});
    if (isCut) {
      from.pause();
      pairs.add([from, null]);
      return;
    }
    const onward = connect(to, '127.0.0.1');
    onward.on('error', () => from.destroy());
    onward.on('close', () => from.destroy());
    from.on('close', () => onward.destroy());
    from.pipe(onward).pipe(from);
    pairs.add([from, onward]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endAll = (): void => {
    for (const [from, onward] of pairs) {
      from.destroy();
      onward?.destroy();
    }
    pairs.clear();
  };
  onTestFinished(async () => {
    endAll();
    await new Promise((done) => server.close(done));
  });
  return {
    port: (server.address() as AddressInfo).port,
    switchTo(port) {
      to = port;
      endAll();
    },
    cut() {
      isCut = true;
      for (const [from, onward] of pairs) {
        from.unpipe();
        onward?.unpipe();
        from.pause();
        onward?.pause();
        // The far side keeps its half: it has heard nothing either.
        from.removeAllListeners('close');
        onward?.removeAllListeners('close');
      }
    },
    mend() {
      isCut = false;
    },
  };
}
