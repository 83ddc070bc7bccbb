import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import type { Intent, Situation } from '../../../src/understanding/base/reading.ts';
import { agder } from '../agder.ts';

const NOW = '2026-11-23T12:00';

function says(situation: Situation, table: string): void {
  const rows = table
    .trim()
    .split('\n')
    .filter((line) => line.includes('=>'))
    .map((line) => line.split('=>').map((side) => side.trim()) as [string, Intent | 'other']);
  it.each(rows)('%s => %s', (text, intent) => {
    const found = read({ text, situation, now: NOW, places: agder }).intent;
    if (intent.startsWith('not ')) expect(found).not.toBe(intent.slice('not '.length));
    else expect(found).toBe(intent);
  });
}

describe('a volunteer who leaves', () => {
  says(
    'none',
    `
    vil ikke være frivillig lenger                                       => leave
    jeg slutter som frivillig                                            => leave
    I want to stop volunteering                                          => leave
    Hei, jeg må dessverre gi meg nå. Kan dere stryke meg fra lista over frivillige => leave
    Eg har vorte for dårleg i ryggen til å vere besøksven, så eg må nok gje meg   => leave
    Please take me off your volunteer list, we're moving to Bergen next month     => leave
    kan ikke hjelpe til mer, vil bli strøket fra listen                  => leave
    eg sluttar som besøksven                                             => leave
    er ferdig med å være frivillig, takk for meg                         => leave
    dere må finne en annen, jeg orker ikke flere besøk                   => leave
    jeg vil ikke ha flere oppdrag                                        => leave
    ta meg vekk som frivillig                                            => leave
    dere kan stryke meg fra frivilliglista                               => leave
    Nå har jeg gjort mitt, takk for meg                                  => leave
    jeg er blitt for skrøpelig til å besøke folk                         => leave
    jeg kan ikke ta flere oppdrag i desember                             => not leave
    ikke flere oppdrag denne uka takk                                    => not leave
    jeg er for gammel til å kjøre, trenger skyss                         => not leave
    jeg orker ikke flere besøk av den mannen                             => not leave
    ikke regn med meg mer                                                => leave
    jeg vil melde meg av som frivillig                                   => leave
    har bestemt meg for å slutte som turvenn                             => leave
    I can't be a volunteer anymore                                       => leave
    don't count on me any longer                                         => leave
    rezygnuję z wolontariatu                                             => leave
    nie mogę już być wolontariuszką                                      => leave
    більше не хочу бути волонтером                                       => leave
    لا أريد التطوع بعد الآن                                              => leave
    jeg er for gammel til å være besøksvenn nå                           => leave
    jeg vil bli frivillig                                                => become_volunteer
    tar pause som frivillig til jul                                      => not leave
    slutter kurset klokka to                                             => not leave
    kan ikke komme på torsdag lenger                                     => not leave
    når slutter dere i dag                                               => not leave
    vil ikke ha flere meldinger                                          => not leave
    stryk meg fra turen                                                  => not leave
    meld meg av bingoen                                                  => not leave
    kan jeg slutte å røyke med kurset deres                              => not leave
  `,
  );
  says('pending offer', `Nei, og jeg kan ikke være frivillig mer. Har fått nok med mitt eget => leave`);
});

describe('late on the day', () => {
  says(
    'accepted assignment, reminder sent',
    `
    blir litt forsinket                                                  => running_late
    står i kø                                                            => running_late
    Punktert på E18, er der ti over tre                                  => running_late
    there has been an accident on the road, I will not be there before half past three => running_late
    eg blir ti minutt for sein                                           => running_late
    kjem litt seinare, bussen var forsinka                               => running_late
    æ bli litt sein                                                      => running_late
    running 15 minutes late                                              => running_late
    stuck in traffic                                                     => running_late
    rakk ikke bussen, kommer med neste                                   => running_late
    spóźnię się 10 minut                                                 => running_late
    запізнюсь на 10 хвилин                                               => running_late
    سأتأخر قليلا                                                         => running_late
    waan soo daahayaa                                                    => running_late
    jeg kommer                                                           => offer_yes
    kan ikke likevel                                                     => withdraw
    beklager sent svar, jeg kommer                                       => not running_late
    Er det greit om jeg kommer for sent?                                 => not running_late
  `,
  );
});

