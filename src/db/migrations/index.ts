import type { Migration } from 'kysely';
import { foundation } from './0001-foundation.ts';
import { volunteers } from './0002-volunteers.ts';
import { voice } from './0003-voice.ts';
import { broadcasts } from './0004-broadcasts.ts';
import { privacy } from './0005-privacy.ts';
import { about } from './0006-about.ts';
import { activityFacts } from './0007-activity-facts.ts';
import { staff } from './0008-staff.ts';
import { need } from './0009-need.ts';
import { auditHead } from './0010-audit-head.ts';
import { costs } from './0011-costs.ts';
import { doors } from './0012-doors.ts';
import { languagesOff } from './0013-languages-off.ts';
import { associations } from './0014-associations.ts';
import type { Engine } from '../schema/engine.ts';

/** Numbered migrations, listed by hand: add new ones last, and never change an old one. */
export const migrations = (engine: Engine): Record<string, Migration> => ({
  '0001-foundation': foundation(engine),
  '0002-volunteers': volunteers(engine),
  '0003-voice': voice(engine),
  '0004-broadcasts': broadcasts(engine),
  '0005-privacy': privacy(engine),
  '0006-about': about(),
  '0007-activity-facts': activityFacts(),
  '0008-staff': staff(engine),
  '0009-need': need(),
  '0010-audit-head': auditHead(engine),
  '0011-costs': costs(engine),
  '0012-doors': doors(engine),
  '0013-languages-off': languagesOff(),
  '0014-associations': associations(engine),
});
