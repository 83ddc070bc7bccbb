import type { Due } from '../domain/agenda.ts';
import { takeFromAgenda } from '../domain/agenda.ts';
import { takeErase } from './erase.ts';
import { takeDigest, takeDigests } from './digests.ts';
import { takeAskWhetherToKeep, takeRetention } from './retention.ts';
import { takeTellStaff } from './staff-notices.ts';
import type { Hand } from './text-turn.ts';
import type { Became } from './turn.ts';

/** The turn of something that the house does by itself. What was put off or cleared meanwhile is not done. */
export async function takeAgenda(hand: Hand, due: Due): Promise<Became> {
  if ((await takeFromAgenda(hand.tx, due)) === 'not due any more') {
    return { outcome: 'not due any more', state: 'ignored', centreId: null };
  }
  switch (due.work) {
    case 'erase':
      return takeErase(hand, due.objectId);
    case 'ask whether to keep':
      return takeAskWhetherToKeep(hand, due.objectId);
    case 'retention':
      return takeRetention(hand);
    case 'digests':
      return takeDigests(hand);
    case 'digest':
      return takeDigest(hand, due.objectId);
    case 'tell staff':
      return takeTellStaff(hand, due.objectId);
    case 'wave':
    case 'ask':
    case 'lapse':
    case 'remind volunteer':
    case 'thank':
      throw new Error(`Nobody does ${due.work} yet`);
  }
}
