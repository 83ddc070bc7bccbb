import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import { timingSafeEqual } from 'node:crypto';
import { cpuUsed, type Deeds } from '../side.ts';
import { PATH, PUBLIC_URL, signatureOf, TOKEN } from '../texts.ts';
import { openFloor, type Floor } from './floor-turn.ts';

/** As many turns a commit as ours. */
const GROUP_MAX = 32;

interface Waiting {
  fields: Record<string, string>;
  response: ServerResponse;
}

/** What the work costs where nothing is general: `node:http`, everything by hand, raw SQL, grouped commits. */
export async function open({ file }: { file: string }): Promise<Deeds> {
  const floor = await openFloor(file);
  const group = createGroup(floor);
  const server = createServer((request, response) => answer(request, response, group));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port: () => port, cpu: cpuUsed, commits: (times: number) => floor.commitTimes(times) };
}

function answer(request: IncomingMessage, response: ServerResponse, group: (one: Waiting) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const fields = parse(Buffer.concat(chunks).toString()) as Record<string, string>;
    const given = Buffer.from(String(request.headers['x-twilio-signature']));
    const right = Buffer.from(signatureOf(TOKEN, PUBLIC_URL + PATH, fields));
    if (given.length === right.length && timingSafeEqual(given, right)) return group({ fields, response });
    response.writeHead(403).end();
  });
}

/** Takes together what came in during one round of the event loop, and answers when it is on disk. */
function createGroup(floor: Floor): (one: Waiting) => void {
  const waiting: Waiting[] = [];
  const commit = (): void => {
    const group = waiting.splice(0, GROUP_MAX);
    floor.together(group.map(({ fields }) => fields));
    for (const { response } of group) {
      response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': 11 });
      response.end('<Response/>');
    }
    if (waiting.length > 0) setImmediate(commit);
  };
  return (one) => {
    waiting.push(one);
    if (waiting.length === 1) setImmediate(commit);
  };
}
