import type { Request, Response } from 'express';
import { messagesOf } from './history.ts';
import type { Ring } from './switchboard.ts';
import type { App } from '../../service/engine/scene.ts';

/** Sends news to open pages. Reads the database, so that it also sees changes by other processes. */
export interface Feed {
  /** Answers `GET /phone/events?phone=+47...&phone=...` until the page is closed. */
  open(request: Request, response: Response): void;
  /** Looks for news now. */
  look(): void;
  close(): void;
}

const PAGES_MAX = 20;
const PHONES_MAX = 12;
const LOOK_MS = 250;
const CLOCK_MS = 15_000;

interface Page {
  response: Response;
  phones: string[];
  /** The last state that the page received of each message. */
  told: Map<string, string>;
  /** The ringing calls that the page received last. */
  ringing: string;
}

type Ringing = (phones: readonly string[]) => Promise<Ring[]>;

/** @param ringing the calls that ring on these phones */
export function createFeed({ store, clock, log }: Pick<App, 'store' | 'clock' | 'log'>, ringing: Ringing): Feed {
  const pages = new Set<Page>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let again = false;

  const tellTime = (page: Page): void => tell(page, 'clock', { now: clock.now().toISOString() });

  async function lookOnce(): Promise<void> {
    do {
      again = false;
      for (const page of pages) await tellNews(store.db, page, ringing);
    } while (again);
  }

  function look(): void {
    again = true;
    looking ??= lookOnce()
      .catch((error: unknown) => {
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the phone could not read its messages');
      })
      .finally(() => {
        looking = null;
      });
  }

  function leave(page: Page): void {
    pages.delete(page);
    if (pages.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  }

  return {
    look,
    open(request, response) {
      if (pages.size >= PAGES_MAX) return void response.status(503).json({ error: 'Too many pages are open.' });
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
      const page: Page = { response, phones: phonesIn(request), told: new Map(), ringing: '' };
      const beat = setInterval(() => tellTime(page), CLOCK_MS);
      response.on('close', () => {
        clearInterval(beat);
        leave(page);
      });
      pages.add(page);
      timer ??= setInterval(look, LOOK_MS);
      tellTime(page);
      look();
    },
    close() {
      for (const page of pages) {
        page.response.end();
        leave(page);
      }
    },
  };
}

const tell = (page: Page, event: string, data: object): void =>
  void page.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

async function tellNews(db: App['store']['db'], page: Page, ringing: Ringing): Promise<void> {
  for (const phone of page.phones) {
    const all = await messagesOf(db, phone);
    const news = all.filter((m) => page.told.get(m.id) !== `${m.state} ${m.at}`);
    for (const m of news) page.told.set(m.id, `${m.state} ${m.at}`);
    if (news.length > 0) tell(page, 'messages', news);
  }
  const rings = await ringing(page.phones);
  const ids = rings.map(({ id }) => id).join(' ');
  if (ids !== page.ringing) tell(page, 'rings', rings);
  page.ringing = ids;
}

function phonesIn(request: Request): string[] {
  const asked = request.query['phone'];
  const list = Array.isArray(asked) ? asked : [asked];
  return list.filter((n): n is string => typeof n === 'string' && /^\+\d{7,15}$/.test(n)).slice(0, PHONES_MAX);
}
