import type { AboutKind, OutboxRow } from '../../db/schema/index.ts';

/** The subject of a message or a call: the id of an offer, a sign-up or an arrival. */
export interface About {
  kind: AboutKind;
  id: string;
}

/** Identifies a message or a call. */
export interface MessageKey {
  /** A message or a call with the same key leaves once. Opaque: `about` holds the subject. */
  dedupe: string;
  about?: About | null;
}

/** @param at distinguishes messages with the same content about the same subject at different times */
export const keyAbout = (kind: AboutKind, id: string, at: string): MessageKey => ({
  dedupe: `${kind}:${id}:${at}`,
  about: { kind, id },
});

export type AboutColumns = Pick<OutboxRow, 'about_kind' | 'about_id'>;

/** The subject of a row; null when no later event can make the row untrue. */
export const aboutOf = ({ about_kind: kind, about_id: id }: AboutColumns): About | null =>
  kind === null || id === null ? null : { kind, id };
