import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { networkOf } from '../../carriers/index.ts';
import { isDemonstration, isSimulated } from '../../config.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { parseNumber } from '../../domain/base/phone-numbers.ts';
import { createCalls } from './calls.ts';
import { createFeed } from './feed.ts';
import { onlyOurHosts, onlyOurPage, shutWithoutKey } from './guard.ts';
import { createSwitchboard } from './switchboard.ts';
import { AHEAD_MAX_MS, nextReminder, travelTo } from './time-travel.ts';
import type { WebParts } from '../base/parts.ts';

export interface Phone {
  router: Router;
  /** The path that opens it. */
  path: string;
  /** Closes the connections of open pages. */
  close(): void;
}

const POST_MAX = '16kb';
const TEXT_MAX = 1600;

const FILES: Readonly<Record<string, string>> = {
  'phone.html': 'text/html; charset=utf-8',
  'style/icon.svg': 'image/svg+xml',
  'style/phone.css': 'text/css; charset=utf-8',
  'phone.js': 'text/javascript; charset=utf-8',
  'clock.js': 'text/javascript; charset=utf-8',
  'handset.js': 'text/javascript; charset=utf-8',
  'bubbles.js': 'text/javascript; charset=utf-8',
  'parts.js': 'text/javascript; charset=utf-8',
  'number.js': 'text/javascript; charset=utf-8',
  'style/call.css': 'text/css; charset=utf-8',
  'call-screen.js': 'text/javascript; charset=utf-8',
  'keypad.js': 'text/javascript; charset=utf-8',
  'transcript.js': 'text/javascript; charset=utf-8',
  'voice.js': 'text/javascript; charset=utf-8',
  'countdown.js': 'text/javascript; charset=utf-8',
  'incoming.js': 'text/javascript; charset=utf-8',
};

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

const number = z.string().regex(/^\+\d{7,15}$/);
const text = z.strictObject({ from: number, to: number, body: z.string().min(1).max(TEXT_MAX) });
const wish = z.strictObject({ text: z.string().max(60) });
const journey = z.union([
  z.strictObject({ byMs: z.number().int().min(1).max(AHEAD_MAX_MS) }),
  z.strictObject({ to: z.iso.datetime() }),
  z.strictObject({ toReminderOf: z.array(number).max(12) }),
]);

/**
 * Phones in the browser: their texts arrive as if a carrier had delivered them, and they show the messages sent to
 * them.
 */
export function createPhone(parts: WebParts): Phone {
  const { service, config, root } = parts;
  const { app } = service;
  const switchboard = createSwitchboard({
    db: app.store.db,
    line: service,
    publicUrl: config.publicUrl,
    rings: isSimulated(config),
  });
  const feed = createFeed(app, (phones) => switchboard.ringing(phones));
  const look = (): void => feed.look();
  const json = express.json({ limit: POST_MAX });
  const calls = createCalls(app, switchboard, { json, look });

  const page = Router();
  page.use(helmet.contentSecurityPolicy(contentSecurityPolicy));
  serveFiles(page, join(root, 'src', 'web', 'phone', 'page'));
  page.get('/setup', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await setup(parts));
  });
  page.get('/events', (request, response) => feed.open(request, response));
  page.use(calls.router);
  page.post('/numbers', onlyOurPage, json, (request, response) => {
    const asked = wish.safeParse(request.body);
    const parsed = asked.success ? parseNumber(asked.data.text) : null;
    if (parsed === null) return refuse(response, 'Dette er ikke et telefonnummer. Skriv for eksempel 900 00 002.');
    response.json({ number: parsed.e164 });
  });
  page.post('/messages', onlyOurPage, json, takeText(parts, look));
  page.post('/clock', onlyOurPage, json, moveClock(parts, look));

  const router = Router();
  router.get('/', (_request, response) => response.redirect('/phone'));
  router.use('/phone', onlyOurHosts(config));
  const path = shutWithoutKey(router, config);
  router.use('/phone', page);
  return {
    router,
    path,
    close: () => {
      feed.close();
      calls.close();
    },
  };
}

/** The clock, if it can be moved: never on the real network. */
const movableClock = ({ config, clock }: WebParts): WebParts['clock'] => (isDemonstration(config) ? clock : undefined);

async function setup(parts: WebParts): Promise<object> {
  const { app } = parts.service;
  const centres = await listCentres(app.store.db);
  return {
    centres: centres.map(({ id, name, number: own, voice_number: voice, postcode }) => ({
      id,
      name,
      number: own,
      voiceNumber: voice ?? own,
      postcode,
    })),
    carrier: networkOf(parts.config.carrier),
    clockMoves: movableClock(parts) !== undefined,
    now: app.clock.now().toISOString(),
  };
}

function takeText({ service }: WebParts, look: () => void): RequestHandler {
  return async (request, response) => {
    const written = text.safeParse(request.body);
    if (!written.success) return refuse(response, `En melding har 1 til ${TEXT_MAX} tegn.`);
    const centres = await listCentres(service.app.store.db);
    if (!centres.some((c) => c.number === written.data.to))
      return refuse(response, 'Det er ingen sentral på det nummeret.');
    const sid = `SM${randomBytes(16).toString('hex')}`;
    await service.receiveText({ sid, ...written.data, media: 0, optOutType: null });
    look();
    response.status(202).json({ id: sid });
  };
}

function moveClock(parts: WebParts, look: () => void): RequestHandler {
  const { service } = parts;
  const movable = movableClock(parts);
  let travelling: Promise<unknown> | null = null;
  return async (request, response) => {
    const asked = journey.safeParse(request.body);
    if (!asked.success) return refuse(response, TOO_FAR);
    if (movable === undefined) return refuse(response, 'Klokka følger den virkelige tiden her.');
    if (travelling !== null) return refuse(response, 'Klokka er på vei allerede.', 409);
    const now = movable.now().getTime();
    const target = await targetOf(service, asked.data, now);
    if (target === null) return refuse(response, 'Ingen påminnelser venter på disse telefonene.', 409);
    if (target <= now || target - now > AHEAD_MAX_MS) return refuse(response, TOO_FAR);
    travelling = travelTo(service, movable, target).finally(() => {
      travelling = null;
    });
    await travelling;
    look();
    response.json({ now: movable.now().toISOString() });
  };
}

const TOO_FAR = 'Klokka kan flyttes inntil hundre dager fram, og aldri tilbake.';

async function targetOf(
  { app }: WebParts['service'],
  asked: z.infer<typeof journey>,
  now: number,
): Promise<number | null> {
  if ('byMs' in asked) return now + asked.byMs;
  if ('to' in asked) return Date.parse(asked.to);
  const reminder = await nextReminder(app.store.db, asked.toReminderOf);
  return reminder === null ? null : Math.max(now + 1, Date.parse(reminder));
}

function serveFiles(page: Router, folder: string): void {
  for (const [file, type] of Object.entries(FILES)) {
    const content = readFileSync(join(folder, file));
    const path = file === 'phone.html' ? '/' : `/${file}`;
    page.get(path, (_request, response) => {
      response.set('Content-Type', type).set('Cache-Control', 'no-cache').send(content);
    });
  }
}

function refuse(response: Response, says: string, status = 422): void {
  response.status(status).json({ error: says });
}
