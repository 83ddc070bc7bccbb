import type { ActivityAsk, CentreAsk } from '../base/reading.ts';

/*
 * Expressions that ask for each fact, in bokmål, nynorsk, dialects and English. Matched against the whole text, folded
 * and with single spaces: å is a, ø is o. No expression has nested repetition, so that its cost is bounded.
 */

/** "Hvor", but not "hvor mange", "kor lenge", "kor tid". */
const WHERE =
  '(hvor|kor|kvar|hen|where|wheres)(?! (mange|mye|mykje|mangt|lenge|lengje|lang|langt|lang|stor|stort|gammel|gamle|gamal|ofte|dyrt|bratt|tidlig|tidleg|seint|sent|tid|ti|god|bra|many|much)\\b)';
const WHEN =
  '(nar|when|whens|ka tid|kva tid|kor tid|hva tid|hvilken tid|what time|what day|which day|hvilken dag|kva dag|ka dag|hvilket klokkeslett|klokka hva|klokken hva|ka klokka|kva klokka)';
const THAT = '(det|den|dette|dei|de|dem|dae|it|that|this|they|kurset|turen|treffet|kafeen|bingoen|middagen|quizen)';
const IS = '(er|e|blir|vert|var|is|are|was)';
const CAN = '(kan|far|can|could|may)';
const I = '(jeg|eg|e|ae|vi|me|man|en|ein|i|we|one)';

const all = (...sources: string[]): RegExp[] => sources.map((source) => new RegExp(`\\b${source}`));