describe('when a volunteer has time', () => {
  says(
    'none',
    `
    mandager passer ikke for oppdrag lenger                              => availability
    Torsdager går ikke for meg etter jul                                 => availability
    eg kan berre på tysdagar                                             => availability
    I can only do weekends                                               => availability
    kvelder passer best for meg                                          => availability
    helgene kan jeg ikke lenger                                          => availability
    mogę tylko w poniedziałki                                            => availability
    у четверги не можу                                                   => availability
    noe på onsdager                                                      => not availability
    er det strikking på mandager?                                        => not availability
    hva kan vi gjøre i helgene?                                          => not availability
    kan ikke komme på mandag                                             => not availability
  `,
  );
  says('pending offer', `torsdager går ikke for meg => offer_no`);
});

describe('alone, or in grief', () => {
  says(
    'none',
    `
    jeg er ensom                                                         => lonely
    jeg føler meg så ensom etter at mannen min døde                      => lonely
    mannen min er død og jeg har ingen å snakke med                      => lonely
    Kona mi gikk bort i september. Helgene er så lange nå                => lonely
    eg har ingen å prate med lenger og det er så stille i huset          => lonely
    I moved here last year and I still don't know a single person. It gets to me => lonely
    det er blitt så stille her etter at Reidar gikk bort                 => lonely
    Jestem sama, mąż zmarł, nie znam tu nikogo                           => lonely
    мені так самотньо                                                    => lonely
    أنا وحيدة جدا                                                        => lonely
    æ e så aleina heile tida, og kjenne ingen her                        => lonely
    my husband passed away in June and I miss him so much                => lonely
    eg sørgjer og saknar kona mi så                                      => lonely
    jeg har mistet mannen min                                            => lonely
    enke siden i fjor, finnes det noe for meg                            => not lonely
    vil besøke ensomme eldre                                             => become_volunteer
    mannen min døde i går, må melde avbud                                => not lonely
    er det stille der?                                                   => not lonely
    har dere sorggruppe?                                                 => not lonely
    kommer alene                                                         => not lonely
    kjenner dere noen som kan snekre?                                    => not lonely
  `,
  );
});

describe('one way of being reached instead of another', () => {
  says(
    'none',
    `
    ikke ring meg, send bare melding. når er bingo på Hisøy              => talk_to_human
    ikkje ring meg, send sms                                             => talk_to_human
    don't call, text me instead                                          => talk_to_human
    ikke send melding, ring heller                                       => talk_to_human
    ikke send sms, ring meg i stedet                                     => talk_to_human
    jeg vil ikke ha melding, jeg vil bli oppringt                        => talk_to_human
    ikke skriv til meg på engelsk                                        => talk_to_human
    ikke send meg flere meldinger                                        => stop
    slutt å sende meldinger                                              => stop
    ikke ring meg og ikke send melding                                   => stop
    don't text me any more, and don't call                               => stop
  `,
  );
});

describe('after a visit', () => {
  says(
    'asked how assignment went',
    `
    it was fine, but she had fallen and was very confused                => worry
    nei, hun hadde falt                                                  => worry
    Ja, men han var forvirra og det var iskaldt i huset                  => worry
    all fine, only one of the ladies slipped on the steps and hit her head => worry
    1 time, men hun gråt hele tiden                                      => worry
    eg er uroleg for ho, ho hadde ikkje ete på fleire dagar              => worry
    hun åpnet ikke døra                                                  => worry
    ingen åpner døra her                                                 => worry
    ingen svarar når eg bankar                                           => worry
    nobody answers the door                                              => worry
    Johan ligger på gulvet                                               => crisis
    han lukta vondt og det var skittent overalt                          => worry
    ona płakała i było bardzo zimno w mieszkaniu                         => worry
    вона впала і була розгублена                                         => worry
    كانت تبكي                                                            => worry
    way dhacday oo way jahawareersan tahay                               => worry
    hun hadde blåmerker på armen                                         => worry
    I am worried about him                                               => worry
    there was no food in the house                                       => worry
    ja, alt gikk bra                                                     => not worry
    ikke noe problem                                                     => not worry
    it went well, no problems                                            => not worry
    veldig koselig, vi spiste kake                                       => not worry
    1,5 timer                                                            => report_hours
    kaffen falt i smak                                                   => not worry
    gikk fint, slo av en prat                                            => not worry
  `,
  );
});
