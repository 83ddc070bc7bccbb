import type { Case } from './case.ts';

/** Need, grief, leaving, answers: what people say of themselves. */
export const PEOPLE_CASES: readonly Case[] = [
  {
    line: 'A1',
    sense: 'Outside hours a person in need hears what is so and the numbers; the emergency phone is told at once.',
    held: [
      'service/notify/need.test.ts > is not told that a human knows where none does',
      'service/notify/need.test.ts > hears that the emergency phone is told only where that text is in the outbox',
      'service/notify/need.test.ts > hears it taken back, with the numbers, where that text fails for good',
    ],
    others: [
      'transcripts/need/70-saturday-night.txt > > er det noen der',
      'transcripts/need/71-the-emergency-phone.txt > > har tatt alle pillene mine',
      'walks/promises/can-fail.test.ts > staff not told of need',
    ],
    language: 'transcripts/need/71-the-emergency-phone.txt > Ola> nie chcę już żyć',
    phone: 'calls/need/73-saturday-night.txt > "jeg orker ikke mer, jeg vil bare dø"',
  },
  {
    line: 'A2',
    sense: 'Need is heard by recall, in eight languages; a look-alike is not.',
    held: [
      'understanding/need/need.test.ts > is heard in eight languages',
      'understanding/need/need.test.ts > is not heard in what only looks like it',
    ],
    others: [
      'transcripts/need/71-the-emergency-phone.txt > > broren min har kuttet seg og blør masse',
      'transcripts/need/73-what-only-looks-like-it.txt > > kan ikke hjelpe til mer, vil bli strøket fra listen',
    ],
    language: "transcripts/need/70-saturday-night.txt > I just swallowed a whole box of paracetamol and now I'm scared",
    phone: 'calls/need/72-put-through-at-night.txt > "har falt og kommer meg ikke opp"',
  },
  {
    line: 'A3',
    sense: 'Grief and loneliness get a warm sentence, a human who rings, and an offer.',
    held: [
      'transcripts/feelings/83-alone.txt > > jeg er så ensom',
      'understanding/wordings/sayings.test.ts > alone, or in grief',
    ],
    others: [
      'transcripts/feelings/83-alone.txt > Ola> kona mi gikk bort i september. Helgene er så lange nå',
      'transcripts/stop/76-the-owner-has-died-somali-tigrinya.txt > Solveig> mannen min er død og jeg har ingen å snakke med',
    ],
    language: 'transcripts/feelings/83-alone.txt > Olena> мені так самотньо',
    phone: 'calls/need/73-saturday-night.txt > "eg er så aleine, eg har ingen å snakke med"',
  },
  {
    line: 'A4',
    sense: 'A volunteer who leaves is thanked and not asked any more; open offers are passed on and staff are told.',
    held: [
      'transcripts/leaving/80-a-volunteer-leaves.txt > Solveig> vil ikke være frivillig lenger',
      'understanding/wordings/sayings.test.ts > a volunteer who leaves',
    ],
    others: [
      'transcripts/leaving/80-a-volunteer-leaves.txt > Ola> jeg slutter som besøksvenn',
      'faults/crashes/people.test.ts > a volunteer who leaves, gives up what was agreed, and takes it back',
    ],
    language: 'transcripts/leaving/80-a-volunteer-leaves.txt > Ola> I want to stop volunteering',
    phone: 'calls/humans/35-said-of-oneself.txt > "eg sluttar som frivillig"',
  },
  {
    line: 'A5',
    sense: 'A yes and a no have a scope; where it is in doubt the line asks once and does not decide.',
    held: [
      'understanding/wordings/polarity.test.ts > a yes and a no of one word between them',
      'understanding/wordings/polarity.test.ts > what points both ways',
      'transcripts/offers/31-a-yes-that-is-a-no.txt > > ja nei',
    ],
    others: [
      'transcripts/offers/31-a-yes-that-is-a-no.txt > > hvorfor ikke, det blir hyggelig',
      'transcripts/offers/31-a-yes-that-is-a-no.txt > > nei, det går bra',
    ],
    language: "understanding/wordings/polarity.test.ts > that won't work",
    phone: 'calls/humans/35-said-of-oneself.txt > "ja, men jeg kan ikke den dagen"',
  },
  {
    line: 'A6',
    sense: 'What is said on the day of an assignment reaches staff at once, and the volunteer is told so.',
    held: [
      'transcripts/leaving/81-late-and-times.txt > > står i kø, blir litt forsinket',
      'understanding/wordings/sayings.test.ts > late on the day',
    ],
    others: [
      'transcripts/leaving/81-late-and-times.txt > Ola> blir ti minutter forsinket',
      'service/notify/late-not-told.test.ts > in %s a volunteer who is late hears it where staff were not told after all (%s)',
    ],
    language: 'transcripts/leaving/81-late-and-times.txt > Solveig> eg blir litt sein',
    phone: 'calls/humans/35-said-of-oneself.txt > "jeg blir litt forsinket"',
  },
  {
    line: 'A7',
    sense: 'A wish about times is kept with the volunteer and shown to staff.',
    held: [
      'transcripts/leaving/81-late-and-times.txt > > mandager passer ikke for oppdrag lenger',
      'understanding/wordings/sayings.test.ts > when a volunteer has time',
    ],
    others: [
      'understanding/wordings/sayings.test.ts > Torsdager går ikke for meg etter jul',
      'understanding/wordings/sayings.test.ts > eg kan berre på tysdagar',
    ],
    language: 'transcripts/leaving/81-late-and-times.txt > > I can only do weekends',
    phone: { none: 'a caller is put through to a human, who hears it' },
  },
  {
    line: 'A8',
    sense: 'A worrying word after a visit is kept and reaches staff at once, also where a callback is open.',
    held: [
      'transcripts/leaving/82-worried-after-a-visit.txt > > nei, hun hadde falt',
      'understanding/wordings/sayings.test.ts > after a visit',
    ],
    others: [
      'transcripts/leaving/82-worried-after-a-visit.txt > > han åpnet ikke da jeg ringte på i dag heller, og jeg er bekymret',
      'domain/staff/callbacks.test.ts > somebody in need comes first, also who waited for something else already',
    ],
    language: 'transcripts/leaving/82-worried-after-a-visit.txt > > it was fine, but she was very confused',
    phone: 'calls/humans/35-said-of-oneself.txt > "she had fallen and was very confused"',
  },
  {
    line: 'A9',
    sense: 'CANCEL after a sign-up cancels it; the word stops nothing.',
    held: [
      'transcripts/sign-up/85-cancel-and-soon.txt > > cancel',
      'service/text/keywords.test.ts > none of them is a word that Twilio answers itself',
    ],
    others: [
      'transcripts/sign-up/85-cancel-and-soon.txt > Ola> cancel',
      'transcripts/sign-up/06-two-people-and-a-waiting-list.txt > > avbestill',
    ],
    language: 'transcripts/sign-up/85-cancel-and-soon.txt > > christmas dinner 4836',
    phone: 'calls/reminders/25-cancelled-by-call.txt > Solveig',
  },
  {
    line: 'A10',
    sense: 'A reaction that quotes a text of ours changes nothing and is not answered.',
    held: [
      'understanding/keywords/keywords.test.ts > a reaction that a telephone sent as a text',
      'understanding/keywords/keywords.test.ts > is none where an answer stands beside the quotation, or where something else is quoted',
    ],
    others: [
      'transcripts/keywords/81-reactions.txt > > Liker ikke lenger «Kan du ta et oppdrag?',
      'transcripts/keywords/81-reactions.txt > > Fjernet et hjerte fra «Kan du ta et oppdrag?',
    ],
    language: 'transcripts/keywords/81-reactions.txt > > Gav ett hjärta till',
    phone: { none: 'reactions are texts' },
  },
  {
    line: 'A11',
    sense: 'A plainly different name behind a known number is no correction and inherits nothing.',
    held: [
      'cli/volunteers/same-person.test.ts > A11: another name behind a known number is no correction, and inherits nothing',
      'cli/volunteers/another-name.test.ts > A11: a number of a plainly different name is refused, and nothing is inherited',
    ],
    others: [
      'cli/volunteers/same-person.test.ts > Kari Anne Berg',
      'cli/people/change.test.ts > A25: who has written from the new number already was her all along; another person is not',
    ],
    language: { none: 'a command of staff; its refusals are in Norwegian and English' },
    phone: { none: 'a command of staff' },
  },
  {
    line: 'A12',
    sense:
      'A stop with a greeting, a name or a device beside it stops, with one receipt; a sentence with the word does not.',
    held: [
      'understanding/keywords/keywords.test.ts > STOP with something beside it',
      'transcripts/stop/70-stop-with-a-signature.txt > > Hei! STOPP. Mvh Kari Nordmann',
    ],
    others: [
      'transcripts/stop/70-stop-with-a-signature.txt > Ola> Stopp. Sendt fra min iPhone',
      'transcripts/stop/70-stop-with-a-signature.txt > Ola> Stopp, jeg kommer litt senere',
    ],
    language: 'transcripts/stop/72-stop-in-tigrinya.txt > Ola> Dzień dobry, STOP. Pozdrawiam, Jan Kowalski',
    phone: 'calls/keywords/52-reserved-words-in-english.txt > "stop. Thank you"',
  },
];