/** The facts of an activity or an offer; `about` and `start` count only without a more specific one. */
export const ACTIVITY_PHRASES: Readonly<Partial<Record<ActivityAsk, readonly RegExp[]>>> = {
  price: all(
    '(koste|koster|kostar|kosta|cost|costs|prisen|inngangspris|inngangspenger)\\b',
    '(hvor|kor) (mye|mykje) (er|e|ma|skal|ma)\\b',
    'how much (is|are|do|does|will)\\b',
    'how much$',
    `${IS} ${THAT}( \\w+)? (gratis|free|dyrt)\\b`,
    '(er|e|is|are) (the )?\\w+ (gratis|free)\\b',
    '(noen|nokon|nokre|any|hvilke|which|alle|all) (av|of) \\w+( som)?( er| are)? (gratis|free)\\b',
    `(ma|skal|do) ${I}( \\w+)? (betale|pay)\\b`,
    'ile\\b.{0,12}\\bkosztuj',
    '(bezplatne|darmowe|za darmo)\\b',
  ).concat(/(скільки|сколько) .{0,8}(коштує|стоит)|безкоштовно|бесплатно/),
  place: all(
    `${WHERE} (er|e|var|va|was|ligg|ligger|foregar|holdes|motes|motest|moter|moter|skal|blir|vert|is|are|does|do|exactly|hen|i|pa|oppmote|finner|finn|det|me|vi)\\b`,
    `${WHERE}$`,
    '(adressen|adressa|oppmotested\\w*|whats the address|what is the address|the address)\\b',
    `${IS} ${THAT} (fortsatt|framleis|still) (pa|i|at|in) (?!\\w+dag)`,
    'gdzie\\b',
  ).concat(/(^| )(де|где)( |$)/),
  way: all(
    '(hvordan|korleis|kossen|kordan|assen|how) (do|can|kan|kommer|kjem|kome|komme|finner|finn|skal|far|to)\\b.{0,24}\\b(dit|der|there|fram|frem|inn)\\b',
    'how (do|can) (i|we) get to\\b',
    '(finner|finn) (jeg|eg|vi|man) (fram|frem|dit)\\b',
  ),
  start: all(`${WHEN}\\b`, '(o ktorej|kiedy)\\b').concat(/(^| )(коли|когда)( |$)/),
  end: all(
    `${WHEN}\\b.{0,30}\\b(slutt|slutter|sluttar|ferdig|stenger|stengjer|over|end|ends|finish|finished|close|closes)\\b`,
    '(til nar|til ka tid|until when|nar er ein heime)\\b',
    'er (det|den|vi|man) (ferdig|slutt) (for|innen|til|kl|klokka)\\b',
  ),
  duration: all(
    '(hvor|kor|how) (lenge|lengje|long)\\b',
    '(hvor|kor|how) (lang|langt|mykje|mye|much) (tid|time)\\b',
    '(hvor|kor|how) (lang|long) (er|e|is)\\b',
  ),
  places: all(
    '(hvor|kor|how) (mange|many) (plasser|plassar|plass|spots|places|ledige)\\b',
    `${IS} (det|there)( \\w+)? (ledig|ledige|plass|plasser|plassar|fullt|full|fullbooka|room|space|spaces|spots)\\b`,
    `${IS} (det|den|it) (full|fullt|ledig|fully)\\b`,
    '(plasser|plassar|plass) (igjen|att|left|ledig)\\b',
    '(any|noen|nokon|nokre) (spots|places|plasser|plassar|ledige)\\b',
  ),
  step_free: all(
    '(heis|heisen|rampe|rampen|rampa|trapp|trappa|trappen|trapper|trappar|trinn|trinnfritt|trinnfri|terskel|rullestol\\w*|rullator\\w*|rollator\\w*|barnevogn|barnevogna|wheelchair|step free|steps|stairs|elevator|accessible|accessibility|universelt|pram|stroller|pushchair)\\b',
    '(a|the) lift\\b',
  ),
  toilet: all('(toalett|toalettet|handikaptoalett|hc toalett|wc|toilet|toilets|bathroom)\\b'),
  language: all(
    `(${IS}|foregar|holdes|gar) ${THAT} .{0,12}\\b(pa|in|paa) (norsk|engelsk|english|norwegian|polsk|arabisk|ukrainsk)\\b`,
    '(snakke|snakker|snakkar|speak|speaks|forstar|pratar|prater)\\b.{0,24}\\b(norsk|engelsk|english|norwegian|polsk|polish|arabisk|arabic|ukrainsk|ukrainian|somali|somalisk|tigrinja)\\b',
    '(noen|nokon|anyone|someone)\\b.{0,20}\\b(pa|in) (somalisk|somali|polsk|arabisk|ukrainsk|engelsk|tigrinja)\\b',
    '(hvilket|hvilke|kva|what|which) (sprak|language|languages)\\b',
  ),
  alone: all(
    `(${CAN}|gar|er|is|greit|ok|okay|kommer|kjem)\\b.{0,24}\\b(alene|aleine|aleina|alone|by myself|on my own|aalene)\\b`,
  ),
  transport: all(
    '(buss|bussen|bus|ferge|ferga|ferja|skyss|hentet|henta|parkering|parkeringsplass|parkere|parking|kollektivt|drosje|taxi|picked up)\\b',
    '(a|get a) lift (there|to|from)\\b',
  ),
  contact: all(
    '(hvem|kven|kem|who)\\b.{0,20}\\b(ringe|ringer|ringje|ringja|sporre|spor|sporje|sporja|kontakte|snakke|snakka|call|contact|ask|talk|arrangerer|arrangor|arrangorar|arrangerar|organises|organizes|runs|holder|held|leder|leiar|driver|driv|ansvarlig|kontaktperson|star bak)\\b',
    '(hva|kva|what|whats) .{0,12}(nummeret|telefonnummeret|tlf|phone number|the number) (til|for|to)\\b',
  ),
  sign_up: all(
    '(ma|trenger|treng|skal|bor|need|do|have|ma)\\b.{0,20}\\b(melde|meld|paameldt|pameldt|pamelding|si fra|seie fra|seie ifra|si ifra|register|sign up|book|bestille|booke|rsvp)\\b',
    '(trengs|trengst|kreves|krevst|er det) (det )?(pamelding|paamelding)\\b',
    `${CAN} ${I} (bare|berre|just) (komme|kome|mote|moter|come|turn|show|drop|stikke)\\b`,
    '(bare|berre) (mote|moter|dukke) opp\\b',
    '(uten|utan|without) (a |sign|pamelding|registering)',
  ),
  freshness: all(
    '(stemmer|stemmar) (dette|det|denne|dei|opplysningene|tiden|tida|fortsatt|framleis)\\b',
    '(blir|vert) (det|den) (noe|noko) av\\b',
    '(gar|er|blir|gjeng|vert|is) (det|den|it|\\w+)\\b.{0,24}\\b(som vanlig|som vanleg|as usual|as planned|som planlagt|fortsatt|framleis|still on)\\b',
    'is (this|that|it) (right|correct|true|up to date|still on|still right)\\b',
    '(nar|when)\\b.{0,16}\\b(bekreftet|bekrefta|stadfesta|confirmed|oppdatert|updated)\\b',
  ),
  audience: all(
    '(hvem|kven|kem|who) (er|e|is|passer) (det|den|dette|it|this)( \\w+)? (for|til)\\b',
    '(hvem|kven|kem|who) (kan|can|pleier|bruker|kommer|kjem|goes|comes)\\b(?!.{0,16}\\b(ringe|sporre|spor|call|ask|se|see|lese|hjelpe)\\b)',
    '(aldersgrense|aldersgrensa|aldersgrensen|age limit|what age|hvilken alder|kva alder|hvor gamle?|kor gamle?)\\b',
    `(passer|hover|egner) (det|den|seg)\\b`,
    `(${IS}|suitable) ${THAT}( \\w+)? (for|suitable for) (barn|born|ungdom|eldre|voksne|vaksne|kids|children|adults|seniors|beginners|nybegynnere|nybegynnarar|alle|everyone)\\b`,
  ),
  bring: all(
    `${CAN} ${I}( \\w+)? (ta|tar|ha|bring|bringe)( \\w+)? med\\b`,
    `${CAN} ${I}( \\w+)? (ta med|bring)\\b`,
    '(skal|ma|bor|trenger|need|should|do|have|ma)\\b.{0,12}\\b(ha|ta|bring) (med|along)\\b',
    '(skal|ma|bor) (jeg|eg|vi|man|en|ein) (ha|ta) med\\b',
    '(do|should|must) (i|we)( \\w+)* bring\\b',
    '(hva|kva|ka|what)\\b.{0,16}\\b(ta med|ha med|bring)\\b',
    `^(\\w+ ){0,2}ta med \\w+ eller\\b`,
    `${CAN} (mor|mora|mamma|far|pappa|mannen|kona|kone|min|mi|mitt|barna|ungene|barnebarn\\w*|grandma|grandpa|my|the kids|kids|children|en venn|ei venninne|en venninne|svigermor|besteforeldre|nabo\\w*|a friend)\\b.{0,24}\\b(komme|kome|med|come|join|too|og)\\b`,
  ),
  repeats: all(
    `${IS} (det|den|it|this) (hver|kvar|every|annenhver|annakvar|weekly)\\b`,
    '(hvor|kor|how) (ofte|often)\\b',
  ),
  persons: all(
    '(hvor|kor|how) (mange|many) (er|of us are|am|are|har) (vi|jeg|eg|me|we|i)( \\w+)? (pameldt|pamelde|meldt|signed|satt|oppfort)\\b',
    '(hvor|kor|how) (mange|many) (er|am|are) (jeg|eg|i)\\b',
  ),
  attends: all(
    '(hvor|kor|how) (mange|many)\\b(?!.{0,30}\\b(pleier|plar|brukar|bruker|usually|normally)\\b).{0,28}\\b(kommer|kjem|komande|coming|attending|pameldt|pamelde|pameldte|meldt|meldte|deltar|deltek|deltakere|deltakarar|deltagere|participants|pameldinger|pameldingar|sign ups|signups|signed up)\\b',
    '(hvor|kor|how) (mange|many)\\b.{0,20}\\b(star|stend|er|har|are|is|have|names)\\b.{0,16}\\b(pa|on) (lista|listen|listene|liste|the list|our list|venteliste|ventelista|ventelisten)\\b',
    '(noen|nokon|anyone|anybody)\\b.{0,20}\\b(meldt|meldte) seg pa\\b',
    '(has|have) (anyone|anybody) (signed up|registered)\\b',
  ),
  about: all(
    '(hva|kva|ka|what) (gar det ut pa|gjor (man|vi|dere|de|jeg)|gjer (ein|vi|de|me)|handlar det om|handler det om|slags|is it about|do (we|you|they|people) do)\\b',
    '(hva|kva|ka|what) (er|e|is) (det|dette|den|it|this|that)( for noe| for noko| egentlig| eigentleg| da| about)*$',
  ),
};

