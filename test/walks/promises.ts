import type { LineKey } from '../../locales/keys.ts';

/**
 * What must exist when a sentence has been said:
 *
 * - `call`       an open callback of the person, due no later than the sentence says, where it names a time
 * - `answer`     an open item in the inbox from the person: a human reads it
 * - `reminder`   a sign-up with a reminder that leaves before it begins
 * - `place`      a sign-up that waits
 * - `decision`   an offer with a yes that staff have to decide on
 * - `staff`      an alert or a text to staff about the person, in hand or on its way
 * - `duty phone` a text to the emergency phone about the person
 * - `sent now`   a text to the staff phone that may leave at once
 */
export type Claim = 'call' | 'answer' | 'reminder' | 'place' | 'decision' | 'staff' | 'duty phone' | 'sent now';

/** Every sentence that promises something, and what must then exist. */
export const PROMISES: Partial<Record<LineKey, Claim>> = {
  'answer.unknown': 'answer',
  'assignment.waits': 'decision',
  'callback.asked': 'call',
  'callback.already': 'call',
  'code.over': 'call',
  'callback.wishedAt': 'call',
  'callback.wishedFrom': 'call',
  'callback.wishedDay': 'call',
  'callback.wishedClosed': 'call',
  'common.crisis': 'staff',
  'common.deceased': 'answer',
  'common.flood': 'answer',
  'common.notUnderstood': 'answer',
  'common.passedOn': 'answer',
  'common.poisoned': 'call',
  'common.wrongNumber': 'answer',
  'data.nameToStaff': 'answer',
  'find.noSignUpNeeded': 'reminder',
  'find.restPassedOn': 'answer',
  'find.signedUp': 'reminder',
  'find.waitingList': 'place',
  'hours.worry': 'call',
  'language.notYet': 'call',
  'late.told': 'sent now',
  'late.kept': 'answer',
  'leave.notVolunteer': 'answer',
  'lonely.warm': 'call',
  'lonely.visitor': 'call',
  'lonely.fine': 'call',
  'need.told': 'staff',
  'need.willRing': 'call',
  'need.tells': 'duty phone',
  'need.toldBefore': 'duty phone',
  'need.shutTells': 'duty phone',
  'need.shutToldBefore': 'duty phone',
  'offer.accepted': 'decision',
  'offer.noted': 'decision',
  'offer.already yes': 'decision',
  'offer.question': 'answer',
  'offer.readOn': 'answer',
  'offer.saidAll': 'decision',
  'offer.saidNoted': 'decision',
  'offer.saidYes': 'decision',
  'offer.saidYesNumbers': 'decision',
  'volunteer.registered': 'call',
  'volunteer.already': 'call',
  'volunteer.timesKept': 'answer',
};

/** Sentences that hold such words and promise nothing that a row could keep, each with the reason. */
export const NO_PROMISES: Partial<Record<LineKey, string>> = {
  'answer.privacy': 'what is kept: docs/rules.md N3',
  'answer.phone': 'says how to be rung',
  'answer.ring': 'says how to be rung',
  'callback.takenBack': 'takes a promise back',
  'change.cancelled': 'says how to be rung',
  'data.whole': 'a choice',
  'erase.kept': 'says that nothing is erased',
  'erase.begun': 'test/service/privacy/erase-me.test.ts',
  'erase.byHuman': 'said in a call: test/calls',
  'find.remindMe': 'a choice',
  'hours.callMe': 'a choice',
  'hours.howWell': 'says how to be rung',
  'hours.nothingDone': 'says how to be rung',
  'hours.tooMany': 'says how to be rung',
  'keep.ask': 'test/service/privacy/retention.test.ts',
  'need.danger': 'a frame around what is so',
  'need.doubt': 'a frame around what is so',
  'need.emergency': 'to the emergency phone',
  'need.failed': 'takes a promise back',
  'need.shut': 'says that no human reads it',
  'offer.nothing': 'says how to be rung',
  'phone.leaveNumber': 'said in a call: test/calls',
  'phone.noCalls': 'a choice',
  'phone.noMoreCalls': 'said in a call: test/calls',
  'phone.puttingThrough': 'said in a call: test/calls',
  'phone.stopped': 'said in a call: test/calls',
  'phone.willCall': 'said in a call: test/calls',
  'phone.wrongNumber': 'said in a call: test/calls',
  'phone.deceased': 'said in a call: test/calls',
  'ring.machine': 'a choice',
  'ring.ringing': 'a call of our own: test/calls',
};

/** Words that promise, in bokmål. */
export const PROMISING =
  /ringer (?:deg|vi)|vi ringer|så ringer|minner (?:deg|dere)|gir (?:deg )?beskjed|sagt fra|sier fra hvis|setter jeg deg over|senest|svarer deg|sender (?:melding|vi melding)|bekrefter snart|menneske (?:hos oss )?(?:leser|ser på|hører|retter|her ordner|ringer)|har fått melding|sletter vi|Vi sletter|ser det\./iu;
