import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import type { Reading, Situation } from '../../../src/understanding/base/reading.ts';
import { agder } from '../agder.ts';

const NOW = '2026-11-24T10:00';
const LIST = [
  'Formiddagstreff, tir. 24.11 kl. 11, under 1 km',
  'Språkkafé, ons. 25.11 kl. 17.30, under 1 km',
  'Bingo på Hisøy, fre. 27.11 kl. 12, 3 km',
];

const hear = (text: string, situation: Situation, list?: readonly string[]): Reading =>
  read({ text, situation, now: NOW, places: agder, ...(list === undefined ? {} : { list }) });

/** One line each: what is written, then the facts that are asked for, or the intent where it asks for none. */
function asks(situation: Situation, intent: string, table: string, list?: readonly string[]): void {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split('=>').map((side) => side.trim()) as [string, string]);
  it.each(rows)('%s => %s', (text, wanted) => {
    const reading = hear(text, situation, list);
    expect(`${reading.intent} ${reading.slots.asks ?? ''}`.trim()).toBe(`${intent} ${wanted}`.trim());
  });
}

describe('facts of an activity that is shown', () => {
  asks(
    'awaiting sign-up confirmation',
    'activity_question',
    `
    hva koster det?                       => price
    koste det någe                        => price
    er det gratis                         => price
    is it free?                           => price
    kva kostar det for to                 => price
    hvor er det                           => place
    Kvar møtest de                        => place
    where is it exactly                   => place
    how do I get there?                   => way
    korleis kjem eg meg dit               => way
    når begynner det                      => start
    og når er det ferdig? har legetime kl 14 => end
    når slutter det                       => end
    when does it end                      => end
    hvor lenge varer det                  => duration
    how long does it last                 => duration
    hvor mange plasser                    => places
    er det ledig                          => places
    Er det heis der                       => step_free
    is it wheelchair accessible           => step_free
    er det toalett der                    => toilet
    er det på norsk?                      => language
    do they speak English there           => language
    kan jeg komme alene                   => alone
    når går bussen                        => transport
    er det parkering rett ved, har hc-kort => transport
    hvem kan jeg ringe om det             => contact
    Kven kan eg spørje om dei går i regn òg => contact
    må man melde seg på eller bare møte opp => sign_up
    do we need to register                => sign_up
    stemmer dette?                        => freshness
    hva går det ut på                     => about
    hvem er det for                       => audience
    kan jeg ta med hunden                 => bring
    can grandma come too                  => bring
    er det hver onsdag                    => repeats
    når er det og hva koster det          => price;start
  `,
  );
});

describe('facts of what is in a list', () => {
  asks(
    'browsing list of 3',
    'activity_question',
    `
    noen av dem gratis?                   => price
    hvor er språkkafe                     => place
    når slutter bingoen                   => end
    når går bussen                        => transport
    kan jeg ta med hunden                 => bring
    er det heis                           => step_free
  `,
    LIST,
  );
  it('names the line', () => {
    expect(hear('hva koster nr 2', 'browsing list of 3', LIST).slots).toMatchObject({ asks: 'price', choice: 2 });
    expect(hear('når slutter bingoen', 'browsing list of 3', LIST).slots).toMatchObject({ asks: 'end', choice: 3 });
  });
  it('names what is not in the list', () => {
    const { slots } = hear('hvor er språkkafe', 'browsing list of 3', LIST.slice(0, 1));
    expect(slots).toMatchObject({ asks: 'place', activity: 'språkkafé' });
    expect(slots.choice).toBeUndefined();
  });
});

describe('the centre', () => {
  const table = `
    når har dere åpent                    => opening
    er dere åpne på lørdag                => opening
    er dokker åpne no                     => opening
    er det åpent i dag                    => opening
    har dere stengt i romjula?            => opening
    what are your opening hours           => opening
    Når har dere åpent og hvor holder dere til? => opening;address
    hvor holder de til                    => address
    hva er telefonnummeret deres          => phone
    hvem er dette                         => who
    kven er dette                         => who
    who is this?                          => who
    Snakker jeg med et menneske eller en robot => machine
    er det en maskin jeg snakker med eller => machine
    are you a robot                       => machine
    Koster det noe å sende sms hit?       => text_cost
    hva koster en melding                 => text_cost
    does it cost anything to text you     => text_cost
    Hva lagrer dere om meg egentlig?      => privacy
    hvem ser dette                        => privacy
    who can see this                      => privacy
  `;
  asks('none', 'centre_question', table);
  asks('awaiting sign-up confirmation', 'centre_question', table);
  asks('browsing list of 3', 'centre_question', table, LIST);
});

describe('what is no question', () => {
  asks('browsing list of 3', 'find_activities', 'quiz 4836 =>\nhva skjer i morgen =>', LIST.slice(0, 1));
  asks('none', 'find_activities', 'finnes det noe gratis på lørdag =>\nhva skjer på Hisøy i helga =>');
  asks('none', 'ask_for_help', 'kan noen handle for meg i morgen =>');
});

describe('an offer', () => {
  asks(
    'pending offer',
    'activity_question',
    `
    Hvor lang tid tar det ca?             => duration
    hvor lenge varer det?                 => duration
    hvor er det                           => place
    trenger jeg bil?                      => car
    hvor mange skal vi være               => needed
    how long will it take                 => duration
  `,
  );
});

describe('how many are coming', () => {
  const table = `
    Hvor mange er det som kommer egentlig => attends
    hvor mange kommer på torsdag          => attends
    kor mange kjem det                    => attends
    kor mange er påmelde                  => attends
    Hvor mange er påmeldt hittil          => attends
    Hvor mange står på lista hos dere     => attends
    Kor mange har de på lista             => attends
    har noen meldt seg på ennå            => attends
    how many are coming                   => attends
    how many people have signed up        => attends
    has anyone signed up yet              => attends
  `;
  asks('none', 'activity_question', table);
  asks('awaiting sign-up confirmation', 'activity_question', table);
  asks('awaiting sign-up confirmation', 'activity_question', 'hvor mange er vi påmeldt => persons');
});

describe('what is looked for, while its place is asked', () => {
  asks(
    'awaiting place',
    'activity_question',
    `
    trenger jeg kunne noter?              => other
    treng eg kunne noko frå før?          => other
    do I need special shoes               => other
    hvem kan jeg ringe om det             => contact
    kven kan eg ringje om det             => contact
    who can I call about it               => contact
  `,
  );
  asks('awaiting place', 'talk_to_human', 'kan noen ringe meg =>\njeg vil snakke med noen =>');
});

describe('an organiser whose activity is full', () => {
  asks(
    'none',
    'activity_changed',
    `
    Vi har fullt på BankID-kurset nå, kan dere stenge påmeldingen? =>
    Kurset er fullt, stopp påmeldinga      =>
    Me har fullt på torsdag                =>
    vi er fulltegnet, ikke ta flere påmeldinger =>
    kan de stengje påmeldinga til turen?  =>
    we are full, please close the sign-up =>
    don't take more bookings for the course =>
  `,
  );
  asks('awaiting sign-up confirmation', 'activity_question', 'er det fullt => places\nis it full => places');
});
