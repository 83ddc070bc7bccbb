import type { AboutKind, OutboxRow } from '../../db/schema/index.ts';

/** What a message or a call says, and of what: the id of an offer, a sign-up or an arrival. */
export interface About {
  kind: AboutKind;
  id: string;
}

/** What identifies a message or a call. */
export interface MessageKey {
  /** The same key twice is sent, or rung about, once. Opaque: `about` says what it is about. */
  dedupe: string;
  about?: About | null;
}

/** @param at tells apart messages that say the same of the same thing at different times */
export const keyAbout = (kind: AboutKind, id: string, at: string): MessageKey => ({
  dedupe: `${kind}:${id}:${at}`,
  about: { kind, id },
});

export type AboutColumns = Pick<OutboxRow, 'about_kind' | 'about_id'>;

/** What a row is about; null where nothing can make it untrue. */
export const aboutOf = ({ about_kind: kind, about_id: id }: AboutColumns): About | null =>
  kind === null || id === null ? null : { kind, id };
