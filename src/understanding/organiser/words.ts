/** What an organiser tells about an activity. */
export const NEWS = [
  'off',
  'moved',
  'place',
  'full',
  'price',
  'break',
  'new',
  'read back',
  'not ours',
  'closed down',
  'hand over',
  'right',
] as const;
export type NewsKind = (typeof NEWS)[number];

/**
 * Phrases by kind, in bokmål, nynorsk and English, with the words of the other languages that their organisers use.
 * Notation: words/phrase.ts. The weights order the kinds: a sentence that says two is the heavier one.
 */
export const NEWS_PHRASES: Readonly<Record<NewsKind, string>> = {
  off: `
    ikke|ikkje|ingen|inga|no .. i morgen|dag|kveld|kveldag =12
    waa la baajiyay|joojiyay =20
    تم الغاء =20
    avlyst|avlyse|avlyser|avlyses|avlysast|avlysning|avlysing|innstilt|innstille|innstiller|innstilles|avblåst|avblåses =20
    kansellert|kansellere|kansellerer|kanselleres|cancelled|canceled|cancel|cancels|cancelling|canceling =20
    utgår|utgjeng|droppes|droppast|dropper|droppar =18
    ikke|ikkje|ingen|inga|ikkeno|no .. imorgen|#when =12
    blir|vert|er|har|holder|held|går|gjeng|is|are ikke|ikkje|itte|ingen|inga|not|no =13
    blir|vert|er .. ikke|ikkje|not .. noe|noko|av|noen|nokon|on =16
    ingen|inga|no #topic|øvelse|øving|trening|møte|treff|samling|kafé|kafe|tur|kor|kurs|bingo|practice|meeting|class|session =16
    ikke|ikkje|not .. samling|møte|treff|øvelse|øving|trening|meeting =14
    må|måtte|have|must .. avlyse|innstille|cancel|droppe =20
    stengt|stenger|stengd|stenge|closed|closing =14
    syk|sjuk|sykdom|sjukdom|uvær|uver|snøvær|sick|ill|illness .. så|so =9
    скасовано|скасовуємо|скасовується|скасувати|отменяется|отменено|отменяем|відміняється|відмінено =20
    odwołane|odwołany|odwołana|odwołujemy|odwołać =20
    ملغي|ملغى|الغي|نلغي|الغاء =20
    baajiyay|baajinay|joojinay =20
    ተሰሪዙ|ሰሪዝና|ክንስርዝ =20`,
  moved: `
    i stedet|staden =13
    waa la beddelay =17
    flytt~|flyttast|moved|moving|move|moves|forskjøvet|forskjøve|utsatt|utsett|utsette|utsetter|utsettes|postponed|reschedul~ =17
    istedet|isteden|istaden|instead|heller =13
    ny|nytt|nye|new .. tid|tidspunkt|klokkeslett|time|dag|day|dato|date =18
    endret|endra|endrer|endrar|changed .. tid|tidspunkt|klokkeslett|time|dag|day|til|to|fra|frå|from =17
    begynner|byrjar|starter|startar|starts|begynne|begynna|start .. nå|no|now|først|fyrst|heller|later|senere|seinare|tidligere|tidlegare|earlier =16
    starter|begynner|byrjar|startar|starts|er|is|blir|vert|møtes|møtast|meet|meets .. #time =11
    перенесено|переносимо|переноситься|перенесли|переносится =18
    przeniesione|przeniesiony|przeniesiona|przenosimy|przełożone|zmiana =18
    نقل|انتقل|تاجل|مؤجل|تغير =17
    beddelay|wareejinay =17
    ተቐይሩ|ናብ =14`,
  place: `
    nytt|ny|new|annet|anna|annen|different|another .. sted|stad|lokale|lokaler|adresse|rom|sal|hus|place|venue|room|address|location =20
    byttet|bytta|bytter|byttar|changed|endret|endra .. sted|stad|lokale|lokaler|adresse|rom|place|venue|room|address =20
    ikke|ikkje|not .. på|i|at|in .. lenger|lengre|lenger|anymore|meir|mer =12
    vi|me|vi|we|koret|gruppa|laget er|are|møtes|møtast|meet|meets på|i|hos|at|in =13
    møtes|møtast|samles|samlast|meet .. på|i|at|hos|in .. neste|denne|next|this|gang|gangen|#when|isteden|heller =14
    er|møtes|møtast|samles|samlast|holder|held|meet|are nå|no|now på|i|at|in =16`,
  full: `
    no|ingen|inga|ikke|ikkje .. places|plasser|plassar|spaces =19
    sold out =19
    brak miejsc =19
    немає|мест|місць нет|місць =19
    fullt|full|fulltegnet|fullteikna|fullbooket|fullbooka|fulle|utsolgt|utseld|fully =19
    ingen|inga|ikke|ikkje|no|ikkeno .. ledige|ledig|fleire|flere|plasser|plassar|plass|plassane|places|spaces|room .. plasser|plassar|plass|igjen|att|left|available =20
    ikke|ikkje|not|no .. plass|room|space .. flere|fleire|more|til =18
    kan|can .. ikke|ikkje|not .. ta|take .. imot|flere|fleire|more =18
    повний|заповнено =19
    pełne|komplet =19
    ممتلئ|مكتمل =19
    buuxa|buuxay =19`,
  price: `
    koster|kostar|koste|kosta|costs|cost|kostnad =18
    pris|prisen|prisene|inngang|inngangen|inngangsbillett|kontingent|kontingenten|egenandel|eigendel|deltakeravgift|price|fee|entrance .. er|blir|vert|nå|no|is|now|#num|til|to|#price =18
    gratis|free =14
    ta|tar|tek|charge .. betalt|kr|kroner|betaling|money =17
    #num kr|kroner|kronar|crowns|nok =15
    коштує|стоить|ціна|цена =18
    kosztuje|cena =18
    السعر|يكلف|التكلفه =18
    qiimaha|qiimuhu =18`,
  break: `
    sommerferie|sommarferie|juleferie|vinterferie|påskeferie|høstferie|haustferie|ferie|sommerpause|sommarpause|julepause|holiday|holidays|vacation =19
    pause|break|permisjon .. til|fram|until|till|i|over|uker|veker|weeks|sommeren|sommaren|jula|julen =18
    tar|tek|har|have|take|taking .. pause|ferie|fri|break =19
    starter|begynner|byrjar|startar|start|starts|kommer|kjem|er|back|åpner|opner|reopens .. igjen|att|tilbake|again|back =18
    starter|begynner|byrjar|startar|start .. opp .. igjen|att|etter =20
    første|fyrste|siste|last|first .. gang|kveld|møte|øvelse|øving|time|treff .. før|etter|i|er|blir|before|after|is|vert =16
    ingen|inga|ikke|ikkje|itte|no|not .. i|om|over|during|in|mellom sommeren|sommaren|sommerferien|sommarferien|jula|julen|juleferien|romjula|romjulen|påsken|påska|vinterferien|høstferien|haustferien|juli|july|summer|christmas|easter =22
    stengt|stengd|closed .. i|om|hele|heile|til|fram|until|over|fra|frå|from =17
    відпустка|канікули|перерва|каникулы|перерыв =18
    przerwa|wakacje|urlop =18
    عطله|اجازه|استراحه =18
    fasax =18
    ዕረፍቲ =18`,
  new: `
    ny|nytt|new .. aktivitet|tilbud|tilbod|arrangement|kurs|gruppe|activity|course|group|event|offer =21
    starter|startar|starte|starta|begynner|byrjar|start|starting|setter|set .. ny|nytt|new|opp|igang|med|a|en|ei|et =15
    vi|me|we vil|skal|ønsker|ønskjer|want .. arrangere|starte|legge|leggja|arrange|start|add =18
    legge|legg|leggja|leggje|melde|melda|add .. inn|ut|ny|til .. aktivitet|arrangement|kurs|tilbud|kveld|activity|event =20
    arrangerer|arrangerar|holder|held .. åpen|open|#when =10`,
  'read back': `
    what .. on file =22
    co macie|wiecie =20
    що у|ви вас|маєте =20
    ماذا لديكم =20
    hva|kva|ka|what|hvilke|hvilken .. står|har|veit|vet|have|say|says|know|ligger|ligg .. om|på|about .. oss|meg|us|me|laget|foreningen|våre|vår|our =24
    hva|kva|ka|what .. står .. inne|der|registrert|oppført|listed|registered =22
    les|lese|lesa|read .. opp|opplysningene|opplysningane|up|back|it|out =18
    hva|kva|what .. har .. dere|dykk|dokker|you .. registrert|inne =22
    våre|vår|mine|our|my .. aktiviteter|aktivitetar|oppføringer|oppføringar|activities|entries|listings $ =16`,
  'not ours': `
    ikke|ikkje|itte|not .. vår|vårt|våre|vårs|ours|our .. lenger|lengre|meir|mer|anymore|longer? =22
    ikke|ikkje|itte|not .. vi|oss|me|we .. som .. arrangerer|arrangerar|driver|driv|har|holder|held|run|arrange =22
    vi|me|we|jeg|eg|i .. driver|driv|arrangerer|arrangerar|har|holder|held|run|arrange|do|er|are .. ikke|ikkje|itte|not .. den|det|denne|dette|it|this|lenger|lengre|meir|mer|anymore =22
    not .. ours =22
    andre .. har|driver|tatt|teke|runs|overtatt|overteke =20`,
  'closed down': `
    laget|lag|foreningen|foreininga|forening|foreining|klubben|klubb|gruppa|gruppen|vi|me|koret|we|association|club|group .. lagt|legges|legger|legg|leggjast|er|is|are|har|blir|vert|has .. ned|nedlagt|oppløst|oppløyst|avviklet|avvikla|disbanded|dissolved|down =24
    nedlagt|oppløst|oppløyst|avviklet|avvikla|disbanded|dissolved =22
    slutter|sluttar|slutta|sluttet|avslutter|avsluttar|stopping|ending|ends|stops .. helt|heilt|permanent|permanently =22`,
  'hand over': `
    taking|takes|take|tok|ta over =20
    ny|nytt|new .. kontakt|kontaktperson|leder|leiar|styreleder|styreleiar|ansvarlig|ansvarleg|contact|leader =22
    overtar|overtek|overta|overtatt|overteke =20
    tar|tek|takes|taking|tatt|teke over =20
    jeg|eg|i .. slutter|sluttar|gir|gjev|går|trekker .. som|av .. leder|leiar|kontakt|kontaktperson|styret|contact =18
    kontaktperson|kontakten|kontakt|leder|leiar .. er|blir|vert|is .. nå|no|now? =15
    ring|spør|snakk|call|ask .. med? .. heller|instead =14`,
  right: `
    stemmer|stemm|riktig|korrekt|rett|correct|right =16
    som|as .. før|vanlig|vanleg|usual|before|always|alltid =15
    ingen|inga|no endring|endringer|endringar|changes|change|forandring|forandringer =20
    er|are|is .. uendret|uendra|unchanged|samme|same =17
    ikke|ikkje|not .. endret|endra|changed|forandret|forandra =17
    правильно|вірно|верно =17
    zgadza|aktualne =17
    صحيح|صح =16
    sax =16
    ቅኑዕ =16`,
};

/** Words that say a change is for good; `#recurring` days do, too. */
export const FOR_GOOD = `
  fra|frå|from nå|no|now av|on|of? =20
  heretter|framover|fremover|frametter|fast|permanent|permanently|alltid|always|hereafter|framleis =18
  hver|kvar|every|alle|each uke|veke|week|gang|time|#when|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag =16
  for godt|good =20`;

/** Words that say a change is about one time only. */
export const ONCE = `
  i morgen|dag|kveld =16
  bare|berre|only|just|kun .. denne|neste|this|i|på|dette|next|once|gang|gangen|#when =19
  denne|neste|this|next|dette|førstkommende uka|uken|veka|gang|gangen|week|time|onsdagen|mandagen|tirsdagen|torsdagen|fredagen =17
  today|tonight|tomorrow|imorgen|idag|ikveld =16
  engangs|unntaksvis|once =18`;
