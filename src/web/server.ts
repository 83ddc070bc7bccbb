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
  /** The path that opens the phone in the browser; null when the phone is not served. */
  readonly phonePath: string | null;
  /** Resolves when the port is open. */
  listen(): Promise<{ host: string; port: number; url: string }>;
  /** Accepts no new requests and lets current ones finish, within four seconds. */
  close(): Promise<void>;
}

const HEADERS_MAX_BYTES = 8 * 1024;
const REQUEST_MAX_MS = 10_000;
const CHECK_MS = 1000;
/** Longer than the minute for which proxies keep an idle connection, so that the proxy closes it first. */
const IDLE_MAX_MS = 65_000;
/** Well within the ten seconds that the service has to stop; every request finishes far sooner. */
const CLOSE_MAX_MS = 4_000;
const CLOSE_LOOK_MS = 50;

/** The web server: the carrier's requests go straight to their handlers, all others through express. */
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
    // Node looks for requests that take too long every thirty seconds, and a slow body would get that long.
    connectionsCheckingInterval: CHECK_MS,
  };
  const server = createHttpServer(limits, (request, response) => {
    if (!isCarriers(request, response)) app(request, response);
  });

  return {
    phonePath: phone?.path ?? null,
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
      // A connection that stays open after its answer would delay the stop by a minute.
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
  const droppedLines = parts.droppedLines ?? (() => 0);
  app.use(health(parts.service, droppedLines), metrics(parts.service, droppedLines));
  // The network fetches the centres' own recordings to play them to callers; they are not secret.
  app.use('/recordings', express.static(parts.config.recordings, { index: false, dotfiles: 'ignore', maxAge: '1h' }));
  if (phone !== null) app.use(phone.router);
  app.use((_request, response) => {
    response.status(404).json({ error: 'There is nothing at this address.' });
  });
  app.use(saysWhatIsWrong(parts.log));
  return app;
}

/** Reports an error of the client with its status code; logs our own error without reporting it. */
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