/** The facts that only an offer has. */
export const OFFER_PHRASES: Readonly<Partial<Record<ActivityAsk, readonly RegExp[]>>> = {
  needed: all(
    '(hvor|kor|how) (mange|many) (trengs|trengst|trenger|treng|skal|er|blir|vert|frivillige|are|people|of us|volunteers|will)\\b',
  ),
  place: all('(er|e|is) (det|it) (langt|far)\\b', '(hvor|kor|how) (langt|far)\\b'),
  car: all('(trenger|treng|ma|need|do|kreves|krevst|trengs)\\b.{0,20}\\b(bil|bilen|car|kjore|drive)\\b'),
  duration: all('(hvor|kor|how) (lang|long|mye|mykje|much)\\b.{0,16}\\b(tar|tek|take|time|tid)\\b'),
};

const YOU = '(dere|dokker|dokke|dykk|de|du|you|sentralen|kontoret|the centre|the center|frivilligsentralen)';

/** The facts of the centre. */
export const CENTRE_PHRASES: Readonly<Record<CentreAsk, readonly RegExp[]>> = {
  opening: all(
    `(nar|when|what time|hvilke dager|kva dagar|ka tid|kor tid)\\b.{0,20}\\b${YOU}\\b.{0,16}\\b(apent|apen|ope|opent|apne|apner|opnar|open)\\b`,
    `^(hei |hallo )?(har|have|${IS.slice(1, -1)}) ${YOU} (apne|apen|opne|open|apent|ope|stengt|stengte|closed)\\b(?! (for|til)\\b)`,
    `^(hei |hallo )?${IS} det (apent|ope|opent|stengt)( (hos dere|hos dykk|pa kontoret|pa sentralen))?( (i|no|na|om|til) .*)?$`,
    `${YOU}\\b.{0,14}\\b(apent|ope|opent|apningstid|apningstider|opningstid|opningstider)\\b`,
    '(apningstid|apningstider|apningstidene|opningstid|opningstider|opningstidene|opening hours|open hours)\\b',
    '(are|is) (you|the centre|the center) open\\b',
    `${IS} (sentralen|kontoret) (apent|apen|ope|open)\\b`,
    `(nar|when) (er|is|apner|opnar|stenger) (sentralen|kontoret|the centre)\\b`,
  ),
  address: all(
    `${WHERE} (holder|held) (dere|dokker|de|du) (til|hus)\\b`,
    `${WHERE} (er|ligger|ligg|finner (jeg|man|vi)|finn (eg|ein)) (dere|dokker|de hen|sentralen|kontoret|frivilligsentralen)\\b`,
    'where (are you|is the centre|is the center|is your office|can i find you)\\b',
    '(adressen|adressa) (deres|dykkar|til dere|til sentralen)\\b',
    'your address\\b',
  ),
  phone: all(
    '(telefonnummeret|nummeret|tlf nummeret|telefonnummer|tlf) (deres|dykkar|til dere|til sentralen|til dykk)\\b',
    '(hvilket|kva|what) (nummer|number)\\b.{0,20}\\b(ringe|ringer|call|dere|dykk|you)\\b',
    '(what|whats)( is)? your (phone )?number\\b',
  ),
  who: all(
    '(hvem|kven|kem|who) (er|e|is|are) (dette|du|dere|dokker|this|you|det her|det som (skriver|skriv|sender|ringer|svarer))\\b',
    '(hvem|kven|kem|who)\\b.{0,12}\\b(snakker|snakkar|skriver|skriv|chatter|am i (talking|speaking|writing))( \\w+)? ?(med|til|to|with)\\b',
    '(hvem|kven|kem) (er|e) det$',
  ),
  machine: all(
    '(er|e|is|are|am i)\\b.{0,24}\\b(maskin|robot|roboten|bot|chatbot|ai|ki|machine|human|real person)\\b',
    '(snakker|snakkar|skriver|skriv|talking|speaking|chatter)\\b.{0,24}\\b(menneske|maskin|robot|human|person|machine)\\b',
  ),
  text_cost: all(
    '(koster|kostar|koste|cost|costs|gratis|free|pris|prisen|betale|charge)\\b.{0,24}\\b(sms|smsen|melding|meldinger|meldingar|meldingene|tekstmelding|text|texts|texting|sende hit|a svare|reply)\\b',
    '(sms|melding|meldinger|meldingar|meldingene|texts|texting)\\b.{0,16}\\b(gratis|free|koster|kostar|cost)\\b',
  ),
  privacy: all(
    '(hva|kva|ka|what) (lagrer|lagrar|lagra|tar|sparer) (dere|dokker|de|du)\\b',
    '(what|which)\\b.{0,16}\\bdo you (store|keep|save)\\b',
    '(hvem|kven|kem|who) (ser|kan se|far se|fa sja|kan sja|leser|les|kan lese|can see|sees|reads|can read|gets to see)\\b',
    '(blir|vert) (dette|det|meldingene|meldingane)\\b.{0,12}\\b(lagret|lagra|delt)\\b',
    '(hva|kva) (gjor|gjer) (dere|de|dokker) med (nummeret|opplysningene|meldingene|det jeg)\\b',
  ),
};

/** Words that, alone with a question mark, ask. */
export const ALONE_ASKS: Readonly<Record<string, ActivityAsk>> = {
  pris: 'price',
  gratis: 'price',
  price: 'price',
  free: 'price',
  heis: 'step_free',
  trapper: 'step_free',
  sted: 'place',
  stad: 'place',
  adresse: 'place',
  address: 'place',
  pamelding: 'sign_up',
  parkering: 'transport',
  parking: 'transport',
  buss: 'transport',
};
