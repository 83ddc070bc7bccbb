import { fold, words } from '../base/normalise.ts';

const set = (list: string): ReadonlySet<string> => new Set(words(list).map(fold));

/** A yes, as the first or only word, in every language. Folded. */
export const YES_WORDS = set(`
  ja j jaa jaaa japp jepp jau jao jada jadå jo joda jo_da jepps jess jøss jass ok okei okay oki okey greit selvfølgelig selvsagt sjølsagt sjølvsagt klart absolutt gjerne avgjort naturligvis javisst jovisst aye yess jess
  bekrefter bekreftet bekreftes bekreftar stadfester stadfestar confirmed confirm
  yes y yep yeah yup yea sure certainly absolutely definitely
  так да ага звичайно конечно авжеж добре tak oczywiście pewnie jasne نعم ايوه أيوه ايوا أجل اكيد بالتأكيد طبعا تمام موافق haa haah haye ይ እወ እዎ ሕራይ`);
/** A no, as the first or only word. "No" is nynorsk for "now", so in a sentence it must be alone or before a pause. */
export const NO_WORDS = set(`
  nei n nein neida nei_da næ nææ nope niks næi nehei nee neei neii nai nixen nah no nay
  ні нет нєт nie لا كلا maya may ኣይ ኣይፋል ኣይኮነን ኣይፋልን ኣይእወን`);
/** Thumbs and marks that say yes or no. */
export const YES_SIGNS = new Set(['👍', '✅', '👌', '✔', '☑', '🙋', '🆗']);
export const NO_SIGNS = new Set(['👎', '❌', '🚫', '✖', '🙅']);
/** Signs that only say that it was read and liked. */
export const KIND_SIGNS = new Set([
  '❤',
  '🙏',
  '😊',
  '😀',
  '🙂',
  '😍',
  '🥰',
  '😁',
  '👏',
  '🌹',
  '🌸',
  '🎉',
  '🤗',
  '😃',
  '😄',
  '💕',
  '♥',
  '💙',
  '💐',
  '☺',
  '😘',
  '🫶',
  '💪',
  '✨',
]);

/** Words that may follow a yes or a no and leave it bare. */
export const BARE_TAIL = set(`
  takk tusen mange det da gjerne gjerna visst veldig bra fint klart selvfølgelig absolutt please thanks thank you of course for invitasjonen tilbudet sure very much ok okei greit
  dziękuję dzięki chętnie дякую спасибі спасибо شكرا mahadsanid dessverre desverre dessverre diverre beklager sorry takker dei ja yes nei mvh hilsen`);

/** Phrases that say yes to an offer or a question in a sentence. */
export const YES_PHRASES = `
  @jeg @can men|but @not|før|først|only|bare =13
  ^ kan|klarer|tar|går|greit|ok hvis|viss|dersom|om|bare|så =13
  ^ kommer|kjem|møter og|med|alle|begge|gjerne =9
  tar|tek|kan|ja|passer|take begge|both|alle =12
  begge|both .. går|fint|greit|fine|ok|passer|bra|good|work =13
  kan|can ta|take|stille|hjelpe|hjelpa =9
  @jeg .. @can|stiller|tar|tek|gjør|gjer|hjelper|hjelp|fikser|kommer|kjem|kjæm|ordner|ordnar|er|skal|henter|kjører|køyrer .. det|den|opp|dette|gjerne|godt|på|med|it|that|oppdraget =10
  @jeg @can =9
  kan|kjem|kommer|tar|tek|fikser|ordner|stiller|skal|gjør|hjelper jeg|eg|æ|e|vi|me|gjerne|godt|fint|det|den|opp =9
  can|could do =10
  i can|will|could =9
  ill|i|we take|do|be|help|come|there =9
  det|dæ|den|that|it|this|de|tidspunktet|dagen .. går|passer|passar|høres|høyrest|works|fine|ok|bra|suits|funker|fungerer|greit|sounds|kan .. bra|fint|fin|greit|jeg|eg|godt|fine|good|utmerket|perfekt|meg|ok|me|for|mæ? =9
  passer|passar|går|høres|høyrest|funker|works|suits|fits bra|fint|godt|greit|meg|utmerket|perfekt|flott|fine|well|for|me|good =10
  @not|ikkje|ikke|no .. problem|problemer =12
  null problem =12
  kan|kanskje? gjerne|godt|fint|absolutt =10
  @jeg .. er|blir .. med =10
  med|count på|me|in =8
  happy|glad|glade|gladly|glede|love to|for|i? =9
  regn|count|sett|skriv med|on|me|meg opp|på|in? =10
  stiller|stillar opp|gjerne? =10
  sett meg .. på|opp =10
  det ordner|ordnar|fikser|fiksar|skal|kan =10
  den tar|tek =10
  går|passer|passar =5
  of course =10
  jeg|eg|æ|e|i|vi|me kan|tar|tek|can $ =9
  stemmer|stemm|riktig|rett|correct|korrekt =6
  det skal|ska jeg|eg|e|æ|vi|me .. klare|klara|få|greie|fikse|gjøre|ordne =11
  den|det|dæ er|e grei|greit|ok|fint|fine =10
  husker|hugsar|hugser|remember det|den|ja|it|alt =9
  kan|tar|tek .. bare|berre|kun|only den|nr|det|the =9
  sure thing =10
  on my way =10
  er på vei|veg|veien =10
  vi|me|see ses|sees|you|sjåast =9
  gleder|gler|gled meg =9
  kommer|kjem gjerne|selvfølgelig|absolutt =10
  @jeg .. kan|tar|tek .. begge|både =10
  gjør|gjer jeg|eg|æ gjerne|mer|meir =12
  mer|meir enn gjerne =12
  tar|tek .. den|det|oppdraget|nr|nummer =9
  ^ kommer|kjem|kjæm|kjeme|coming|møter|deltar|deltek|deltek $ =9
  ^ vi|jeg|eg|æ|e|me kommer|kjem|kjæm|møter|deltar|deltek =9
  no|nå kan eg|jeg|æ|vi =10
  selvfølgelig|selvsagt|sjølvsagt|klart|absolutt|gjerne|klar|definitely|sure|certainly =8
  supert|flott|perfekt|fint|perfect|great|topp|strålende|utmerket|kjempefint =5
  можу|зможу|могу|смогу|згодна|згоден|согласна|согласен =8
  mogę|pasuje|chętnie|zgadzam =8
  استطيع|يمكنني|اقدر|موافق|موافقه|سآتي =8
  waan awoodaa|karaa|imanayaa =8`;

