import type { Intent } from '../base/reading.ts';

/** Wishes that no open question should swallow. */
export const ASIDE: readonly Intent[] = [
  'stop',
  'talk_to_human',
  'my_data',
  'erase_me',
  'set_language',
  'my_assignments',
  'my_sign_ups',
];

/** Wishes in a sentence of its own, which is no answer to a broadcast or to a sign-up. */
export const SENTENCES: readonly Intent[] = [
  'find_activities',
  'ask_for_help',
  'become_volunteer',
  'help',
  'pause',
  'cancel_sign_up',
  'erase_me',
  'my_data',
];
