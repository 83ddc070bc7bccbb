import type { LineKey } from '../../../locales/keys.ts';

/**
 * What must be so when a sentence has been said:
 *
 * - `call`        an open callback of the person, due no later than the sentence says, where it names a time
 * - `wished call` an open callback at the time that was wished
 * - `no call`     no open callback, unless it is about need or a worry
 * - `answer`      an open item in the inbox, new with these words: a human reads it
 * - `noted`       the same, for a person whom no human can answer
 * - `reminder`    a sign-up with a reminder that leaves before it begins; and in the end it has left
 * - `signed up`   a sign-up that holds
 * - `place`       a sign-up that waits
 * - `decision`    an offer with a yes that staff have to decide on
 * - `proposal`    a proposal of the person that staff have to decide on
 * - `asked on`    an assignment was given back, and staff see it
 * - `staff`       an alert about the person; in the end the carrier has taken a text to staff, or it was taken back in words
 * - `duty phone`  a text to the emergency phone about the person; in the end as `staff`
 * - `sent now`    a text to the staff phone that may leave at once; in the end as `staff`
 * - `dialled`     the call is put through to a phone of the centre, and not to the caller
 * - `message`     a message is being recorded, and there is a case that it belongs to
 * - `text`        a text, or a call where it takes none, to the number; in the end it has left
 * - `rung`        a call to the number is placed
 * - `silence`     nothing more is sent to the number
 * - `heard again` what was stopped is stopped no more
 * - `by text`     the person prefers texts
 * - `not asked`   the person is no volunteer who is asked now
 * - `asked`       the person is one
 * - `weekly`      a subscription
 * - `no weekly`   none
 * - `erased`      the person is erased within the hour
 */
export type Claim =
  | 'call'
  | 'wished call'
  | 'no call'
  | 'answer'
  | 'noted'
  | 'reminder'
  | 'signed up'
  | 'place'
  | 'decision'
  | 'proposal'
  | 'asked on'
  | 'staff'
  | 'duty phone'
  | 'sent now'
  | 'dialled'
  | 'message'
  | 'text'
  | 'rung'
  | 'silence'
  | 'heard again'
  | 'by text'
  | 'not asked'
  | 'asked'
  | 'weekly'
  | 'no weekly'
  | 'erased';

/** Every sentence that promises something, and what must then be so. */
export const PROMISES: Partial<Record<LineKey, Claim | readonly Claim[]>> = {
  'answer.unknown': 'answer',
  'answer.unknownHidden': 'noted',
  'assignment.waits': 'decision',
  'callback.asked': 'call',
  'callback.already': 'call',
  'callback.wishedAt': 'wished call',
  'callback.wishedFrom': 'wished call',
  'callback.wishedDay': 'wished call',
  'callback.wishedClosed': 'wished call',
  'callback.takenBack': 'no call',
  'code.over': 'call',
  'language.noVoice': 'call',
  'phone.ownLanguage': 'call',
  'common.crisis': 'staff',
  'common.deceased': ['answer', 'silence'],
  'common.flood': 'answer',
  'common.notUnderstood': 'answer',
  'common.passedOn': 'answer',
  'common.poisoned': 'call',
  'common.started': 'heard again',
  'common.stopped': 'silence',
  'common.wrongNumber': ['answer', 'silence'],
  'data.nameToStaff': 'answer',
  'digest.already': 'weekly',
  'digest.ended': 'no weekly',
  'digest.subscribed': 'weekly',
  'erase.begun': 'erased',
  'find.alreadySignedUp': 'signed up',
  'find.changed': 'signed up',
  'find.noSignUpNeeded': 'reminder',
  'find.noted': 'text',
  'find.restPassedOn': 'answer',
  'find.signedUp': ['signed up', 'reminder'],
  'find.signedUpSoon': 'signed up',
  'find.waitingList': 'place',
  'hours.worry': 'call',
  'language.notYet': 'call',
  'late.told': 'sent now',
  'late.kept': 'answer',
  'leave.back': 'asked',
  'leave.before': 'not asked',
  'leave.freed': 'asked on',
  'leave.left': 'not asked',
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
  'organiser.proposed': 'proposal',
  'organiser.passedOn': 'answer',
  'organiser.left': 'answer',
  'organiser.gone': 'answer',
  'organiser.over': 'call',
  'organiser.isNoContact': 'answer',

  'offer.accepted': 'decision',
  'offer.noted': 'decision',
  'offer.already yes': 'decision',
  'offer.question': 'answer',
  'offer.readOn': 'answer',
  'offer.saidAll': 'decision',
  'offer.saidNoted': 'decision',
  'offer.saidYes': 'decision',
  'offer.saidYesNumbers': 'decision',
  'pause.back': 'asked',
  'pause.notPaused': 'asked',
  'pause.paused': 'not asked',
  'phone.deceased': ['answer', 'silence'],
  'phone.leaveMessage': 'message',
  'phone.leaveNumber': 'message',
  'phone.listSent': 'text',
  'phone.noMoreCalls': 'by text',
  'phone.puttingThrough': 'dialled',
  'phone.settled': 'text',
  'phone.stopped': 'silence',
  'phone.texted': 'text',
  'phone.willCall': 'call',
  'phone.wrongNumber': ['answer', 'silence'],
  'ring.ringing': 'rung',
  'volunteer.registered': 'call',
  'volunteer.already': 'call',
  'volunteer.known': 'asked',
  'volunteer.paused': 'not asked',
  'volunteer.timesKept': 'answer',
  'withdraw.withdrawn': 'asked on',
};