/** Phrases that say no in a sentence. */
export const NO_PHRASES = `
  verken|neither|hverken eller|of|nor =13
  spør|ask @meg|me? .. heller|senere|seinare|later|neste|next|igjen|annen|another =12
  ikke|ikkje|dont regn|count|rekn =12
  klarar|orkar|maktar @not =11
  ingen|inga|none|neither|verken av|of dem|dei|de|them|disse|delene|dessa|oppdragene =13
  @can|kan|får|rekker|rekk|har|have|orker|klarer|makter|greier|vil|ønsker|kommer|kjem|kjæm|skal|er|tar|tek|stiller .. @not =11
  @not .. kan|kunne|mulighet|høve|anledning|tid|råd|passer|passar|able|available|possible|mulig|muleg|aktuelt|lyst|interessert =11
  kan|can|får|kjem|kommer|rekker|vil jeg|eg|æ|e|me|vi|det|dæ .. @not =11
  cant|cannot|wont|unable|couldnt =12
  går|funker|fungerer|blir|gjeng|vert .. ikke|ikkje|itte|inte =12
  helst|better|rather|heller ikke|ikkje|itte|not =11
  ska|skal|må .. til|te|på .. lege|legen|tannlege|tannlegen|sykehus|sjukehus|jobb|møte|trening|begravelse =10
  niestety|dessverre|diverre nie|nei =12
  glem|gløym|forget det|it =9
  not|ikke|ikkje this|denne|den|today|possible|available|i time|gangen|gongen|dag|dag|for|me =11
  passer|passar|høver .. dårlig|ikke|ikkje|itte|dårleg|dåleg|ille|inte =12
  dårlig|dårleg tid|tidspunkt|timing =11
  må|vil|have .. si|stå|takke|melde|avslå|decline|pass|say .. nei|over|pass|avbud|no|takk? =12
  står|stå over =11
  takker|takkar nei =12
  er|blir|have|jeg|har|am|opptatt .. opptatt|oppteken|bortreist|busy|jobb|away|syk|sjuk|utenlands|utanlands|booket|booked|forhindret|hindra|oppteke|ferie|travelt|feber|timen =10
  blir|vert|bli|får .. nei =12
  har|have|ska|skal|got .. besøk|gjester|gjestar|møte|legetime|tannlegetime|avtale|bursdag|bursdagsselskap|selskap|konfirmasjon|bryllup|begravelse|gravferd|visitors|meeting|appointment|eksamen =9
  må .. hente|passe|på|til .. barn|barna|barnebarn|barnebarna|jobb|ungene|ungane|lege =9
  på|at jobb|arbeid|jobben|work =9
  for|too .. langt|far|tungt|heavy|sent|seint|tidlig|tidleg|mye|mykje|bratt =10
  ^ ikke|ikkje|itte =9
  slepp|slipper|slepper ikke|ikkje|itte =11
  feber|omgangssyke|sjukemeldt|sykmeldt|sykemeldt|operert|brukket =11
  vondt|smerter i =10
  dessverre|desverre|diverre|beklager|beklagar|sorry|unfortunately =7
  har|have .. annet|anna|andre|another|other|en|noe|planer .. på|planer|avtale|avtaler|planar|avtalar|plans|appointment|fore|da|då? =10
  jobber|jobbar|arbeider|working|work|pass =6
  en|ein|another|neste annen|anna|time|gang =9
  spør|ask|prøv|ta .. noen|nokon|andre|en|ein|someone|another|else .. andre|annen|else|anna|others? =11
  maybe|kanskje neste|next|another|en|ein =9
  får det .. ikke|ikkje .. til =12
  ikke|ikkje likevel|allikevel =12
  не можу|зможу|могу|смогу|получится|вийде|вдасться =12
  nie mogę|dam|pasuje|mam|będę|moge =12
  لا استطيع|اقدر|يمكنني =12
  ma .. awoodo|karo|imaan =12
  ኣይክእልን =12`;

/** Words that make an answer unsure: then a yes word in it is not taken for a yes. */
export const UNSURE_PHRASES = `
  kanskje|muligens|mulig|maybe|perhaps|might|muleg|usikker|usikkert|unsure =10
  vet|veit|know|sikker|sure ikke|ikkje|not|itte|enda|yet =12
  dont|not|am know|sure =12
  må .. sjekke|sjekka|tenke|tenkje|høre|spørre|check|think|snakke|undersøke|kalenderen|se|sjå =12
  have|need|let to|me check|think|ask =12
  skal|kan .. sjekke|tenke|høre|se|undersøke .. kalenderen|på|med|det|saken? =11
  kommer|kjem|depends|an an|på|on =10
  kommer an =12
  gi|give|få .. svar|beskjed|tilbakemelding|tenke .. senere|seinare|i|later|snart =11
  может|можливо|возможно|мабуть =10
  może|moze =10
  ربما|ممكن =10
  malaha|laga =8`;
