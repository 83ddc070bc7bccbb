import { describe, expect, it } from 'vitest';
import { read } from '../../src/understanding/read.ts';
import type { Intent, Reading, Situation } from '../../src/understanding/base/reading.ts';
import { agder } from './agder.ts';

/** A Monday. */
const NOW = '2026-11-23T12:00';
const LIST = [
  'Strikkekafé, Hisøy bibliotek, tor 26.11 kl. 11',
  'Turgruppa, Froland, ons 25.11 kl. 10',
  'Språkkafé, Arendal, fre 27.11 kl. 12',
];

function hear(text: string, situation: Situation = 'none'): Reading {
  return read({ text, situation, now: NOW, places: agder, list: LIST });
}

/** One line each: what is written, then what is meant. */
function says(situation: Situation, table: string): void {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split('=>').map((side) => side.trim()) as [string, Intent]);
  it.each(rows)('%s => %s', (text, intent) => {
    expect(hear(text, situation).intent).toBe(intent);
  });
}

describe('out of the blue', () => {
  says(
    'none',
    `
    Hva skjer på torsdag?                                        => find_activities
    kva skjer i Froland i helga                                  => find_activities
    AKTIVITET                                                    => find_activities
    ka skjer i hælja                                             => find_activities
    Er det noko kor her?                                         => find_activities
    kjeder meg                                                   => find_activities
    Looking for a choir near Arendal                             => find_activities
    що цікавого у вихідні                                        => find_activities
    ماذا يوجد في أرندال                                          => find_activities
    ንጥፈታት                                                        => find_activities
    4836                                                         => set_place
    eg bur på Hisøy                                              => set_place
    har flyttet til Grimstad                                     => set_place
    Mor trenger følge til legen torsdag                          => ask_for_help
    kan noen handle for meg i morgen                             => ask_for_help
    I need someone to drive me to the doctor on Friday           => ask_for_help
    Мені потрібна допомога з переїздом                           => ask_for_help
    Hvordan blir man frivillig?                                  => become_volunteer
    har noen timer til overs, kan jeg hjelpe                     => become_volunteer
    orker ikke roboter, ring meg                                 => talk_to_human
    0                                                            => talk_to_human
    zadzwoncie do mnie                                           => talk_to_human
    po polsku proszę                                             => set_language
    soomaali                                                     => set_language
    jeg er bortreist til 15. januar                              => pause
    tilbake                                                      => pause
    meld meg på turen onsdag                                     => sign_up
    Хочу записатися на йогу                                      => sign_up
    MELD AV                                                      => cancel_sign_up
    hva er jeg påmeldt                                           => my_sign_ups
    hvilke oppdrag har jeg                                       => my_assignments
    brukte 2,5 timer hos Olga                                    => report_hours
    slett alt dere har om meg                                    => erase_me
    hva har dere lagret om meg                                   => my_data
    Strikkekafeen torsdag er avlyst                              => activity_cancelled
    språkkafeen begynner nå kl 17 istedenfor 18                  => activity_changed
    Vi starter en ny turgruppe på onsdager                       => new_activity
    hva koster strikkekafeen                                     => activity_question
    tusen takk                                                   => thanks
    Hei!                                                         => greeting
    12 JA                                                        => offer_yes
    feil nummer                                                  => wrong_number
    asdf qwer                                                    => unclear
    `,
  );
});

describe('stop and start', () => {
  says(
    'pending offer',
    `
    STOPP!!                          => stop
    stop please                      => stop
    cancel                           => stop
    END                              => stop
    QUIT                             => stop
    avmeld                           => stop
    vil ikke ha flere meldinger      => stop
    slutt å sende meg meldinger      => stop
    START                            => start
    `,
  );
  says(
    'opted out',
    `
    yes                              => start
    ja igjen                         => start
    Hva skjer i helga                => find_activities
    `,
  );
  it('takes YES for a start only from those who are opted out', () => {
    expect(hear('yes').intent).toBe('unclear');
  });
  it('has no word of its own among those that Twilio answers', () => {
    expect(['CANCEL', 'END', 'QUIT'].map((word) => hear(word).intent)).toEqual(['stop', 'stop', 'stop']);
    expect(hear('INFO').intent).toBe('help');
  });
});

describe('a cry for help is heard wherever it comes', () => {
  says(
    'pending offer',
    `
    Jeg orker ikke å leve lenger                       => crisis
    jeg har falt og kommer meg ikke opp                => crisis
    ja, men mannen min slår meg                        => crisis
    I want to die                                      => crisis
    har vondt i brystet og får ikke puste              => crisis
    `,
  );
  it.each(['jeg dør av latter', 'dør av kjedsomhet, skjer det noe i dag?', 'drepte tiden med strikking'])(
    'but not in "%s"',
    (text) => {
      expect(hear(text).intent).not.toBe('crisis');
    },
  );
});

describe('machines', () => {
  it.each([
    'Liked “Kan du følge til lege? Svar JA eller NEI”',
    'Reagerte med ❤️ på «Kan du følge til legen? Svar JA eller NEI»',
    '👍 to “Svar JA eller NEI”',
    'Automatisk svar: Jeg er på ferie til 3. august.',
    'I’m driving right now - I’ll get back to you later.',
  ])('%s', (text) => {
    expect(hear(text, 'pending offer').intent).toBe('automatic');
  });
});

