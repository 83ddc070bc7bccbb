import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { webhooksOf } from '../carriers/index.ts';
import { health } from './health.ts';
import { metrics } from './metrics.ts';
import { createPhone, type Phone } from './phone/phone.ts';
import { answerWebhooks } from './webhooks.ts';
import type { Log } from '../service/engine/scene.ts';
import type { WebParts } from './base/parts.ts';

export interface WebServer {
  /** Answers when the port is open. */
  listen(): Promise<{ host: string; port: number; url: string }>;
  /** Takes no new requests, and lets those that run finish: four seconds at most. */
  close(): Promise<void>;
}

const HEADERS_MAX_BYTES = 8 * 1024;
const REQUEST_MAX_MS = 10_000;
/** Longer than the minute that proxies keep an idle connection, so that it is they who close it. */
const IDLE_MAX_MS = 65_000;
/** Well within the ten seconds that the whole service has to stop; no request of ours takes nearly so long. */
const CLOSE_MAX_MS = 4_000;
const CLOSE_LOOK_MS = 50;

/** The web server: what the carrier calls goes straight to its handler, everything else through express. */
export function createServer(parts: WebParts): WebServer {
  const { config } = parts;
  const phone = config.phonePage ? createPhone(parts) : null;
  const app = createApp(parts, phone);
  let isCarriers: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  const limits = {
    maxHeaderSize: HEADERS_MAX_BYTES,
    requestTimeout: REQUEST_MAX_MS,
    headersTimeout: REQUEST_MAX_MS,
    keepAliveTimeout: IDLE_MAX_MS,
  };
  const server = createHttpServer(limits, (request, response) => {
    if (!isCarriers(request, response)) app(request, response);
  });

  return {
    listen: async () => {
      const webhooks = await webhooksOf(config.carrier, config.publicUrl, parts.service);
      if (webhooks !== null) isCarriers = answerWebhooks(webhooks, { publicUrl: config.publicUrl, log: parts.log });
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.off('error', reject);
          const { address, port, family } = server.address() as AddressInfo;
          const host = family === 'IPv6' ? `[${address}]` : address;
          resolve({ host, port, url: `http://${host}:${port}` });
        });
      });
    },
    close: async () => {
      if (!server.listening) return;
      phone?.close();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      // A connection that is kept open after its answer would hold the server for a minute.
      const idle = setInterval(() => server.closeIdleConnections(), CLOSE_LOOK_MS);
      const late = setTimeout(() => server.closeAllConnections(), CLOSE_MAX_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

function createApp(parts: WebParts, phone: Phone | null): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(health(parts.service), metrics(parts.service));
  // What a centre has recorded itself is played to whoever rings: the network fetches it, and it is no secret.
  app.use('/recordings', express.static(parts.config.recordings, { index: false, dotfiles: 'ignore', maxAge: '1h' }));
  if (phone !== null) app.use(phone.router);
  app.use((_request, response) => {
    response.status(404).json({ error: 'There is nothing at this address.' });
  });
  app.use(saysWhatIsWrong(parts.log));
  return app;
}

/** What the sender did wrong is said with its number; what went wrong with us is logged, and not told. */
function saysWhatIsWrong(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status === 500) {
      log.error({ error: error instanceof Error ? error.name : 'unknown', path: request.path }, 'a request failed');
    }
    response.status(status).json({ error: status === 500 ? 'Something went wrong.' : 'This request cannot be read.' });
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
