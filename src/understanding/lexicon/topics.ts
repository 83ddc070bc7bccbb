import type { Category } from '../base/reading.ts';

/**
 * Search words for each of frivilligsentral.no's nine categories (docs/rules.md N4), as spelt, in bokmål, nynorsk and English,
 * then the commonest in Polish, Ukrainian, Russian, Arabic, Somali and Tigrinya. They are heads of compounds too:
 * "strikk" finds "strikkekveld", "treff" finds "pensjonisttreff".
 */
export const TOPICS: Readonly<Record<Exclude<Category, 'other'>, string>> = {
  craft_music: `
    strikk strikke strikking strikka hekle hekling hekl brodering brodere broderi sying sy søm saum symaskin husflid håndverk handverk handarbeid håndarbeid
    hobby hobbyer snekring snekre snekker snikring trearbeid treskjæring treskjering tresløyd sløyd sløyding dreiing keramikk leire pottemaking maling male måling akvarell akvarellmaling tegning tegne teikning teikne
    kunst kunstner foto fotografering vev veving veve veveri spinning toving tove lappeteknikk quilting rosemaling smykker smykkelaging scrapbooking kortlaging modelljernbane modellbygging
    kor koret korsang sang song synge syngja syngje allsang allsong musikk musikken trekkspill trekkspel gitar piano fiolin ukulele fele korps korpset orkester band spelemannslag
    teater teatergruppe revy drama lese lesing lesesirkel lesering bok bøker bokklubb litteratur skriving skrivegruppe slekt slektsgransking slektsforskning historielag lokalhistorie frimerker mynter
    knitting knit crochet crocheting sewing sew quilting embroidery crafts craft handicraft handicrafts woodwork woodworking woodcarving carving pottery ceramics painting paint drawing draw art arts weaving
    choir choirs sing singing music guitar accordion orchestra theatre theater drama book books reading bookclub photography writing genealogy instrument instruments
    robótki dzierganie drutach szycie szydełkowanie chór śpiew muzyka malowanie rękodzieło
    вʼязання вязання вязание вязать шиття шитье хор спів пение музика музыка малювання рисование рукоділля рукоделие
    حياكة خياطة كروشيه غناء موسيقى رسم جوقة tolid heesaha muusig ሙዚቃ መዝሙር ደርፊ`,
  meeting_place: `
    kafé kafe kafeen café cafe kaffe kafetreff treff treffet treffpunkt møteplass møtestad møtested formiddagstreff seniortreff pensjonisttreff eldretreff kaffetreff damekafé herreklubb
    bingo middag felleslunsj lunsj lunch frokost frukost suppe suppelunsj vaffel vafler vaffelkafé kake kaker prat pratekafé praten snakke samvær sosialt sosial hygge
    språkkafé samtalegruppe sorggruppe brettspill brettspel spill spel kort kortspill kortspel bridge bridgen sjakk yatzy ludo quiz dart biljard pub klubb åpent_hus ope_hus
    pensjonistforening dagsenter eldresenter barseltreff barsel babytreff babykafé mammatreff småbarnstreff
    ungdomsklubb fritidsklubb kvinnegruppe damegruppe mannegruppe mannekor nabolagskafé matlag fellesmåltid måltid spise eting torsdagsklubben tirsdagskafé
    coffee social meetup meetups gathering gatherings dinner lunch breakfast soup chat chess cards bridge quiz waffles boardgames bingo
    kawa kawiarnia spotkanie spotkania spotkań szachy obiad językowa
    кава кафе зустріч зустрічі встреча встречи шахи шахматы обід посиденьки مقهى قهوة لقاء لقاءات شطرنج qaxwo kafee kulan ቡን ኣኼባ`,
  physical_outdoor: `
    tur turer turar turen turgruppe turgåing gåtur gåturer turlag tursti turvenn turkompis trilletur trilleturer gå_tur fottur fjelltur fjell skogstur skog topptur rusletur rusletur rusle stavgang vandring friluft friluftsliv
    trim trimmen trimgruppe trening trene trena treningsgruppe styrke styrketrening gym gymnastikk turn seniortrim sittetrim stoltrim stolyoga yoga pilates mediyoga qigong taichi
    dans dansen danse dansing linedance swing folkedans seniordans zumba gåfotball fotball futsal håndball handball volleyball basketball bordtennis tennis badminton bandy ishockey hockey innebandy
    boccia petanque bowling bowle kubb curling golf frisbee frisbeegolf båt båttur kajakk padling padle roing kano seiling segling svømming symjing svømme symje bading bade isbading basseng vanngym vanntrim
    sykkel sykling sykle sykkeltur ski skitur skigåing langrenn skøyter skeiser aking løping løpe løpegruppe jogging jogge springe idrett idrettslag sport sporten aktiv bevegelse rørsle mosjon
    klatring klatre orientering fiske fisketur fisking jaktlag hund hundetur hundegruppe ridning ri riding geocaching speider speiding hage hagearbeid hagegruppe hagelag parsellhage bærtur sopptur blodsuking
    walk walks walking hike hikes hiking outdoor outdoors exercise training workout fitness gym gymnastics yoga pilates dance dancing football soccer swimming swim running run jogging cycling biking bike bicycle
    kayak kayaking rowing sailing boat fishing skiing skating climbing sports badminton tennis volleyball basketball gardening trekking stretching
    spacer spacery spacerów wycieczka wycieczki joga taniec tańce piłka rower pływanie gimnastyka siłownia ćwiczenia
    прогулянка прогулянки прогулка прогулки похід поход йога танці танцы футбол плавання плавание спорт гімнастика зарядка велосипед
    مشي رياضة رقص كرة سباحة يوغا نزهة socod jimicsi kubadda dabaal ciyaaraha ቦላ ኩዕሶ ጉዕዞ ስፖርት`,
  inclusion: `
    norsktrening norskkafé norskkurs norskopplæring norskgruppe språk språktrening språkpraksis språkvenn språkgruppe norsk norskundervisning flyktning flyktninger flyktningar flyktningguide innvandrer innvandrere
    inkludering integrering flerkulturell fleirkulturell internasjonal internasjonale kvinnekafé asylmottak asylsøkere nyankomne tilflyttere
    refugee refugees immigrant immigrants newcomers integration inclusion multicultural international language languages norwegian conversation
    uchodźcy norweskiego norweskim język_norweski imigranci integracja біженці норвезька норвезьку норвезької норвезький норвежский норвежского мовне_кафе розмовний بيت_اللغة النرويجية نرويجي لاجئين luqadda noorwiijiga afka ናይ_ኖርወይ ኖርወጅያን ቋንቋ ስደተኛታት`,
  event: `
    julegrantenning grantenning lystenning tenning marked markedet marknad julemarked julemarknad konsert konserter konsertar konserten fest festen festival julebord julefest juletrefest sommerfest sommarfest høstfest basar loppemarked loppemarknad messe arrangement arrangementer arrangementar
    forestilling førestelling utstilling kino film filmkveld kulturkveld foredrag føredrag julaftensfeiring feiring bygdedag åpningsfest karneval gudstjeneste gudsteneste kirke kyrkje temakveld folkemøte grilling grillfest julegrøt lysfest adventsstund
    concert concerts party festival market fair event events exhibition movie movies film cinema lecture celebration christmas church barbecue
    koncert koncerty festyn impreza imprezy kiermasz kino концерт концерти концерты свято праздник ярмарок ярмарка кіно кино вечірка حفلة حفل مهرجان سوق سينما xaflad xafladaha በዓል ጽንብል`,
  course: `
    kurs kurset kursa kurser undervisning undervising opplæring leksehjelp lekser lekse mobilkurs mobilhjelp datakurs datakafé seniornett digital digitalt nettbrett ipad pc data førstehjelp førstehjelpskurs
    matkurs matlaging matlagingskurs matlagning bakekurs baking kokk kokkekurs engelskkurs studiesirkel studiering læring verksted workshop foredragsserie digihjelpen bankid
    course courses class classes lesson lessons computer computers smartphone tablet homework tutoring cooking baking workshop workshops learning firstaid
    kurs kursy zajęcia_komputerowe komputer gotowanie lekcje курси курс курсы компʼютер уроки кулінарія دورة دورات كورس طبخ koorso casharo casharada karinta ኮርስ ትምህርቲ ስልጠና`,
  one_to_one: `
    besøksvenn besøksvener besøksvenner besøksteneste besøkstjeneste besøksordning besøkshund telefonvenn leksevenn vennskap følgevenn ledsager følgesvenn datahjelp handlehjelp snømåking snømoking
    kjørehjelp aktivitetsvenn aktivitetsven treningskontakt støttekontakt mentor leksehjelper vaktmester vaktmestertjeneste
    befriender befriending companion companionship visitor escort shopping snow shovelling shoveling buddy
    towarzystwo sąsiedzka волонтер_друг супровід сопровождение مرافقة wehel ምስኒ`,
  lending_reuse: `
    utlån utlånssentral utstyr utstyrssentral bua bytte byttedag byttemarked byttekafé klesbytte klesbyttedag skibytte bytteordning reparasjon reparere reparasjonskafé fiksekafé fikse fiksedag gjenbruk gjenbruksbutikk ombruk fretex bruktbutikk bruktmarked
    låne låna leige verktøy verktøyutlån klær klede klesutdeling matutdeling matsentralen redesign
    lending lend borrow loan repair repairs repaircafe reuse swap swapping secondhand tools equipment clothes thrift
    wypożyczalnia naprawa ubrania wymiana ремонт одяг одежда обмін обмен استعارة ملابس إصلاح dhar amaah ክዳን`,
};

