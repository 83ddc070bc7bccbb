import { fold, words } from '../base/normalise.ts';

/** Words that carry grammar, not content. Folded on load. They are never corrected, never topics and never places. */
const NORWEGIAN = `
  jeg eg æ e je jæ jei meg mæ mei deg dæ seg du dere dokker dykk de dei dem di han hun ho hu henne hennar hans honom vi me oss åss man en ein ei et eit ett den det dette denne disse desse da då nå no nu
  er var vært vore vere være blir blei ble blitt vert vart har hadde hatt ha kan kunne kunna kann skal skulle vil ville må måtte bør burde få får fikk fått fekk gjør gjer gjorde gjort går gå gikk gjekk gått
  og å at om som men eller for av på i til frå fra med uten utan ved hos mot over under mellom etter før føre innen rundt omkring ut inn opp ned der her hit dit hjem hjemme heime borte bort
  hva kva ka ke hvem kven kem hvor kor kå hen hvordan korleis kossen kordan koss hvorfor kvifor koffer hvilken hvilke hvilket kva_for når nåti hvis dersom viss ikke ikkje itte ikkj inte aldri bare berre kun
  noe noko nokon noen noke nåkke nokre nåen litt mye mykje mer meir mest mange mang flere fleire flest alle alt all hele heile annen anna andre annet ny nye nytt god godt gode bra fin fint fine greit grei stor liten lite små
  min mi mitt mine din di ditt dine sin si sitt sine vår vårt våre deres dykkar dokkers vel jo nok også òg ogs så så_ veldig kjempe helt heilt ganske igjen att ennå enda endå allerede alt snart straks fortsatt framleis også samme same
  hei hallo heisann halla god takk tusen hjertelig snill vennlig venleg hilsen helsing mvh hilsning ja nei jo jau jepp nope ok okei okay
  kommer kjem kom komme kome komt vet veit visste tror trur tenke tenker synes likar liker like heter heiter hete bor bur bo bodde ser sett se sjå hører høyrer hørt lurer lurar lurte trenger treng treng trengte ønsker ønskjer ynskjer ønska skjer hender foregår føregår finnes finst fins finn finne
  gjerne helst kanskje kansje muligens sikkert liksom egentlig eigentleg altså bare visst ifra nærheten nærleiken nærheita nær nære nærmeste nærmaste området omegn distriktet her_omkring byen bygda plass sted stad staden stedet hjem
  passet passa passende barnehage barnehagen barnehager booking bookingen
  ting noenting opplegg opplegget by slags type typer slik sånn hvert hver kvar kvart år gammel gammal gamle voksen voksne barn unger ungdom folk person mennesker menneske første siste neste forrige
  send sende sendte sendt skriv skrive skrev fortell fortelle vis vise gi gitt tilby tilbyr tilbud tilbod mulig muleg mulighet høve sjanse dag dagen dager dagar kveld kvelden uke uka uken veke veka helg helga helgen tid tida klokka klokken kl måned månad år time timer minutter
  aktivitet aktiviteter aktivitetar arrangere bli blive være_med være blitt ta tar tok tatt tenkte prøve prøver drive driver driv holde holder held arrangerer mulig hente hentes kjøre sitter sitte står stå ligge ligger si sier sei seier sa sagt
  mannen kona mor mora moren far faren sønn datter venn venninne nabo naboen venner mamma pappa bestemor foreldre familie familien søster bror dame damer menn mann kvinner jenter gutter
  legen lege sykehus tannlege fotpleie butikken butikk apotek apoteket telefon telefonen mobil mobilen nummer nummeret adresse adressen melding meldinger meldingar sms beskjed buss bussen bil bilen tog
  dessverre beklager diverre orker orkar rekker rekk passer passar syk sjuk dårlig reise reiser borte ferie jobb jobbe jobber arbeid snakke snakker prate ringe ring ringer svar svare spørsmål spørre spør hjelp hjelpe hjelper
  treffe treffes treffast byttet bytta flyttet stykker stykk stk begge både alene aleine redd glemt husker gruppe grupper gruppa lag forening klubb senter sentral frivilligsentral frivilligsentralen sentralen kommune kommunen gratis penger pris koster kostar koste kroner starter starte begynner byrjar slutter ferdig åpent ope åpen stengt interessert interesse lyst lystig glad kjekt moro gøy artig hyggelig koselig trivelig
  ikveld idag imorgen`;
const ENGLISH = `
  i im ive id ill me my mine you your yours he him his she her hers it its we us our they them their a an the this that these those is am are was were be been being do does did dont doesnt didnt done have has had havent
  can cant cannot could couldnt will wont would wouldnt shall should may might must not no yes nor and or but if so as at by for from in into of off on out over to too up down with without about near nearby around close here there where when what which who how why
  some any anything something someone anyone nothing all both each every more most many much few little lot lots other another new old good nice great fine okay just only also very really please thanks thank hello hi hey dear sorry
  go going goes come coming comes came get got give take want wants wanted need needs like likes love know knew think find found look looking looks see show tell say said ask help make join joining meet try interested interest start starts started stop stops happening happens going events activities activity available
  today tomorrow tonight week weekend weekends day days time times hour hours minute minutes month year next last first second evening morning afternoon late later early soon now then again still
  people person man woman men women kid kids child children adult adults family friend friends husband wife mother father son daughter mum mom dad neighbour group groups place places area town city village centre center home house
  phone number message messages text texts sms call called calling speak talk talking live living lives lived sign register registered unable able sure maybe perhaps thing things stuff kind type way cost costs price free money bus car drive ride done work works working
  let lets it's im thats whats theres because since until till than per via am pm one two three four five six seven eight nine ten`;
const OTHERS = `
  ja ty on ona my wy jest są był jestem czy co gdzie kiedy jak kto nie tak i w na z do dla o od po za się mnie mi mój moja chcę chciałbym chciałabym proszę mogę można potrzebuję szukam dziękuję dzień dobry cześć bardzo
  я ти він вона ми ви вони це є чи що де коли як хто не так ні і й в у на з до для про від по за мене мені хочу можна потрібно будь ласка дякую добрий день привіт шукаю есть что где когда как кто нет да и с для мне хотел хотела можно нужно пожалуйста спасибо здравствуйте ищу
  انا انت هو هي نحن في من الى على مع عن هل ما ماذا اين متى كيف لا نعم اريد احتاج شكرا مرحبا من_فضلك هناك يوجد ابحث
  waan waxaan aan ma mid iyo ku ka u la oo ah waa aniga adiga miyaa xaggee goorma sidee maxaa rabaa u_baahanahay mahadsanid salaan fadlan
  ኣነ ንስኻ ንስኺ እዩ እያ ኣብ ናይ ን ምስ እንታይ ኣበይ መዓስ ከመይ እደሊ ኣሎ የቐንየለይ ሰላም በጃኹም በጃኻ`;

export const STOP_WORDS: ReadonlySet<string> = new Set(
  [NORWEGIAN, ENGLISH, OTHERS].flatMap(words).map((word) => fold(word)),
);
