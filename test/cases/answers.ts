import type { Case } from './case.ts';

/** Activities, places, times, figures: what the line says. */
export const ANSWER_CASES: readonly Case[] = [
  {
    line: 'A13',
    sense: 'A row with one thing changed is that activity: who is signed up hears of it, who waits goes first.',
    held: [
      'service/activities/import-activity.test.ts > another place: it is that activity, and who is signed up hears of the place',
      'service/activities/import-activity.test.ts > another time: no second activity; they stay signed up, for the new time',
      'service/activities/import-activity.test.ts > more places: who waits goes first, and the next stranger comes after',
    ],
    others: [
      'service/activities/import-activity.test.ts > a title that is corrected: the same activity, and nobody is told',
      'cli/activities/change.test.ts > places that are added go to who waits',
    ],
    language: { none: 'files; what people hear of it is in their language: service/broadcasts, locales' },
    phone: 'calls/reminders/25-cancelled-by-call.txt > avlyst',
  },
  {
    line: 'A14',
    sense: 'A wish for free, price, step-free, age, part of day, clock or distance is followed, or said not to be.',
    held: [
      'transcripts/questions/73-wishes-with-limits.txt > > noe gratis 4836',
      'understanding/asked/limits.test.ts > noe gratis på Hisøy',
    ],
    others: [
      'transcripts/questions/73-wishes-with-limits.txt > > noe innen 1 km',
      'understanding/asked/limits.test.ts > aktiviteter for barn 4836',
      'understanding/asked/limits.test.ts > etter kl 17',
    ],
    language: 'understanding/asked/limits.test.ts > anything free near Arendal in the evening',
    phone: 'calls/find/32-limits-and-places.txt > "noe for barn i Arendal"',
  },
  {
    line: 'A15',
    sense: 'Places near the centre first; no guess hundreds of kilometres away; small words are no places.',
    held: [
      'cli/system/places-near.test.ts > A15: the place near the centre is meant, and small words are no places',
      'feeds/register.test.ts > Liknes is no slip of Leknes, 1142 km away',
    ],
    others: [
      'feeds/register.test.ts > of places with one name the nearest',
      'feeds/register.test.ts > small words are no sure places, and no guess lies far away',
    ],
    language: 'calls/find/32-limits-and-places.txt > "what is on in Grimstad on Saturday"',
    phone: 'calls/find/04-speech.txt > "noe å gjøre på Hisøy"',
  },
  {
    line: 'A16',
    sense: 'A reminder is promised only where one comes.',
    held: [
      'transcripts/sign-up/85-cancel-and-soon.txt > Solveig> strikkekafé 4836',
      'walks/promises/can-fail.test.ts > no reminder',
    ],
    others: [
      'service/call/promised-by-phone.test.ts > after %s a call that signs up (list %s) promises no text and no reminder',
      'domain/activities/sign-ups.test.ts > when somebody is reminded',
    ],
    language: 'service/call/promised-by-phone.test.ts > UNSUBSCRIBE',
    phone: 'calls/find/32-limits-and-places.txt > "strikking i Arendal i dag"',
  },
  {
    line: 'A17',
    sense: 'The figures of a report add up, with callers and volunteers.',
    held: ['domain/statistics/played-month.test.ts > a month is played and counted by hand, row by row'],
    others: [
      'domain/statistics/statistics.test.ts > no total tells a hidden number',
      'domain/statistics/statistics.test.ts > count what happened in it, and nothing else',
    ],
    language: { none: 'figures; the words of the report are in three languages: locales/*/report.json' },
    phone: { none: 'figures; calls are counted in the played month' },
  },
  {
    line: 'A18',
    sense: 'The language that staff or the person set stays until it is changed.',
    held: [
      'domain/volunteers/volunteers.test.ts > the language that somebody chose, and what they call the place where they live, stand',
    ],
    others: [
      'transcripts/find/10-english.txt > Olena> українська',
      'feeds/volunteers.test.ts > of several languages the first is written in, and all are spoken',
    ],
    language: 'transcripts/find/10-english.txt > Olena> Hello, is there a language cafe near Arendal?',
    phone: 'calls/find/05-english.txt > > 9',
  },
  {
    line: 'A19',
    sense: 'What an organiser says of today is urgent for staff.',
    held: [
      'service/notify/callback-words.test.ts > an organiser who writes about today',
      'service/notify/callback-words.test.ts > by phone too, when nobody takes it',
    ],
    others: [
      'service/notify/callback-words.test.ts > about next week waits its turn',
      'service/notify/staff-alerts.test.ts > in their hours, in one text: whom to ring, about what, and what to do',
    ],
    language: { none: 'not done' },
    phone: 'service/notify/callback-words.test.ts > by phone too, when nobody takes it',
    left: 'no test in which the organiser writes English or nynorsk',
  },
  {
    line: 'A20',
    sense: 'All characters of Windows-1252 come through.',
    held: ['feeds/encodings.test.ts > all 27 characters that Windows-1252 has between 0x80 and 0x9F come through'],
    others: [
      'feeds/encodings.test.ts > ISO-8859-15, told by its euro',
      'feeds/encodings.test.ts > Norwegian text comes back from every table that it can be written in',
    ],
    language: 'feeds/encodings.test.ts > what makes no sense in any of the tables is refused: Polish of Windows-1250',
    phone: { none: 'files' },
  },
  {
    line: 'A21',
    sense: 'Repetition in words is read right in nb, nn and en, or the row is refused.',
    held: [
      'feeds/repeats.test.ts > what is read from words comes out as a second library has it, over clock changes and ten years',
      'feeds/repeats.test.ts > one that is valid and would come out wrong is refused',
    ],
    others: [
      'feeds/repeats.test.ts > the column exceptions',
      'feeds/repeats.test.ts > a first time that the rule does not name is said to be moved',
    ],
    language: 'feeds/repeats.test.ts > every Tuesday except December 22nd',
    phone: { none: 'files' },
  },
  {
    line: 'A22',
    sense: 'A voicemail from a hidden number is one open message, whichever report comes first.',
    held: [
      'service/notify/callback-words.test.ts > from a hidden number is one open message, whichever report comes first',
    ],
    others: [
      'service/notify/callback-words.test.ts > that staff have seen to stays done, however late a report comes',
      'service/call/hidden-question.test.ts > at %s a hidden caller who says "%s" is promised no call, and gets a human or leaves a number',
    ],
    language: "calls/need/73-saturday-night.txt > I don't want to live any more",
    phone: 'calls/find/06-hidden-number.txt > @ message 20',
  },
  {
    line: 'A23',
    sense: 'Every number by which a network says "hidden" is a hidden one, and no person is made of it.',
    held: [
      'service/text/senders.test.ts > a caller who hides the number',
      'service/text/senders.test.ts > no person is made of one that comes as the sender of a text',
    ],
    others: [
      'calls/find/06-hidden-number.txt > @ Hidden rings',
      'service/call/hidden-question.test.ts > in %s, at %s, a hidden caller is promised no answer to "%s", and hears how to get one',
    ],
    language: 'service/call/hidden-question.test.ts > can I bring my dog',
    phone: 'calls/find/06-hidden-number.txt > @ Hidden rings',
  },
  {
    line: 'A24',
    sense: 'One number is one person in every spelling; a channel that is not ours is kept for staff and not answered.',
    held: [
      'service/text/senders.test.ts > one conversation, and a STOP that holds for all spellings',
      'service/text/senders.test.ts > a channel that is not ours',
    ],
    others: [
      'service/text/senders.test.ts > a STOP there holds for the number',
      'service/text/senders.test.ts > a number without plus in the To, too',
    ],
    language: { none: 'numbers' },
    phone: 'service/text/senders.test.ts > a caller who hides the number',
  },
  {
    line: 'A25',
    sense:
      'A person may get a new number and keeps history, gates and open offers; at import a second number is asked.',
    held: [
      'cli/people/change.test.ts > A25: a volunteer gets a new number and keeps her first conversation; both numbers are told, the old one nothing personal',
      'cli/volunteers/same-person.test.ts > A25: a new number of a name and postcode that are known is asked, and makes no second person',
    ],
    others: [
      'cli/people/change.test.ts > A25: what waits for an answer is asked again under the new number',
      'faults/crashes/people.test.ts > a new number, from which the person has written before, with an open offer',
    ],
    language: { none: 'a command of staff' },
    phone: { none: 'a command of staff; a call from the new number: not done' },
  },
  {
    line: 'A26',
    sense:
      'Where a number stands without being a person is said; a column that is missing from the export fails a test.',
    held: [
      'cli/people/privacy.test.ts > A26: people show says where a number stands without being a person: organiser, recipient, who ordered, staff phone',
      'domain/privacy/export.test.ts > every column of the database is in the export, or says why not',
    ],
    others: [
      'service/privacy/held-elsewhere.test.ts > MINE DATA from an organiser names the activities that carry the number',
      'service/privacy/held-elsewhere.test.ts > the staff phone is told that it is one',
    ],
    language: 'service/privacy/held-elsewhere.test.ts > of several two are named, and in English',
    phone: 'calls/privacy/23-mine-data-and-slett-meg.txt > "hva vet dere om meg"',
  },
  {
    line: 'A27',
    sense: 'Whoever names or writes a language is answered in it, or in the nearest that is written.',
    held: ['transcripts/language/84-greetings-from-abroad.txt > > привіт', 'calls/find/05-english.txt > > 9'],
    others: [
      'transcripts/language/84-greetings-from-abroad.txt > Ola> مرحبا',
      'transcripts/language/84-greetings-from-abroad.txt > Olena> hola',
    ],
    language: 'transcripts/language/84-greetings-from-abroad.txt > Solveig> cześć',
    phone: 'service/call/hidden-question.test.ts > tigrinja',
  },
  {
    line: 'A28',
    sense: 'One rule tells a real carrier from a pretended one; doctor says what is missing and exits 1.',
    held: [
      'cli/system/doctor.test.ts > A28: with no database it says what is missing, which commands make it, and exits 1',
      'cli/system/doctor.test.ts > A28: with a database and no centre it does the same, also with a carrier',
    ],
    others: [
      'cli/system/doctor.test.ts > A28: with a centre and places nothing is missing',
      'config.test.ts > https://api.twilio.com:443',
    ],
    language: { none: 'a command of staff' },
    phone: { none: 'a command of staff' },
  },
];
