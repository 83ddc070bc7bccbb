import type { CommandWords } from './framework/command.ts';
import { ACTIVITY_COMMANDS } from './activities/commands.ts';
import { ASSIGNMENT_COMMANDS } from './assignments/commands.ts';
import { ASSOCIATION_COMMANDS } from './associations/commands.ts';
import { BROADCAST_COMMANDS } from './broadcast/commands.ts';
import { CALLBACK_COMMANDS } from './callbacks/commands.ts';
import { CENTRE_COMMANDS } from './centre/commands.ts';
import { LOCALE_COMMANDS } from './locale/commands.ts';
import { INBOX_COMMANDS } from './inbox/commands.ts';
import { MESSAGE_COMMANDS } from './messages/commands.ts';
import { PEOPLE_COMMANDS } from './people/commands.ts';
import { PHONE_COMMANDS } from './phone/commands.ts';
import { PLACE_COMMANDS } from './places/commands.ts';
import { PROPOSAL_COMMANDS } from './proposals/commands.ts';
import { STAFF_COMMANDS } from './staff/commands.ts';
import { SYSTEM_COMMANDS } from './system/commands.ts';
import { VOLUNTEER_COMMANDS } from './volunteers/commands.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandWords[] = [
  ...SYSTEM_COMMANDS,
  ...CENTRE_COMMANDS,
  ...LOCALE_COMMANDS,
  ...PLACE_COMMANDS,
  ...ACTIVITY_COMMANDS,
  ...ASSOCIATION_COMMANDS,
  ...PROPOSAL_COMMANDS,
  ...VOLUNTEER_COMMANDS,
  ...ASSIGNMENT_COMMANDS,
  ...BROADCAST_COMMANDS,
  ...STAFF_COMMANDS,
  ...INBOX_COMMANDS,
  ...CALLBACK_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...PHONE_COMMANDS,
];
