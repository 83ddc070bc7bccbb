import type { Case } from './case.ts';

/** What is understood and answered, files, ids, words for staff. */
export const STAFF_CASES: readonly Case[] = [
  {
    line: 'B1',
    sense:
      'A question is answered from what is known; the open question stands again with its numbers; the unknown goes to staff.',
    held: [
      'transcripts/questions/70-about-what-is-shown.txt > > hva koster det?',
      'transcripts/questions/71-about-the-centre.txt > > når har dere åpent?',
    ],
    others: [
      'transcripts/questions/70-about-what-is-shown.txt > > kan jeg ta med hunden',
      'transcripts/sign-up/18-a-question-about-ones-own.txt > > er strikkekafeen gratis?',
    ],
    language: 'transcripts/questions/71-about-the-centre.txt > Olena> what are your opening hours',
    phone: 'calls/questions/60-asked-in-a-call.txt > "er det heis der"',
  },
  {
    line: 'B4',
    sense: 'A wish when to be called is kept, inside opening hours, and shown with the callback.',
    held: [
      'service/notify/callback-words.test.ts > a wish when to be called',
      'understanding/days/call-wish.test.ts > when a person wishes to be called',
    ],
    others: [
      'service/notify/callback-words.test.ts > is kept with the callback that is open already, and leaves an open question open',
      'faults/crashes/people.test.ts > a call that is wished, and taken back',
    ],
    language: 'understanding/days/call-wish.test.ts > please ring me after 2 pm on Thursday',
    phone: 'calls/humans/35-said-of-oneself.txt > "kan de ringje meg i morgon klokka ti"',
  },
  {
    line: 'B5',
    sense:
      'Staff see the own words with every callback; an urgent text says what to do and whom to ring; a voicemail is told at once.',
    held: [
      'service/notify/callback-words.test.ts > a callback holds what staff must know before they ring',
      'service/notify/staff-alerts.test.ts > in their hours, in one text: whom to ring, about what, and what to do',
      'service/notify/callback-words.test.ts > is told to staff at once in their hours, with whom to ring and what to play',
    ],
    others: [
      'service/notify/callback-words.test.ts > details that come after asking for help are put with it',
      'service/notify/callback-words.test.ts > never whom an assignment is for',
    ],
    language: 'service/notify/staff-alerts.test.ts > in the language of the centre: %s',
    phone: 'service/notify/callback-words.test.ts > what was said in this call, by whom a number is shown',
  },
  {
    line: 'B9',
    sense: 'What nobody understood reaches a human.',
    held: [
      'service/notify/callback-words.test.ts > what nobody understood',
      'service/notify/callback-words.test.ts > reaches a human the second time in a row, also when the question is not open any more',
    ],
    others: [
      'transcripts/find/04-not-understood.txt > > blåbærsyltetøy',
      'transcripts/find/04-not-understood.txt > > kan jeg låne en tilhenger av noen tror du',
    ],
    language: { none: 'not done' },
    phone: 'calls/find/04-speech.txt > "blablabla"',
    left: 'no example in another language',
  },
  {
    line: 'B10',
    sense: 'Words are read in one place: explain says what the line does, and keywords can be said by phone.',
    held: [
      'cli/system/explain.test.ts > the reserved word of %j is shown beside what it means',
      'cli/system/explain.test.ts > the reserved word stands in the table, too',
    ],
    others: [
      'calls/keywords/51-reserved-words-when-we-ring.txt > "rett navnet"',
      'understanding/keywords/begin.test.ts > AVSLUTT ABONNEMENT',
    ],
    language: 'calls/keywords/52-reserved-words-in-english.txt > "end my subscription"',
    phone: 'calls/keywords/50-reserved-words-are-said.txt > "abonner på tur i 4836"',
  },
  {
    line: 'B11',
    sense: 'A picture without words is told so, the open question stands again, and staff see that there was one.',
    held: ['service/notify/callback-words.test.ts > a picture without words'],
    others: [
      'service/notify/callback-words.test.ts > is followed by the menu where nothing is open',
      'service/delivery/senders.test.ts > a picture without words, and nothing at all, reach a human who knows what came',
    ],
    language: { none: 'not done' },
    phone: { none: 'pictures are texts' },
    left: 'no test with a picture from a person who writes English or nynorsk; the sentence is there in all three',
  },
  {
    line: 'B12',
    sense: 'By phone, too, questions are answered, and a wrong key is asked again and simpler.',
    held: [
      'calls/questions/60-asked-in-a-call.txt > "når har dere åpent"',
      'calls/questions/60-asked-in-a-call.txt > > 7',
    ],
    others: [
      'calls/questions/60-asked-in-a-call.txt > "hvem er dette"',
      'calls/questions/60-asked-in-a-call.txt > "koster det noe"',
    ],
    language: 'calls/find/38-time-of-day-and-facts.txt > "something in Arendal"',
    phone: 'calls/questions/60-asked-in-a-call.txt > "når slutter det"',
    left: 'a list by phone has no time of day; no question by phone in another language is played',
  },
  {
    line: 'B14',
    sense: 'Offers that are ready together are told in one text with numbers, and answers to several are taken apart.',
    held: [
      'transcripts/offers/27-several-at-once.txt > > ja til snømåking, nei til resten',
      'faults/crashes/offers.test.ts > a %s at every point of asking several in one text and taking the answer apart',
    ],
    others: [
      'transcripts/offers/28-several-answered-in-parts.txt > > 1 og 3',
      'transcripts/offers/30-more-than-fit.txt > > bare den på torsdag',
    ],
    language: 'transcripts/offers/28-several-answered-in-parts.txt > Ola> all of them',
    phone: 'calls/offers/19-several-in-one-call.txt > "ja"',
  },
  {
    line: 'B15',
    sense: 'A keyword begins anew after a search that found nothing.',
    held: ['transcripts/keywords/80-a-keyword-begins-anew.txt > > bingo 4836 i dag'],
    others: [
      'transcripts/keywords/80-a-keyword-begins-anew.txt > Ola> strikk på torsdag',
      'transcripts/keywords/80-a-keyword-begins-anew.txt > Ola> AKTIVITET 4818',
    ],
    language: 'transcripts/keywords/80-a-keyword-begins-anew.txt > Olena> ACTIVITY 4836',
    phone: 'calls/find/32-limits-and-places.txt > "aktiviteter i 4836"',
  },
  {
    line: 'C1',
    sense: 'Member lists and calendars as they come are read, or refused with sentences; all faults of a row at once.',
    held: [
      'feeds/imports.test.ts > all faults of a row at once, in the language of the centre',
      'feeds/imports.test.ts > Spond: a workbook with a title above, names in two columns, numbers as numbers, a sum, another sheet',
    ],
    others: [
      'feeds/imports.test.ts > Styreweb: Windows-1252, two columns of telephones, of which the mobile counts',
      'feeds/imports.test.ts > letters that are lost are told, and the row is left out',
    ],
    language: 'feeds/imports.test.ts > all faults of a row at once, in the language of the centre',
    phone: { none: 'files' },
  },
  {
    line: 'C2',
    sense:
      'The register of the country comes with the project; an import adds to it; a file of which no row was taken exits 1.',
    held: [
      'feeds/register.test.ts > the register that comes with the project is read as any file of places',
      'feeds/imports.test.ts > a file of which no row was taken fails',
      'feeds/places.test.ts > a file without coordinates takes none away, and aliases are added to',
    ],
    others: [
      'feeds/imports.test.ts > GeoNames with eleven columns, and Bring in capitals: names are set as names',
      'feeds/places.test.ts > every kind of file, twice: the second time nothing changes',
    ],
    language: { none: 'names of places' },
    phone: { none: 'files' },
  },
  {
    line: 'C3',
    sense: 'Short ids, names and titles name a row; tables fit the terminal.',
    held: [
      'cli/framework/names.test.ts > an activity goes by short id in either case, whole title, long id and a unique beginning of it',
      'cli/framework/tables.test.ts > every table fits, and holds no long id',
    ],
    others: [
      'cli/framework/names.test.ts > people go by name wherever an assignment names them',
      'cli/framework/names.test.ts > what may be several is refused with all of them, and one that is open goes before those that are closed',
    ],
    language: { none: 'commands; their language is another issue' },
    phone: { none: 'a command of staff' },
  },
  {
    line: 'C4',
    sense: 'Staff write dates as people write them, everywhere.',
    held: [
      'cli/framework/dates.test.ts > assignments add --at "%s"',
      'cli/framework/dates.test.ts > days, of what is to come and of what is past',
    ],
    others: [
      'cli/framework/dates.test.ts > what is no day is wrong usage, and says what one looks like',
      'understanding/said-date.test.ts > %j is none',
    ],
    language: 'understanding/said-date.test.ts > next Thursday',
    phone: { none: 'a command of staff' },
  },
  {
    line: 'C5',
    sense:
      'Commands say what they did: landlines are called, a note has a title that says what it is, details are put with the request.',
    held: [
      'cli/framework/reaching-people.test.ts > a landline is called, and that is said',
      'cli/staff/staff-day.test.ts > the note %j gets a title that says what it is',
      'cli/staff/staff-day.test.ts > a note that must not ask, and does not say what it becomes, is wrong usage',
    ],
    others: [
      'service/notify/callback-words.test.ts > details that come after asking for help are put with it',
      'domain/volunteers/eligibility.test.ts > whoever was met and is there may be asked',
    ],
    language: { none: 'commands; their language is another issue' },
    phone: { none: 'a command of staff' },
  },
  {
    line: 'C6',
    sense: 'The cost preview is never lower than the bill.',
    held: ['channels/parts.test.ts > is never measured lower than the bill, with emoji that are joined'],
    others: [
      'channels/parts.test.ts > gets plain quotes and dashes, so that 160 characters stay 160',
      'channels/parts.test.ts > a text measured',
    ],
    language: 'channels/parts.test.ts > ሰላም',
    phone: { none: 'the cost of texts' },
  },
  {
    line: 'B13',
    sense: 'What has just begun is shown as that, while there is sense in it.',
    held: ['transcripts/find/20-just-begun.txt > > når er språkkafeen?'],
    others: [
      'domain/activities/activities.test.ts > the details of one occurrence, and how many places are left',
      'transcripts/find/20-just-begun.txt > kva skjer i dag nær Færvik?',
      'calls/find/35-just-begun.txt > "ja, jeg kommer"',
    ],
    language: 'transcripts/find/20-just-begun.txt > ACTIVITY Færvik today',
    phone: 'calls/find/35-just-begun.txt > "noe i dag i Færvik"',
  },
];
