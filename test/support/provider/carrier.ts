import type { Carrier, FoundMessage, InboundMessage, Outcome, Outgoing } from '../../../src/carriers/base/carrier.ts';
import type { Clock } from '../../../src/db/moment.ts';
import type { Log } from '../../../src/service/engine/scene.ts';

export const QUIET: Log = { info: () => {}, warn: () => {}, error: () => {} };

export type Reaction = Outcome | 'taken, answer lost' | Promise<Outcome>;

export const BUSY: Outcome = { outcome: 'refused', code: '20429', because: 'busy', http: 429 };
export const DOWN: Outcome = { outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' };
export const UNKNOWN: Outcome = { outcome: 'unknown', code: 'ECONNRESET' };

/** A carrier whose reactions a test decides; `list` holds the accepted messages, as Twilio's list would. */
export function scriptedCarrier(clock: Clock) {
  const reactions: Reaction[] = [];
  const list: (FoundMessage & { to: string; body: string; seenFrom: number })[] = [];
  const offered: Outgoing[] = [];
  const inbox: InboundMessage[] = [];
  /** `behindMs`: how far the carrier's clock, which is right, is behind ours. */
  const state = { always: null as Reaction | null, lateMs: 0, behindMs: 0, lookUp: true };

  const take = (message: Outgoing): Outcome & { outcome: 'accepted' } => {
    const sid = `SM${list.length + 1}`;
    const now = clock.now();
    const { to, body } = message;
    list.push({
      sid,
      status: 'queued',
      createdAt: new Date(now.getTime() - state.behindMs).toISOString(),
      to,
      body,
      seenFrom: now.getTime() + state.lateMs,
    });
    return { outcome: 'accepted', sid, status: 'queued' };
  };

  const carrier: Carrier & Required<Pick<Carrier, 'find' | 'inbound'>> = {
    name: 'scripted',
    async send(message) {
      offered.push(message);
      const reaction = reactions.shift() ?? state.always;
      if (reaction === null) return take(message);
      if (reaction !== 'taken, answer lost') return reaction;
      take(message);
      return UNKNOWN;
    },
    async find({ to, body, since }) {
      if (!state.lookUp) throw new Error('the carrier does not answer');
      const now = clock.now().getTime();
      return list.filter((m) => m.to === to && m.body === body && m.createdAt >= since && m.seenFrom <= now);
    },
    async inbound({ to, since }) {
      if (!state.lookUp) throw new Error('the carrier does not answer');
      return inbox.filter((m) => m.to === to && m.at >= since);
    },
  };
  return {
    ...carrier,
    /** Queues reactions for the next sends; later sends are accepted. */
    next: (...reaction: Reaction[]) => void reactions.push(...reaction),
    state,
    /** Bodies of the messages offered to the carrier, and of those accepted. */
    offered: () => offered.map((m) => m.body),
    took: () => list.map((m) => m.body),
    messages: offered,
    inbox,
  };
}
