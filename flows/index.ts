import { callMe } from './call-me.ts';
import { findActivities } from './find-activities.ts';
import { menu } from './menu.ts';
import { mySignUps } from './my-sign-ups.ts';
import { phoneMenu } from './phone-menu.ts';
import { reminder } from './reminder.ts';
import { setLanguage } from './set-language.ts';
import { showActivity } from './show-activity.ts';

/** Every conversation that the house can hold. A new one is added here; the compiler then asks for its calls. */
export const flows = [callMe, findActivities, menu, mySignUps, phoneMenu, reminder, setLanguage, showActivity] as const;
