import { wholeNumber, type CommandWords } from '../framework/command.ts';

/** A telephone in the terminal. */
export const PHONE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'phone',
    does: 'a telephone in the terminal: write a line to send it, and see what comes back; /ring rings',
    args: [['[number]', 'whose telephone it is (default: a made-up one)']],
    options: [
      {
        flags: '--wait <seconds>',
        meaning: 'how long to wait for an answer when lines are piped in',
        read: wholeNumber,
      },
    ],
    examples: [
      'phone',
      'phone +4791234567',
      'printf "Hisøy\\n1\\n" | ringerunde phone',
      'printf "/ring\\n1\\n4836\\n/hang up\\n" | ringerunde phone',
    ],
    load: () => import('./phone.ts'),
  },
];
