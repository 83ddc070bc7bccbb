/** Classes of words that the phrases share, as spelt in bokmål, nynorsk, dialects and English. */
export const CLASSES: Readonly<Record<string, string>> = {
  jeg: 'jeg eg æ e je jæ jei jæi i vi me oss åss we',
  meg: 'meg mæ mei mæi me mej oss åss us',
  du: 'du dere dokker de dykk dokk you ye døkk',
  dere: 'dere dokker de dykk dokk you døkk dåkker',
  not: 'ikke ikkje itte ikkj inte ikje ikk itj ittj ittje kje kke ikkæ ikkja aldri not dont cant cannot wont never couldnt isnt arent doesnt',
  want: 'vil ville ønsker ønskjer ynskjer ønske ønska ynskje lyst tenkt tenkte want wanna would like interessert interesserte interested håper håpar kunne gjerne',
  can: 'kan kann kunne kunna får fekk can could skal',
  be: 'er e bler va æ var være vere vær vera blir blei ble vert bli is are was be',
  have: 'har hadde ha have has had got',
  what: 'hva kva ka ke hvilke hvilken hvilket kva_for what which åka',
  where: 'hvor kor kå hen kest where hvorhen',
  when: 'når nåti når nårti ka_tid katti kortid når_tid when',
  how: 'hvordan korleis kossen kordan koss hvorledes kess korsen how åssen kolles',
  who: 'hvem kven kem who kim',
  join: 'delta delte være vere med join komme kome come bli være_med participate attend',
  come: 'komme kome kommer kjem kom koma kåm come coming comes stille stiller møte møter møta møter delta attend',
  send: 'send sende sender sendes sending text texting tekst mase spam spamme plage skriv skrive',
  messages:
    'melding meldinger meldingar meldingen meldingane sms smser smsar tekstmelding tekstmeldinger tekstmeldingar texts text messages message beskjed beskjeder beskjedar varsel varsler sms-er påminnelser mas spam',
  me: 'meg mæ mei me oss us min mitt my i',
  someone:
    'noen nokon nåken noke someone somebody anyone anybody en ein person folk menneske ansatt tilsett dere dokker dykk de you leder lederen leiar leiaren daglig medarbeider staff',
  change:
    'endre endret endra endrer endring endringer endringar flytte flyttet flytta flytter flyttes flyttast utsatt utsett utsettes utsatte bytte byttet bytta change changed changes moved move postponed rescheduled forskjøvet flyttar flytt',
  cancelled:
    'avlyst avlyses avlyser avlyse avlysast avlyste avlysning innstilt avbestilt kansellert kansellerer droppes droppet droppa utgår utgår utgar cancelled canceled cancelling canceling nedlagt lagt_ned opphørt',
  sick: 'vondt syk sjuk sjuke syke sykt forkjølet forkjøla feber influensa omgangssyke omgangssjuke korona covid ill sick flu unwell ryggen skada skadet',
  thing:
    'aktivitet aktiviteter aktivitetar arrangement arrangementer tilbud tilbod opplegg activity activities event events gruppe grupper gruppa treff møte kurs noe noko nokon noen something anything ting things gruppen tiltak',
  some: 'noe noko nokon noen nokre nåke nåkke nåen nåkka nåkon nokka noka noen any some anything something mange',
  near: 'nær nærheten nærleiken nærheita nærområdet nære nærmeste nærmaste near nearby around close rundt omkring her område',
  doctor:
    'legen lege legevakt legevakta doktor doktoren sykehus sykehuset sjukehus sjukehuset tannlege tannlegen fotpleie frisør frisøren fysioterapeut apotek apoteket doctor hospital dentist time poliklinikk øyelege øyelegen',
  work: 'oppdrag oppdraget oppdrage oppdragene oppdraga assignment assignments task tasks vakt vakta vakten vaktene vakter vaktar',
  volunteer:
    'frivillig frivillige frivilleg frivillege frivilig frivilling volunteer volunteers volunteering frivilligarbeid frivilligverv',
  away: 'bortreist borte utenlands utanlands syden spania ferie ferien holiday vacation away abroad travelling traveling reiser reise bortreiste reist opptatt opptatte oppteken',
  kin: 'mor mora moren mamma far faren pappa bestemor bestemora bestefar mormor morfar farmor farfar kona kone mannen mann sønn sønnen datter datteren dotter nabo naboen nabokona tante tanta onkel venninne søster bror svigermor mother father mum mom dad grandmother grandma grandfather wife husband son daughter neighbour neighbor aunt friend sister brother barnet',
  need: 'trenger treng trenge trengte behøver treng trøng trengar need needs behov mangler manglar søker søkjer saknar savner leter',
  help: 'hjelp hjelpe hjelper hjelpa assistanse bistand help assistance støtte hjelpen',
  price:
    'koster kostar koste pris prisen priser gratis penger betale betaler betales avgift inngang cost costs price fee free pay charge kostnad kontingent vipps kontant kort',
  go: 'komme kome kommer kjem finner finn kjøre parkere parkering parkeringsplass buss bussen bus taxi get',
  phone:
    'ring ringe ringer ringt ringa rings ringjer oppringing oppringt oppringning call calling called phone telefonere kontakte kontakt',
};
