import type { Centre } from '../../db/schema/index.ts';
import { finishOf, USUAL_PER_SECOND } from '../../domain/broadcasts/throttle.ts';
import { countRecipients, type CountedGroup } from '../../domain/broadcasts/plan.ts';
import { waitingAhead } from '../../domain/broadcasts/report.ts';
import type { LeftOutReason } from '../../domain/broadcasts/exclusion-reasons.ts';
import type { BroadcastWish } from '../../domain/broadcasts/broadcasts.ts';
import { broadcastWindow } from '../../domain/base/quiet-hours.ts';
import type { Instant } from '../../domain/base/time.ts';
import { firstName, hasName, rendered, textFor } from './texts.ts';
import type { App } from '../engine/scene.ts';

/** The preview of a broadcast in one language. */
export interface PreviewedText {
  language: string;
  /** The text as one recipient gets it, with that recipient's name where it has a placeholder. */
  body: string;
  encoding: 'GSM-7' | 'UCS-2';
  /** Parts of the text that most recipients get. */
  parts: number;
  people: number;
}

export interface Preview {
  texts: PreviewedText[];
  recipients: number;
  /** Number of those who are called: they have a landline, or prefer a call. */
  byCall: number;
  /** Recipients abroad: their messages cost more. */
  abroad: number;
  leftOut: { reason: LeftOutReason; count: number }[];
  /** Parts of all the texts; the cost is that of all texts too. */
  parts: number;
  costOre: number;
  /** Recipients whose language has no text get the centre's. */
  fallbacks: { language: string; people: number }[];
  startsAt: Instant;
  finishAt: Instant | null;
  perSecond: number;
}

const NAMES_MAX = 5_000;

/** The recipients, parts and cost of a broadcast if it were sent now, and the persons left out; reads only. */
export async function previewBroadcast(app: App, centre: Centre, wish: BroadcastWish): Promise<Preview> {
  const { store, clock } = app;
  const now = clock.now().toISOString();
  const names = wish.texts.some((text) => hasName(text.body));
  const partsMax = wish.long ? Number.POSITIVE_INFINITY : undefined;
  const tallies = new Map(wish.texts.map((t) => [t.language, { people: 0, example: null as string | null }]));
  const fallbacks = new Map<string, number>();
  const measured = new Map<string, number>();
  let [parts, costOre, abroad, byCall] = [0, 0, 0, 0];

  const partsOf = (body: string, language: string, name: string | null): number => {
    const key = `${language}/${hasName(body) ? (firstName(name) ?? '') : ''}`;
    const known = measured.get(key);
    if (known !== undefined) return known;
    const fresh = rendered(body, name, partsMax).parts;
    if (measured.size < NAMES_MAX) measured.set(key, fresh);
    return fresh;
  };
  const each = (group: CountedGroup): void => {
    const text = textFor(wish.texts, group.language, centre.language);
    if (text.language !== group.language) fallbacks.set(group.language, (fallbacks.get(group.language) ?? 0) + group.n);
    const tally = tallies.get(text.language);
    if (tally !== undefined) {
      tally.people += group.n;
      tally.example ??= firstName(group.name);
    }
    if (group.called) {
      byCall += group.n;
      return;
    }
    const these = partsOf(text.body, text.language, group.name) * group.n;
    parts += these;
    costOre += these * (group.abroad ? centre.price_foreign_ore : centre.price_ore);
    if (group.abroad) abroad += group.n;
  };
  const counted = await countRecipients(store.db, centre, wish, { now, names, each });

  const perSecond = centre.per_second ?? USUAL_PER_SECOND;
  const start = wish.sendAt !== null && wish.sendAt > now ? wish.sendAt : now;
  const messages = counted.recipients + (await waitingAhead(store.db, centre.id));
  return {
    texts: wish.texts.map(({ language, body }) => {
      const tally = tallies.get(language);
      const { text, ...size } = rendered(body, tally?.example ?? null, partsMax);
      return { language, body: text, ...size, people: tally?.people ?? 0 };
    }),
    recipients: counted.recipients,
    byCall,
    abroad,
    leftOut: Object.entries(counted.leftOut)
      .map(([reason, count]) => ({ reason: reason as LeftOutReason, count }))
      .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    parts,
    costOre,
    fallbacks: [...fallbacks].map(([language, people]) => ({ language, people })),
    startsAt: broadcastWindow(wish.kind, start).from,
    finishAt: finishOf(wish.kind, { start, messages, perSecond }),
    perSecond,
  };
}