describe('an offer is open', () => {
  says(
    'pending offer',
    `
    ja                                     => offer_yes
    ja, men jeg kan først kl 12            => offer_yes
    ikke noe problem                       => offer_yes
    eg kan no                              => offer_yes
    no kan eg                              => offer_yes
    Hvis ingen andre kan så kan jeg        => offer_yes
    no                                     => offer_no
    nei, ikke denne gangen                 => offer_no
    e kan ikkje                            => offer_no
    det passer dårlig                      => offer_no
    spør noen andre                        => offer_no
    går ikke                               => offer_no
    Jeg har ikke bil lenger                => offer_no
    Skal tenke på det                      => unclear
    får jeg dekket bensin?                 => offer_question
    Hvor lenge varer det?                  => activity_question
    kan du ringe meg om det                => talk_to_human
    `,
  );
});

describe('two offers are open', () => {
  it.each([
    ['12 ja', 'offer_yes', 12],
    ['JA 14', 'offer_yes', 14],
    ['12 nei', 'offer_no', 12],
    ['ja', 'offer_yes', undefined],
    ['14 ja, men ikke 12', 'offer_yes', 14],
    ['ja til 12, nei til 14', 'offer_yes', 12],
    ['tar den andre', 'offer_yes', 2],
  ])('%s => %s of %s', (text, intent, choice) => {
    const reading = hear(text, 'two pending offers');
    expect([reading.intent, reading.slots.choice]).toEqual([intent, choice]);
  });
});

describe('a list of three is shown', () => {
  it.each<[string, Intent, number | undefined]>([
    ['2', 'pick', 2],
    ['nr 2', 'pick', 2],
    ['toeren', 'pick', 2],
    ['den siste', 'pick', 3],
    ['den med tur', 'pick', 2],
    ['strikkinga', 'pick', 1],
    ['meld meg på 2', 'sign_up', 2],
    ['meld på 3, vi er 2', 'sign_up', 3],
    ['hva koster nr 1', 'activity_question', 1],
    ['er det rampe der', 'activity_question', undefined],
    ['MER', 'next_page', undefined],
    ['har dere noe annet', 'next_page', undefined],
  ])('%s => %s %s', (text, intent, choice) => {
    const reading = hear(text, 'browsing list of 3');
    expect([reading.intent, reading.slots.choice]).toEqual([intent, choice]);
  });
});

describe('other open questions', () => {
  it.each<[Situation, string, Intent]>([
    ['awaiting sign-up confirmation', 'ja', 'sign_up'],
    ['awaiting sign-up confirmation', 'vi er to', 'sign_up'],
    ['awaiting sign-up confirmation', 'nei', 'cancel_sign_up'],
    ['signed up, reminder sent', 'kommer', 'sign_up'],
    ['signed up, reminder sent', '2', 'cancel_sign_up'],
    ['signed up, reminder sent', 'hvor var det igjen?', 'activity_question'],
    ['accepted assignment, reminder sent', '1', 'offer_yes'],
    ['accepted assignment, reminder sent', 'jeg har blitt syk', 'withdraw'],
    ['asked how assignment went', 'Det gikk kjempebra!', 'thanks'],
    ['asked how assignment went', 'halvannen time', 'report_hours'],
    ['activity check sent', 'stemmer', 'activity_confirmed'],
    ['activity check sent', 'flyttet til kl 18.30', 'activity_changed'],
    ['activity check sent', 'Gruppa er lagt ned', 'activity_cancelled'],
    ['awaiting place', 'grimstd', 'set_place'],
    ['broadcast received', 'Takk for beskjed', 'thanks'],
  ])('%s: %s => %s', (situation, text, intent) => {
    expect(hear(text, situation).intent).toBe(intent);
  });
});

describe('slots', () => {
  it.each<[string, Reading['slots']]>([
    [
      'strikkekafé på Hisøy torsdag',
      { activity: 'strikkekafé', category: 'craft_music', place: 'Hisøy', when: '2026-11-26' },
    ],
    ['hva skjer i kveld i 4820', { place: '4820', when: '2026-11-23T17:00/2026-11-23T23:00' }],
    ['PAUSE til 1. januar', { until: '2027-01-01' }],
    ['tilbake', { until: '2026-11-23' }],
    ['brukte halvannen time', { minutes: 90 }],
    ['vi vil melde oss på turen torsdag, vi er to', { persons: 2, activity: 'tur', when: '2026-11-26' }],
    ['Bingoen fredag er flyttet til lørdag', { activity: 'bingo', when: '2026-11-28' }],
    ['strikke kaffe på lørdag', { activity: 'strikkekafé', category: 'craft_music', when: '2026-11-28' }],
    ['forstår ikke norsk, po polsku proszę', { language: 'pl' }],
    ['noe på onsdager', {}],
    ['English please', { language: 'en' }],
  ])('%s', (text, slots) => {
    expect(hear(text).slots).toEqual(slots);
  });
});

describe('ordinary words are not places', () => {
  it.each(['his mother needs help', 'hei på deg', 'eg kan no', 'vi hadde det gøy'])('%s', (text) => {
    expect(hear(text).slots.place).toBeUndefined();
  });
  it.each([
    ['noe på His', 'His'],
    ['bor i Lund', 'Lund'],
  ])('%s => %s', (text, place) => {
    expect(hear(text).slots.place).toBe(place);
  });
});
