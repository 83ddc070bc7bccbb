import type { Generated, Selectable } from 'kysely';

export interface AssociationTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  name: string;
  /** The name without case, accents and punctuation: one row for each at a centre. */
  folded: string;
  /** Nine digits of the register of units (Enhetsregisteret). */
  orgnr: string | null;
  /** The language in which its contacts are written to. */
  language: string;
  /** 'direct': what a contact says takes effect; 'approve': it waits for staff. */
  trust: 'direct' | 'approve';
  /** Whether a contact's number may stand in a feed. */
  public_phone: number;
  status: 'active' | 'closed';
  created_at: string;
  changed_at: string;
}

export interface AssociationContactTable {
  id: string;
  association_id: string;
  name: string;
  number: string | null;
  email: string;
  /** Oslo dates; without an end, the person is the contact until staff or the person says otherwise. */
  from_on: string;
  until_on: string | null;
}

export interface ProposalTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  source: 'organiser' | 'feed' | 'municipality';
  association_id: string | null;
  /** Null for a new activity. */
  activity_id: string | null;
  /** The person who is told the decision; null for a feed. */
  person_id: string | null;
  /** What approving does. */
  deed: 'change' | 'cancel' | 'move' | 'break' | 'new' | 'close' | 'hand over';
  /** The Oslo date of the occurrence; null when it is about every occurrence. */
  on_date: string | null;
  /** JSON: each field with its old and its new value. */
  changes: string;
  /** The sender's own words. */
  words: string;
  status: 'waiting' | 'approved' | 'rejected';
  received_at: string;
  decided_at: string | null;
  decided_by: string | null;
  /** Why it was rejected, as the sender is told. */
  why: string;
}

export type Association = Selectable<AssociationTable>;

export type AssociationContact = Selectable<AssociationContactTable>;

export type Proposal = Selectable<ProposalTable>;
