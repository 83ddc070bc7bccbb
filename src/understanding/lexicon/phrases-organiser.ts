/** Phrases of organisers about their own activities. Notation: phrase.ts. */
export const ORGANISER = {
  activity_cancelled: `
    #topic|#thing .. @be .. @cancelled =22
    @cancelled .. #topic|#thing =19
    @cancelled =13
    @be .. @cancelled =17
    må|vi|me .. avlyse|avlyser|innstille|cancel|cancelling|kansellere|droppe =18
    ingen|ikke|ikkje|ikkje|no|blir|not .. #topic .. #when =15
    ingen|ikkje|no #topic =14
    ikke|ikkje noe|noko|noen|nokon .. #topic|treff|møte|trening =14
    #topic .. @be|er|is|utgår|blir|vert ikke|ikkje|not .. noe|av|on|noko =17
    blir|vert .. ikke|ikkje .. noe|noko .. av|#topic =15
    blir|vert|er ikke|ikkje|itte .. #topic =14
    #topic .. @be|er|har .. nedlagt|slutt|lagt|avsluttet|avslutta|sluttet|slutta|over|finished|stengt|stopped|closed =19
    har .. sluttet|slutta|lagt|stoppet|avsluttet .. ned|med =15
    lagt|legges|legger|legg ned =16
    legge|nedlagt|lagt_ned =14
    tar|tek|har|taking .. juleferie|sommerferie|ferie|sommarferie|pause =12
    finnes|eksisterer|finst|fins ikke|ikkje .. lenger|lengre|meir =17
    no longer .. exists|running|happening|meets =18
    stengt|closed =12
    скасовано|скасовується|отменяется|отменено|відміняється =20
    odwołane|odwołany|odwołana|odwołujemy =20
    ملغي|ملغاه|الغي =18`,
  activity_changed: `
    #topic|#thing .. @be .. @change .. til|from|to|frå|fra|på? =20
    @change .. til|to|fra|from|frå =15
    @change .. tid|tidspunkt|time|dag|sted|stad|lokale|place|venue|adresse|klokkeslett|klokka|room|rom|pris|day|starttid|oppmøte|kontaktperson|telefonnummer|leder|møteplass|oppmøtested =20
    nytt|ny|new|annet|anna|annen|different|feil|wrong .. tid|tidspunkt|time|dag|sted|stad|lokale|place|venue|adresse|klokkeslett|klokka|room|rom|pris|day|starttid|kontaktperson|telefonnummer|nummer|leder|leiar|contact|dato|date =19
    begynner|byrjar|starter|startar|slutter|er|starts|flytter|møtes|blir|are|is|vert .. nå|no|now|i_stedet|heller|istaden|istedet|instead|isteden =15
    @be .. @change =17
    flyttes|flyttast|flyttet|flytta|utsatt|utsettes|utsett|moved|postponed =18
    vi|me|we .. flytter|flyttar|bytter|utsetter|moved|har|begynner|møtes|endrer .. til|now|nå|ny|nytt|senere|to|kl|i|på? =11
    #topic .. starter|begynner|byrjar|startar|starts|er|is|blir|flytter .. kl|klokka|at|nå|no|now|halv|#time =14
    en|ein|half|1 time|halvtime|hour|uke|dag|minutter .. senere|seinare|tidligere|tidlegare|later|earlier|før =16
    #time .. i|instead|istedenfor|instead stedet|staden|of|for|ikke =17
    ikke|ikkje|not .. kl|klokka|at|#when .. men|but =15
    holder|held|er|møtes vi? .. ikke|ikkje .. lenger|lengre =12
    @change .. #topic =16
    перенесено|переноситься|переносится|змінено =18
    przeniesione|przeniesiony|zmiana|przenosimy =18`,
  activity_confirmed: `
    alt|alt_sammen|everything|all|det|opplysningene|informasjonen|info .. stemmer|riktig|rett|correct|right|stemm|korrekt|uendret|uendra =18
    stemmer|stemm =14
    som før|vanlig|vanleg|usual|normalt|always|planlagt|alltid =15
    ingen|no endringer|endringar|endring|changes|change =18
    uendret|uendra|unchanged =15
    same as =14
    fortsatt|framleis|still .. riktig|rett|stemmer|correct|right|aktuelt|gjelder =17`,
  new_activity: `
    ny|nytt|new|nye @thing|tilbud|gruppe|#topic =13
    @jeg|vi|me|we|har|skal|vil|ønsker|will|are .. starte|starter|startar|start|starting|oppretter|opprette|arrangere|arrangerer|arrangerar|skipe|skipar|arrange|organise|organize|holde|inviterer|hold|set|lager|run|running|holder|hosting .. ny|nytt|new|#topic|@thing|opp|a|en|et|ein|til|gruppe =15
    @jeg|har starter|startar|starting|startet|starta .. en|ei|eit|et|a|ny|nytt .. #topic|@thing =20
    starter|startar|starting .. ny|nytt|new =19
    @want .. starte|start|opprette|lage|arrangere|organise|organize|holde|set_up|skipe .. #topic|@thing|en|a|et|ein =17
    legge|registrere|legg|registrer|melde|føre|add|register|put|lagt|annonsere|publisere|list .. inn|ny|til|inn|new|up|opp|our|vår|på|et|en .. @thing|ny|#topic =17
    vi|me|we .. starter|startar|arrangerer|arrangerar|inviterer|har|skipar|organise|hosting|holder|held .. #topic .. #when =14
    kan|can|could vi|jeg|i|we|dere|eg|me .. få|legge|lagt|add|annonsere .. inn|med|vårt|vår|our|til .. @thing|arrangement|#topic =17
    vårt|vår|our|mitt .. @thing|#topic .. i|med|på|in .. oversikten|listen|lista|deres|list =15`,
  offer_question: `
    @what|@where|@when|@who|@how .. er|is|skal|må|blir|lenge|mye|gjelder|gjeld|handler|does|will|do|long|many|bor|adressen|skjer =8
    gjelder|gjeld .. det =8`,
} as const;
