import { fold, words } from '../base/normalise.ts';

/**
 * Words that show a language. Words shared by bokmål and nynorsk are under nb, which is the guess for a text with only
 * such words.
 */
const set = (list: string): ReadonlySet<string> => new Set(words(list).map(fold));

/** Norwegian words of both standards and of the dialects. */
export const NORWEGIAN_WORDS = set(`
  fem seks sju syv åtte elleve tolv tretten femten tjue tretti førti femti avslutt avmeld litt utenfor endringer forandring høres høre ser fram frem bekrefter godkveld godmorgen goddag sentrum kommune bygda heter heiter e ka kem ska itte itt begge tja framover avmeld innsyn feil nummer nr to vei bussen der stopper no lag avlyst brukte flytta endra anna lite nytt finns likte elsket reagerte heisann jo pause t timer takk prektig møter opp står lista spør spørre krise mangler kontoret nåken nåen dokke dåkker dokker
  og på til fra av med er var har kan skal vil må ikke det den som om men så nå hva hvor når hvordan hvem jeg du vi han hun meg deg oss dere min din noe noen mye mer flere
  ja nei takk hei hallo god dag kveld uke helg i dag morgen kommer bor ringe ring hjelp hjelpe trenger frivillig aktivitet aktiviteter gjerne dessverre beklager
  melde meld påmelding timer time oppdrag stopp slutt språk norsk engelsk mandag tirsdag onsdag torsdag fredag lørdag søndag et en ei av på ut inn for ved hos mitt mine sine
  koster gratis begynner starter lyst være bli blir ble gå går kunne ønsker vet snakke menneske avbestill avlyst flytte flyttet legen følge kjøre mor far mannen kona passer bra fint greit selvfølgelig
  tur strikk strikkekafé kafé treff bingo trim dans kor sang kurs språkkafé besøksvenn pensjonist pensjonister eldre barn ungdom datahjelp leksehjelp lunsj middag vaffel gruppe
  tusen takker hilsen mvh likevel allikevel igjen bare alle hele alt andre eller etter før mellom dag første andre tredje siste toeren eneren treeren klokka klokken rundt nærheten i nær hos pause tilbake slett mine data opplysninger
  hvilke denne dette disse den dem dei seg sitt kanskje helt veldig også noe finnes skjer lurer sjekke syk borte bortreist ferie opptatt jobb rullestol trapp heis parkering buss plass ledig alene
  forstår skjønner spør svar skriv sende send melding meldinger avlyse endring endret stemmer riktig uendret arrangement tilbud ny nytt person personer halvannen halv minutter brukte jobbet gikk
  bedre dårlig kjøring handling snømåking jepp jau joda neida niks nope japp jada greit okei ikkje itte ikkj æ e ka kossen hen kor mæ dæ sæ åssen ittno`);

/** Only nynorsk (or the western and southern dialects that write it). */
export const NYNORSK_WORDS = set(`
  nynorsk jau hugsar hugs gong gongen neste_gong kvifor meiner hos_dykk skulen  lista_ gjeve tykkjer trur veit_ikkje noka kjekt difor leggje leggja synest tenkjer tenkje berre heile ynskjer opplesing
  hjarteleg stadfester stadfestar brinn staden istaden finna læra spørja fortelja syngja synga kunna skriva lesa sitja møtest
  eg ikkje kva kven kvar korleis kvifor noko nokon nokre dykk dei  vere vera vore vart verte frå ein ei eit sjå gjer gjera kjem kome koma berre ho hennar deira veit bur treng trengst ynskjer ønskjer meir fleire
  laurdag sundag måndag tysdag veka veke vekene morgon i_morgon høve framleis dagleg frivilleg påmeld heim heime sjølv sjølvsagt aleine åleine byrjar kostar startar sluttar nokolunde  korkje anten takkar
  aktivitetar påmeldingar meldingar opplysningar oppteken sjuk sjuke diverre dåleg dårleg høver passar skule kyrkje gjerast finst også attende  kveldar timar minuttar personar  snakka tala tilbod    møta møtast køyre køyrer følgje følgja fyrste sidan    
  hjå millom ynskje     arbeida brukar  bytta    hørdest høyrest høyrdest halvanna triveleg trivelege påminning påminninga same ynskje jobba_ kvarandre noka gjekk fekk sender  teneste leiar tilsett kvardag gløym stogg kva_tid nokosinne kjære helsing venleg`);

export const BOKMAL_WORDS = set(`
  itte ka hen dokke dokker ske sje 
  jeg ikke hva hvem hvordan hvorfor noe noen dere vi være vært fra et se gjør kommer bare hun hennes deres vet bor trenger ønsker mer flere lørdag søndag mandag tirsdag uke uken i_morgen fortsatt frivillig påmeldt hjem hjemme selv alene koster begynner
  mye aktiviteter påmeldinger meldinger opplysninger opptatt syk dessverre dårlig passer skole kirke finnes også tilbake igjen kvelder timer minutter personer hjelpe snakke hvor når selvfølgelig kjøre følge første sammen hos mellom annet hver hvert hvilken hvilke melde være`);

