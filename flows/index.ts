import { answerBroadcast } from './answer-broadcast.ts';
import { answerOffer } from './answer-offer.ts';
import { answerOffers } from './answer-offers.ts';
import { assignmentReminder } from './assignment-reminder.ts';
import { becomeVolunteer } from './become-volunteer.ts';
import { callMe } from './call-me.ts';
import { correctMe } from './correct-me.ts';
import { digest } from './digest.ts';
import { eraseMe } from './erase-me.ts';
import { findActivities } from './find-activities.ts';
import { keepMe } from './keep-me.ts';
import { leave } from './leave.ts';
import { lonely } from './lonely.ts';
import { menu } from './menu.ts';
import { myAssignments } from './my-assignments.ts';
import { myData } from './my-data.ts';
import { mySignUps } from './my-sign-ups.ts';
import { newContact } from './new-contact.ts';
import { organiserNews } from './organiser-news.ts';
import { offerByCode } from './offer-by-code.ts';
import { pause } from './pause.ts';
import { phoneMenu } from './phone-menu.ts';
import { reminder } from './reminder.ts';
import { reportHours } from './report-hours.ts';
import { ringOrHuman } from './ring-or-human.ts';
import { setLanguage } from './set-language.ts';
import { showActivity } from './show-activity.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';
import { withdraw } from './withdraw.ts';

/** Every flow of the service. The compiler requires the operations of a flow that is added here. */
export const flows = [
  answerBroadcast,
  answerOffer,
  answerOffers,
  assignmentReminder,
  becomeVolunteer,
  callMe,
  correctMe,
  digest,
  eraseMe,
  findActivities,
  keepMe,
  leave,
  lonely,
  menu,
  myAssignments,
  myData,
  mySignUps,
  newContact,
  offerByCode,
  organiserNews,
  pause,
  phoneMenu,
  reminder,
  reportHours,
  ringOrHuman,
  setLanguage,
  showActivity,
  subscribe,
  unsubscribe,
  withdraw,
] as const;