/** Nouns whose compounds mean only their first part: "turgruppe" is "tur". */
export const PLAIN_HEADS =
  'gruppe gruppa gruppen gruppe grupper gruppene kveld kvelden kvelder kveldar dag dagen dager dagar lag laget forening foreninga foreningen klubb klubben time timen timer økt samling samlinga samlingen stund stunda gjeng gjengen venn venner ring sirkel senter senteret lokale tilbud tilbod aktivitet aktivitetar aktiviteter tjeneste teneste hus huset morgen formiddag ettermiddag leder leiar instruktør krets kretsen festen laurdag lørdag søndag mandag måndag tirsdag tysdag onsdag torsdag fredag søndagen kurs treff kafé kafe fest marked marknad club group klubb ordning butikk butikken dame dama damer mann menn folk glede galskap skole skule';

/** First parts of compounds with a short topic word: "kveldstur", "barnekor". */
export const FORE_WORDS =
  'kveld kvelds barne barn dame mann manns menn senior seniors pensjonist eldre ungdom ungdoms jente gutte jul jule sommer sommar vinter høst haust vår søndag søndags lørdag lørdags laurdags mandag mandags måndags tirsdag tirsdags tysdags onsdag onsdags torsdag torsdags fredag fredags formiddag formiddags ettermiddag ettermiddags morgen morgon kirke kyrkje bygde by båt gå fjell skog skogs strand natur kultur familie familje bestemor besteforeldre baby små felles nabo kor gospel jazz visle blande kvinne vise seniordata norsk fot natt topp ski sykkel lang kort stav rusle trille hunde lyse sopp bær fiske kajakk språk mat strikke lese sitte stol vann bass spaserende spaser guida guidet';
