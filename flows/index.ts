import { callMe } from './call-me.ts';
import { correctMe } from './correct-me.ts';
import { digest } from './digest.ts';
import { eraseMe } from './erase-me.ts';
import { findActivities } from './find-activities.ts';
import { keepMe } from './keep-me.ts';
import { menu } from './menu.ts';
import { myData } from './my-data.ts';
import { mySignUps } from './my-sign-ups.ts';
import { reminder } from './reminder.ts';
import { setLanguage } from './set-language.ts';
import { showActivity } from './show-activity.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Every conversation that the house can hold. A new one is added here; the compiler then asks for its calls. */
export const flows = [
  callMe,
  correctMe,
  digest,
  eraseMe,
  findActivities,
  keepMe,
  menu,
  myData,
  mySignUps,
  reminder,
  setLanguage,
  showActivity,
  subscribe,
  unsubscribe,
] as const;
