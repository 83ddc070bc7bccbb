import { Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { SimulatedPhoneCall } from '../../carriers/simulated-call/call.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { onlyOurPage } from './guard.ts';
import type { Switchboard } from './switchboard.ts';
import type { App } from '../../service/engine/scene.ts';

export interface PhonePageCalls {
  router: Router;
  /** Drops the calls that are still open. */
  close(): void;
}

const CALLS_MAX = 50;
/** A page that was closed without a message counts as hung up. */
const IDLE_MAX_MS = 10 * 60_000;
const KEYS_MAX = 40;
const SPEECH_MAX = 500;
const MESSAGE_MAX_S = 600;

const number = z.string().regex(/^\+\d{7,15}$/);
const placed = z.strictObject({ from: number, to: number });
const answered = z.strictObject({ how: z.enum(['picked up', 'machine', 'busy', 'no-answer']) });
const turn = z.number().int().min(0).max(10_000);
const done = z.discriminatedUnion('did', [
  z.strictObject({
    did: z.literal('keys'),
    turn,
    keys: z
      .string()
      .max(KEYS_MAX)
      .regex(/^[\d*#]+$/),
  }),
  z.strictObject({
    did: z.literal('speech'),
    turn,
    speech: z.string().min(1).max(SPEECH_MAX),
    confidence: z.number().min(0).max(1),
  }),
  z.strictObject({ did: z.literal('silence'), turn }),
  z.strictObject({ did: z.literal('message'), turn, seconds: z.number().min(0).max(MESSAGE_MAX_S) }),
  z.strictObject({ did: z.literal('staff'), turn, how: z.enum(['answered', 'no-answer', 'busy']) }),
  z.strictObject({ did: z.literal('staff key'), turn, key: z.string().regex(/^[\d*#]?$/) }),
  z.strictObject({ did: z.literal('talked'), turn }),
  z.strictObject({ did: z.literal('hang up'), turn }),
]);

/**
 * The calls of the phones in the browser. Keeps each open call, and tells the page what the caller hears and what the
 * call waits for.
 */
export function createCalls(
  { store }: Pick<App, 'store'>,
  switchboard: Switchboard,
  { json, look }: { json: RequestHandler; look: () => void },
): PhonePageCalls {
  const open: OpenCalls = new Map();
  const show = (response: Response, scene: SimulatedPhoneCall['scene']): void => {
    look();
    response.set('Cache-Control', 'no-store').json(scene);
  };

  const router = Router();
  router.use('/calls', onlyOurPage, json);
  router.use('/rings', onlyOurPage, json);

  router.post('/calls', async (request, response) => {
    const asked = placed.safeParse(request.body);
    if (!asked.success) return refuse(response, 'Dette er ikke to telefonnumre.');
    const centres = await listCentres(store.db);
    if (!centres.some((c) => [c.number, c.voice_number].includes(asked.data.to)))
      return refuse(response, 'Det er ingen sentral på det nummeret.');
    if (open.size >= CALLS_MAX) return refuse(response, 'Det er for mange samtaler på en gang.', 503);
    const call = await switchboard.ring(asked.data);
    keep(open, call);
    show(response.status(201), call.scene);
  });

  router.post('/calls/:sid', async (request, response) => {
    const asked = done.safeParse(request.body);
    if (!asked.success) return refuse(response, 'Dette kan ingen gjøre i en samtale.');
    const call = open.get(request.params.sid)?.call;
    if (call === undefined) return refuse(response, 'Samtalen er slutt.', 410);
    const { turn: at, ...action } = asked.data;
    const scene = await call.take(action, at);
    if (scene === 'not now') return refuse(response, 'Det var noe annet som ble ventet på.', 409);
    keep(open, call);
    show(response, scene);
  });

  router.post('/rings/:id', async (request, response) => {
    const asked = answered.safeParse(request.body);
    if (!asked.success) return refuse(response, 'Dette kan ingen gjøre når det ringer.');
    const { how } = asked.data;
    const result = await answerRing(switchboard, request.params.id, how);
    if (result === 'does not ring') return refuse(response, 'Det ringer ikke lenger.', 410);
    if (result === 'told') {
      look();
      return void response.json({ told: how });
    }
    if ('scene' in result) keep(open, result);
    show(response, 'scene' in result ? result.scene : result);
  });

  return { router, close: () => letGo(open) };
}

type OpenCalls = Map<string, { call: SimulatedPhoneCall; idle: NodeJS.Timeout }>;

function keep(open: OpenCalls, call: SimulatedPhoneCall): void {
  clearTimeout(open.get(call.sid)?.idle);
  open.delete(call.sid);
  if (call.scene.waits.for === 'nothing') return;
  const idle = setTimeout(() => {
    void call.take({ did: 'hang up' });
    open.delete(call.sid);
  }, IDLE_MAX_MS);
  open.set(call.sid, { call, idle: idle.unref() });
}

function letGo(open: OpenCalls): void {
  for (const { idle } of open.values()) clearTimeout(idle);
  open.clear();
}

const answerRing = (switchboard: Switchboard, id: string, how: z.infer<typeof answered>['how']) => {
  if (how === 'picked up') return switchboard.pickUp(id);
  return how === 'machine' ? switchboard.machine(id) : switchboard.leave(id, how);
};

function refuse(response: Response, says: string, status = 422): void {
  response.status(status).json({ error: says });
}