export const ENGLISH_WORDS = set(`
  unstop fell mum bleeding my is a lot then while dad
  the and is are was were be been i you he she it we they me my your our their this that these those what where when how who which why can cant cannot could would should will wont do does did dont not yes please thanks thank
  hello hi hey to from of in on at with for about near any some something anything there here have has want need like know help call human activity activities event events sign up join cancel more next week today tomorrow tonight weekend
  monday tuesday wednesday thursday friday saturday sunday morning afternoon evening hours hour minutes volunteer assignment cost free much many language english norwegian yesterday today liked loved emphasized emphasised laughed questioned disliked removed reacted image driving way see there speak live moved stop sorry sure ok coming make it ill im ive id
  walk walks hike knitting choir coffee yoga dance dancing wheelchair bus parking time place people person friend husband wife kids children bored lonely meet new first second third last one both two three wrong number remove delete data forget
  fine great good lovely perfect unfortunately busy sick away until back available off down out get give show tell me see find looking somebody someone anyone doctor mother father drive ride shopping changed moved cancelled correct right still same
  start message messages text again not no yep yeah`);

export const POLISH_WORDS = set(`
  tak nie jest są i w na z do dla o po się co gdzie kiedy jak kto czy chcę chce chciałbym chciałabym proszę prosze dziękuję dziekuje dzięki dzieki dzień dobry cześć czesc mogę moge można mozna potrzebuję potrzebuje pomoc pomocy zajęcia zajecia
  zadzwoń zadzwon zadzwoncie człowiek jutro dzisiaj dziś mnie mi mój moja moje szukam mieszkam zapisz zapisać zapisac więcej wiecej język jezyk polski polsku ile kosztuje jestem będę bede przyjdę przyjde godziny godzin wolontariusz wolontariat wolontariuszem spotkania
  anuluj odwołaj rezygnuję jakie jakieś jakies coś cos ktoś ktos bardzo dobrze niestety mam nas witam jasne oczywiście oczywiscie chętnie chetnie spacer czwartek piatek sobota niedziela poniedzialek wtorek sroda polska tutaj u_was o_której chor zajęć dzieci dziecka nasze nasza swoje oraz ale więc gdy już jeszcze tylko bo też teraz potem blisko okolicy mamy macie są będzie przyjść zapisany przepraszam tym tej tego ta te ten pan pani`);

export const SOMALI_WORDS = set(`
  qofkii lahaa nambarkan lambarkan nambar lambar khaldan wuu way dhintay dhimatay geeriyooday geeriyootay farriimo farriimaha fariimaha dirin dambe noo
  waa maxay cinwaanku cinwaanka toddobaadkan socda ku waxaa lacag bilaash mahad ii u
  haa maya waan waxaan waxaa inaan aan ma iyo ku ka u la oo ah aniga adiga maxaa goorma xaggee sidee halkee mahadsanid mahadsan salaan fadlan caawi caawimo caawimaad hawlo hawlaha waxqabad luqad luuqad soomaali af
  rabaa doonayaa baahanahay wac soo iga igu isdiiwaangeli diiwaangeli jooji berri maanta kale badan dheeraad ii noo halkan jira degganahay deggan imanayaa karaa miyaa qof wax`);

/** Topic words that are English, or the same in English as in Norwegian. */
export const ENGLISH_TOPICS = set(`
  knitting knit crochet crocheting sewing sew quilting embroidery crafts craft handicraft handicrafts woodwork woodworking carving pottery ceramics painting paint drawing draw art arts weaving choirs sing singing music guitar orchestra theatre theater book books reading bookclub photography writing
  coffee social meetup meetups gathering gatherings dinner lunch breakfast soup chat chess cards waffles walk hike hikes hiking outdoor outdoors exercise training workout fitness dances football soccer swimming swim running run jogging cycling biking bike bicycle rowing sailing boat fishing skiing skating climbing sports tennis gardening
  refugee refugees newcomers integration conversation concert concerts party festival market event exhibition movie movies lecture celebration church barbecue course courses class classes lesson lessons computer computers smartphone tablet homework tutoring cooking workshops learning
  befriender companion companionship visitor escort shopping snow lending lend borrow loan repair repairs reuse swap swapping secondhand tools equipment clothes`);
export const POLISH_TOPICS = set(`
  kawa kawiarnia językowa spotkanie spotkania szachy obiad spacer spacery wycieczka wycieczki joga taniec tańce piłka rower pływanie gimnastyka ćwiczenia kursy komputer gotowanie lekcje szycie muzyka malowanie koncert koncerty impreza kiermasz naprawa ubrania wymiana`);
