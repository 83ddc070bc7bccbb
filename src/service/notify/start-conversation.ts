import type { Centre, MessageKind, Person } from '../../db/schema/index.ts';
import { setAgenda, type Due } from '../../domain/base/agenda.ts';
import type { MessageKey } from '../../domain/messages/about.ts';
import type { Instant } from '../../domain/base/time.ts';
import { beginFlow } from '../engine/run-flow.ts';
import type { Turn } from '../engine/scene.ts';
import { mayContact } from './may-contact.ts';
import { queueCallAbout } from './queue-call.ts';
import { reply } from './reply.ts';

export interface ConversationStart {
  flow: string;
  kind: MessageKind;
  /** The kind of its texts, when it differs from the kind whose hours and calls apply. */
  textKind?: MessageKind;
  key: MessageKey;
  /**
   * Called only when the person can be reached now, so it may record that they are asked.
   * @returns null when there is nothing to say
   */
  prepare: () => Promise<{ input: object; expiresAt: Instant } | null>;
}

export type ConversationOutcome =
  | { is: 'begun' | 'nothing to say' }
  /** The flow begins when the person has answered the call and pressed a key. */
  | { is: 'called'; outcome: 'queued' | 'already queued' }
  | { is: 'not called'; why: 'opted out' | 'cannot be called' | 'too late to call'; person: Person; centre: Centre }
  /** Quiet hours, or another conversation: try again at this instant. */
  | { is: 'later'; at: Instant }
  | { is: 'never'; why: 'opted out' | 'cannot be texted'; person: Person; centre: Centre };

/**
 * Begins a conversation on the service's initiative: by text now, by a call to a person who gets no texts, later, or
 * never.
 */
export async function startConversation(
  turn: Turn,
  personId: string,
  { flow, kind, textKind = kind, key, prepare }: ConversationStart,
): Promise<ConversationOutcome> {
  const to = await mayContact(turn, personId, { kind, mark: key.dedupe });
  if (to.is === 'later' || to.is === 'never') return to;
  const prepared = await prepare();
  if (prepared === null) return { is: 'nothing to say' };
  const { input, expiresAt } = prepared;
  if (to.is === 'by call') {
    const outcome = await queueCallAbout(turn, to, { begin: flow, input }, { ...key, kind, expiresAt });
    if (outcome === 'queued' || outcome === 'already queued') return { is: 'called', outcome };
    return { is: 'not called', why: outcome, person: to.person, centre: to.centre };
  }
  const talk = await beginFlow(to.scene, flow, input, to.open);
  await reply(to.scene, { ...talk, kind: textKind, expiresAt, about: key.about ?? null });
  return { is: 'begun' };
}

/**
 * The outcome, in a few words, of an agenda entry that starts a conversation. Puts it on the agenda again when it is
 * `later`.
 * @param begun the words for a conversation that has begun
 */
export async function agendaOutcome(
  { tx }: Turn,
  due: Due,
  started: ConversationOutcome,
  begun: string,
): Promise<string> {
  switch (started.is) {
    case 'begun':
      return begun;
    case 'called':
      return started.outcome;
    case 'later':
      await setAgenda(tx, due.work, due.objectId, started.at);
      return 'later';
    case 'never':
    case 'not called':
      return started.why;
    case 'nothing to say':
      return 'nothing new';
  }
}