/** Sentences that hold such words and promise nothing that a row could keep, each with the reason. */
export const NO_PROMISES: Partial<Record<LineKey, string>> = {
  'answer.host': 'a fact of the activity',
  'answer.privacy': 'what is kept: docs/rules.md N3',
  'answer.phone': 'says how to be rung',
  'answer.ring': 'says how to be rung',
  'assignment.gone': 'says that something is over',
  'assignment.turnedDown': 'thanks',
  'broadcast.stop': 'says how to stop',
  'change.cancelled': 'says how to be rung',
  'code.tried': 'a warning',
  'common.help': 'says what can be asked for',
  'common.oldNumber': 'the last text to a number that staff have changed: test/cli/people/change.test.ts',
  'data.erase': 'a choice',
  'data.whole': 'a choice',
  'erase.ask': 'a question',
  'erase.howCode': 'a choice',
  'erase.kept': 'says that nothing is erased',
  'erase.byHuman': 'said in a call: test/calls',
  'find.remindMe': 'a choice',
  'find.too many': 'says how to be rung',
  'hours.callMe': 'a choice',
  'hours.howWell': 'says how to be rung',
  'hours.nothingDone': 'says how to be rung',
  'hours.tooMany': 'says how to be rung',
  'keep.ask': 'what comes later: test/service/privacy/retention.test.ts',
  'keep.kept': 'what comes later: test/service/privacy/retention.test.ts',
  'leave.ask': 'a question',
  'leave.yes': 'a choice',
  'lonely.askVisitor': 'a question',
  'need.danger': 'a frame around what is so',
  'need.doubt': 'a frame around what is so',
  'need.emergency': 'to the emergency phone',
  'late.failed': 'takes a promise back',
  'need.failed': 'takes a promise back',
  'need.staffFailed': 'takes a promise back',
  'need.shut': 'says that no human reads it',
  'leave.how': 'a choice',
  'offer.nothing': 'says how to be rung',
  'organiser.askWhen': 'a question',
  'organiser.askWhere': 'a question',
  'organiser.askWrong': 'a question',
  'organiser.askNotOurs': 'a question',
  'organiser.askHandOver': 'a question',
  'organiser.asked': 'to another person: test/transcripts/transcripts.test.ts',
  'organiser.asksNew': 'a question',
  'organiser.nothingHere': 'says what can be written',
  'phone.noCalls': 'a choice',
  'phone.outOfDate': 'says that something is over',
  'phone.textInstead': 'a choice',
  'phone.wrongKey': 'no promise',
  'ring.machine': 'a choice',
};

/** Words that promise, by the language of the sentence. */
export const PROMISING: Readonly<Record<string, RegExp>> = {
  nb: /ringer (?:deg|vi)|vi ringer|så ringer|minner (?:deg|dere)|gir (?:deg )?beskjed|sagt fra|sier fra hvis|setter jeg deg over|senest|svarer deg|får (?:du )?svar|sender (?:melding|vi melding)|på melding|bekrefter snart|menneske (?:hos oss )?(?:leser|ser på|hører|retter|her ordner|ringer)|har (?:fått melding|fått spørsmål|spurt)|slett|ser det\.|spør (?:vi )?(?:deg|andre)|finner (?:vi )?en annen|Du får|hører (?:du|til)|ikke (?:flere|mer|lenger)/iu,
  nn: /ringj?er (?:deg|vi)|vi ringj?er|så ringj?er|minner (?:deg|dykk)|gir (?:deg )?beskjed|sagt frå|seier frå viss|set eg deg over|seinast|svarar deg|får (?:du )?svar|sender (?:melding|vi melding)|på melding|stadfestar snart|menneske (?:hos oss )?(?:les|ser på|høyrer|rettar|her ordnar|ringj?er)|har (?:fått melding|fått spørsmål|spurt)|slett|ser det\.|spør (?:vi )?(?:deg|andre)|finn (?:vi )?ein annan|Du får|høyrer (?:du|til)|ikkje (?:fleire|meir|lenger)/iu,
  en: /\b(?:will|shall|we'll|I'll|latest|have told|have asked|am sending|has had|has your|remind you|no more|not .* any more|erase\w*|soon)\b/iu,
  uk: /зателефонує|(?<!\p{L})нагадаємо|відповідь до|відповість|передали|більше не (?:пис|тел|ді)/iu,
  pl: /Zadzwoni (?:człowiek|ktoś)|przypomnimy|odpowie (?:do|na)|przekaza|nie będzie więcej/iu,
  ar: /سيتصل|نتصل بك|سنذكرك|تصلك الإجابة|يجيبك|سيقرأ|سيؤكد|سيصحح|لن تصلك|لن نراسل/u,
  so: /soo wici doon|soo wacaynaa|xusuusin doon|jawaab waxaad|hubinaya|akhrinaya|gudbi/iu,
  ti: /ክድውለልካ|ክንድውለልካ|ከነዘኻኽረካ|ክንነግረካ|ክምልሰልካ|ከረጋግጽ|ሂበዮ|ሂብናዮ/u,
};
