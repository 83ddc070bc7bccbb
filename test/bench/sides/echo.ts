import type { AddressInfo } from 'node:net';
import express from 'express';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { cpuUsed, type Deeds } from '../side.ts';
import { PATH, PUBLIC_URL, TOKEN } from '../texts.ts';

/** Express alone: the form, Twilio's check of the signature, and the text back. */
export async function open(): Promise<Deeds> {
  const app = express();
  app.disable('x-powered-by');
  app.post(PATH, express.urlencoded({ extended: false }), (request, response) => {
    const fields = request.body as Record<string, string>;
    const signature = request.get('x-twilio-signature') ?? '';
    if (!validateRequest(TOKEN, signature, PUBLIC_URL + request.url, fields)) return void response.sendStatus(403);
    response.type('text/xml').send(`<?xml version="1.0" encoding="UTF-8"?><Response>${fields['Body']}</Response>`);
  });
  const port = await new Promise<number>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return { port: () => port, cpu: cpuUsed };
}
