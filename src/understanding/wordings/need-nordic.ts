/** Words of people in need in Norwegian of any kind, and in English. Notation: combination.ts. */
export const NEED_NORDIC = `
  // Not to live
  certain leve|leva|live|living|alive|levva|livet & @not & orker*|orkar|orke|klarer|klarar|klare|greier|greie|greia|vil|vill|ønsker|ønskjer|ynskjer|vits|mening|meining|grunn|poeng|reason|point|poenget|meningen|meninga|lyst|gidder|evner|tåler|toler|want|wanna|makter|worth|verdt|verd -live_in -living_in -near -closer -alene -aleine -musikk -coffee -kaffe* -bil -car
  certain =dø|=døy|=døye|=døya|die|dying|døden & vil|ville|lyst|ønsker|ønskjer|ynskjer|ynskje|planlagt|planlegg*|planla|tanker|tankar|tenker|tenkjer|vurderer|håper|skulle|want|wants|wanted|wanna|wish|hope|ready|bare|berre|bestemt -av -latter -latteren -sult -nysgj* -laughter -laughing -to_join -tørst -dør
  certain /7 ta|tar|tok|take|taking|tek|tatt|teke|takes|took & livet|liv|life & meg|mitt|sitt|seg|my|own|eget|eige|her|his|min|mæ|mi|si -ro -lett -bilde* -picture
  certain avslutte*|ende|enda|end|ending|ender|kutte & livet|life|livet_mitt -ro
  certain /6 end|ending & it|everything|this & tonight|now|life|all|myself|soon|today -at -course
  doubtful /6 gjøre|gjøra|gjere|gjera|gjort|gjort & det|alt & slutt -på -med
  certain selvmord*|sjølvmord*|sjølmord*|suicid*|selvdrap*|sjølvdrap* -@event -selvhjelp* -pårørende* -etterlatte*
  certain /5 kill|killing|unalive & myself|yourself|herself|himself|themselves
  certain /4 drepe|drepa|drep|dreper|kill|kills|killing|drept & meg|mæ|me|oss|us|ham|henne|him|her|barna|seg|mamma|pappa -funny -haha -lol -this -these -stiv* -latter -tid
  certain @not & våkne|våkna|vakne|vakna|våknet|vaknet|waking|wake|våknar & vil|ønske|ønskje|ynskje|skulle|bare|berre|want|wish|hope|håper|sovne|sove -tidlig -tidleg -early -sent -seint -up_at
  certain /10 alle|alt|familien|barna|ungene|ungane|verden|folk|everyone|everybody|family|kids|dere|de & bedre|betre|better & uten_meg|utan_meg|without_me|borte|vekk|=død|daud|dead -nok -oppdrag -vakt -lag -på
  certain bedre|betre|better|best|greit & =død|daud|dead|ikke_født|off_dead -batteri*
  doubtful /9 greit|bedre|betre|better & @not & her|here & @i -flytt* -moved -dere -dag -uke
  certain avskjedsbrev*|avskilsbrev*|selvmordsbrev*|farewell_letter|suicide_note|farvelbrev*
  doubtful skrevet|skriver|skrive|skrivi|wrote|written|writing|skreve & brev|brevet|letter|letters & barna|ungene|ungane|familien|kona|mannen|foreldrene|mamma|pappa|barnebarna|children|family|kids|wife|husband -skole*
  doubtful /10 farvel|adjø|farvæl|goodbye|farewell|hade & alle|everyone|all|everybody|meg|dere & sorry|tilgi*|forlat|unnskyld|uten_meg|utan_meg|forgive|aldri|glad_i -see_you -ses -sees
  doubtful /8 klare|klarer|klare_dere & uten_meg|utan_meg & farvel|adjø|nå$|bedre|goodbye -fint
  doubtful siste|last & gang|gong|gangen|time|melding|meldinga|message|text & hører|høyrer|hear|ser|skriver & meg|me
  certain henge|henger|hengt|hang|hanging|hanged & meg|myself|seg|himself|herself|mæ -på -med -opp -rundt -around -out -etter
  doubtful tau|tauet|reip|rep|rope|noose & kjøpt|klar|klart|ready|knyttet|funnet|bundet|bought|vet_hvor|garasjen|loftet|låven -=båt -=båten -boat* -hoppe* -klatre* -kurs* -henger* -trinse*
  certain hoppe|hopper|hoppa|jump|jumping|kaste|kaster & brua|brua|bro|broa|bridge|vinduet|balkong*|taket|stupet|cliff|window|fossen|banen|building|roof -tau -fisk*
  certain foran|framfor|in_front_of & toget|tog|bilen|lastebil*|train|trailer* & kaste*|hoppe*|hopper|legge*|jump|throw|går|gå
  certain livet|life & mening*|meining*|verdi|meaning|verdt|worth & ingen|inga|ikke|ikkje|uten|mistet|no|not|lost
  certain /5 ferdig|lei|trøtt|sliten|tired|done|drittlei|færdig & livet|life|leve|live|living -bylivet
  doubtful /5 ingen|inga|no|ser_ikke & vei|veg|utvei|utveg|way & ut|out|lenger|lengre|fram|utvei -that -to_the
  doubtful ingen_utvei|inga_utveg|no_way_out
  doubtful håpløs*|håplaus*|hopeless & alt|everything|livet|gir_opp|gjev_opp|life|jeg|eg -parker* -vær* -været
  doubtful /5 gir|gjev|give|giving|gitt & opp|up & alt|livet|everything|life|håpet
  doubtful /5 orker|orkar|orke|orka|klarer|klarar|greier|makter|maktar|tåler|toler|holder & @not & mer$|meir$|meire$|mere$|lenger$|lengre$|meir_no|mer_nå -frivillig* -oppdrag* -vakt* -komme -gå -kjøre -hjelpe -jobbe -strikk* -være_med
  certain vondt|vont|smerte*|pain|lei & @not & vil|orker|orkar|want & mer|meir|lenger|anymore|more -rygg* -kne* -på_bingo
  doubtful cant|cannot & go & on$|anymore|longer|like_this|more$ -thursday -friday -monday -trip
  doubtful cant & do|take & this|it & anymore|longer|more$ -thursday -friday -monday -tuesday -job
  doubtful want|wish|need & it & over$|stop$|end$
  doubtful klarer|klarar|orker|orkar|tåler|greier & @not & netter|dager|natt|night|dagar|dag & flere|fleire|en|ei|til|another -tur* -besøk*
  certain ønske|ønsker|wish|ynskje|ynskjer|skulle & =død|daud|dead & @i -batteri* -tele*
  certain better_off|bedre_tjent & dead|without_me|uten_meg|=død
  doubtful pistol*|hagle|hagla|gevær*|rifle*|gun & meg|hodet|head|foran|klar|ready|ladd*|loaded|truer|munnen|skutt -saks -laget -jakt*
  doubtful byrde|burden|til_bry & @i -kaffe

  certain fortsette|fortsetja|fortsetje|continue|carry_on|holde_ut|eksistere|exist & @not & grunn|grunnen|vits|mening|poeng|reason|point|orker|vil|ønsker|want -kurs* -medlem* -abonn* -oppdrag*
  doubtful forsvinne|forsvinna|disappear|bort|vekk & vil|ville|want|wanna|lyst|skulle & bare|berre|forever|for_alltid|just|herfra|alt|fra_alt -ferie -søpp* -rydd*
  doubtful /9 vil|ville|ønsker|skulle|want|wish & det|alt|it|this & slutt|over|ende|end|stop & bare|berre|just|ta|skal -på -kurs* -regn* -vinter* -møte*
  doubtful kjempe|slåss|holde_ut|fight & @not & lenger|meir|mer|anymore|lengre -om -for
  certain slapp|slippe|slipp & leve|leva|livet
  certain kjøre|køyre|drive & utfor|utforbi|fjellveggen|off_the|i_sjøen & tenker|tenkjer|vil|lyst|kunne|want|thinking
  doubtful over|slutt|ferdig & for_min_del|for_meg|for_me
  doubtful @not & være|vere|vera|be & her|here & morgen|morgon|tomorrow|lenger|lengre|anymore -flytt*
  doubtful følge|følgje|follow|sammen|saman|join|etter & henne|ham|han|mannen|kona|him|her & =død|himmelen|dead|heaven|gikk_bort|døde & vil|want|skal
  doubtful hater|hatar|hate & livet|life|meg_selv|meg_sjølv|myself
  doubtful nå_gjør_jeg_det|no_gjer_eg_det|im_doing_it_now
  doubtful /4 alt|everything & mørkt|svart|dark|black

  certain leve|leva|live & for$|for_lenger|for_meir & @not|ingenting|nothing|noe|noko
  certain slutt & på_alt|på_livet|på_meg|på_lidelse*
  doubtful merket|merke|savne|savner|savna|brydd|notice|noticed|miss|care & ingen|nobody|no_one & =død|borte|forsvant|gone|dead|died|døde
  certain mot_meg_selv|to_myself|med_meg_selv & gjøre|gjere|do|redd|afraid
  doubtful alkohol|alcohol|vodka|sprit|whisky & @pills

  // Taken too much
  certain svelget|svelga|svelgt|swallowed & @pills
  doubtful fått_i_seg|fikk_i_seg|fekk_i_seg|fått_i_meg|fikk_i_meg|fekk_i_meg|fikk_i_seg -kaffe* -nok
  certain datteren|dattera|jenta|jenten|gutten|guten|sønnen|daughter|son|@kids & spist|ete|ate|drunk|drukket|tatt|taken & @pills|@poison
  certain @took & @many & @pills -kurs -apotek* -resept* -tur*
  certain @kids & @took & @pills
  certain *overdose*|overdosis|overdosed|overdosert* -@event -informasjon -vitamin*
  certain @took|drikker|drinking & @poison -kurs
  certain samlet|samla|spart|saved|lagret|gjemt|hamstret|hamstra|saving & @pills -apotek* -resept*
  certain insulin* & for_mye|too_much|dobbel*|rar|doble|feil

  // Injured
  doubtful @cut & seg|meg|mæ|myself|himself|herself|armen|armene|wrist|wrists|håndledd*|handledd* -papir -går_bra -=hår -=håret -hair -brød* -ned -ut
  certain @cut & *blør*|blod*|bleeding|blood|pulsåre*|wrist|wrists|årene|årer|håndledd*|handledd*|vener|dypt|djupt|hver_dag|kvar_dag
  certain blør|blørde|blødd|bløder|bleeding|bleeds|blør* & mye|masse|fælt|mykje|kraftig|slutte*|sluttar|stopper|stoppar|øret|øyret|hodet|munnen|lot|badly|heavily|stop|voldsomt|stygt|sterkt|seg -penger
  certain blod|blood|blodet & overalt|spruter|spruta|sprutar|mye|masse|everywhere|mykje|renner|lot|spyr|kaster_opp|hoster|rennende -gi -giver* -banken -pudding
  certain skader|skada|skadet|skade|hurting|hurt|harming|harm & meg_selv|myself|meg_sjølv|mæ_sjøl|meg_sjøl|seg_selv|himself|herself
  certain selvskad*|sjølvskad*|self_harm* -@event
  doubtful skada|skadet|skadd|skade|injured|hurt & stygt|alvorlig|alvorleg|hardt|badly|seriously|folk|mange|people -ryggen -forsikring* -hvis
  certain saget|sagd|saga|hogd|hogg|hugget|øksa|motorsag|motorsaga & seg|meg|foten|beinet|hånda|handa|fingeren|armen -ved
  doubtful slått|slo|smalt|hit|slege|banka & hodet|hovudet|head|hovedet -spiker*
  certain @not & røre|bevege|føle|move|feel|kjenne|røra|bevega & beina|bena|armen|beinet|legs|arm|ansiktet|kroppen
  certain brukket|brakk|knekt|broken|brote|brekt & hofte*|hofta|hoften|lårhals*|nakken|ryggen|beinet|foten|leg|hip & ligger|ligg|ute|snøen|gulvet|nå|lying -@past
  certain fått|fikk|fekk|fatt|got & strøm|støt|straum & i_seg|i_meg|gjennom|seg|meg
  doubtful bet|bitt|beit|bit|bitten & barn*|ansiktet|hånda|child|face|meg|blod|ham|henne -tann*
  doubtful brent|brannskad*|skåldet|skålda|burned|burnt|brent_seg & seg|meg|barnet|hånda|ansiktet|badly|child|myself|stygt

  certain mistet|mista|kappet|kappa|kuttet_av|lost|skar_av & fingre|finger|fingrene|fingrar|tommelen|foten|hånda|fingers & sag*|øks*|maskin*|kniv*|saw|av
  doubtful spiker*|glass|glas|nail|knife & gjennom|through|inni|i_øyet & foten|hånda|handa|hand|foot|øyet|eye
  certain blod|blood & all_over|bathroom|floor|gulvet|golvet|badet|teppet -orange*
  doubtful vrikket|vrikka|forstuet|skadet|brukket|brote & alene|aleine|skogen|fjellet|ute|snøen & ligger|ligg|kommer|strandet|hjelp

  certain knust|klemt|crushed|revet|avrevet|klemde & armen|hånda|handa|foten|fingre*|hand|arm|leg|beinet

  // Fallen
  certain ligger|ligg|lying & gangen|kjelleren|dusjen|badet|badekaret|skogen|fjøs*|hagen|garasjen|senga & @not|rører|svarer|kommer_seg|vrikket|skadd -@task
  certain @fell & @not & opp|oppe|reise|reist|reisa|stått|stå|stand|up|løfte|lift|bevege|move|rise -@past -nettside* -pris*
  certain /7 kommer|kjem|kjæm|får|fær|klarer|greier|get|komme|kome & @not & meg|mæ|myself|seg & opp|oppe|up -bakken -nettside* -tidlig
  certain reise|reist|reisa|rest|stand & @not & meg|mæ|up & får|klarer|klarar|greier|cant|cannot
  certain ligger|ligg|liggende|lying|lies|ligge|lå & *gulvet|*golvet|*golv|floor|bakken|ground|snøen|trappa|trappen|trappene|stairs|grøfta|grøften|veien|fortauet|street & @i|@they -bok* -teppe* -matte* -nøkkel* -nøkler -brev* -lapp* -snø -is_på
  doubtful ligger|ligg|lying & *gulvet|*golvet|floor -bok* -boka -teppe* -matte* -nøkkel* -nøkler -brev* -lapp* -ledning* -gulvplan
  certain @fell & svarer|svarar|våkner|vaknar|reagerer|responding|answer|answering|wake|waking|puster|pustar|rører|moving & @not
  certain @fell & fra|frå|from|ned|ut|utfor & taket|stigen|stigo|roof|ladder|balkong*|vinduet|trapp*|kjellertrapp*|stillas* -@past -snø*
  doubtful har|has|have|ha & @fell & @i|@they|@kids -@past -til_ro -i_smak -ut -bort -for -love -=løv -=løvet -@task -snø -asleep -over -lista -ferdig
  doubtful /7 @fell & nettopp|akkurat|just|badet|dusjen|isen|kjøkken*|bathroom|shower -@past -dato* -snø -bort
  doubtful brukket|brakk|knekt|broken & hofte*|hoften|lårhals*|nakken|ryggen & nå|nettopp|now|ligger

  doubtful @fell & helt_borte|heilt_borte|uklar|forvirret|forvirra|kald|blek|confused|unresponsive|not_making_sense|not_moving & @they|er|is -@past

  // Ill
  certain brystsmert*|brystet|bringa|bringo|chest|brystkass* & vondt|vont|smert*|trykk*|stikk*|sting|klem*|pain*|tight*|presse*|hurts|strammer|numb|verk*|press|klump|ubehag -kreft* -operert -massasje
  certain brystsmert*|chest_pain* -@event
  certain hjerteinfarkt*|hjarteinfarkt*|infarkt|hjertestans|hjartestans|hjartestopp|hjertestopp|hjerteattakk|heart_attack|cardiac_arrest|hjerneslag*|hjarneslag*|hjerneblødning*|slaganfall -@event -@past -kurset -etter -hadde -lhl -rehab* -had_a_heart_attack_in
  certain fått|får|fekk|fikk|having|had|has|faar & slag|stroke|drypp -@past -bunad -game -luck -swim* -lessons
  certain munnen|munnvik*|ansiktet|fjeset|andletet|face|mouth & henger|heng|skjev*|skeiv*|droop*|lam|lamma|lammet|lammelse*|lamming*|nummen|numb -gulp
  certain utydelig|utydeleg|uklart|tull|slurred|slurring|sløret|snøvl* & armen|arm|munnen|ansiktet|løfte|fjeset|face|snakker|snakkar|speaking|speech|plutselig -telefonen -dekning -mikrofon*
  certain løfte|lift|lifte|løfta & armen|arm|armane|armene & @not -tung* -gips
  certain puste|pusta|puster|pustar|pusten|breathe|breathing|breath|pustevansk*|pust & @not|rart|tungt|slutt*|nesten|vansk*|stopped|stopper|sluttet|slutta|strever|knapt|struggling|barely|trouble -øvels* -course -exercis* -yoga -space -stund -litt -ut
  certain får|fær|cant & luft|air & ikke|ikkje|itte|get -frisk -fresh -ballong*
  certain =blå|blue & ansiktet|leppene|leppane|face|lips|fjeset|barnet|babyen|andletet -malt -slått
  certain krampeanfall*|kramper|krampene|seizure*|epilepsianfall* -legg* -fot* -@event
  certain halsen|throat & fast|satt_seg|sette|setter|sit|stuck & @not|noe|noko|mat|kveles|something|puster|food|bein
  certain kveles|kvelast|choking|kvelning* -støv* -arbeid* -varme*
  certain allergisk_sjokk|anafyla*|anaphyla*
  certain hovner|hovnar|swelling|swollen|hoven & lepp*|tunga|tungen|halsen|ansiktet|lips|tongue|throat|face -@past
  certain bevisstløs*|bevistløs*|medvitslaus*|medvetslaus*|unconscious|livløs*|livlaus* -@event
  doubtful besvimt*|besvime|besvimer|besvimte|besvimt|svimte|fainted|fainting|faint|dåna|passed_out -lykke -latter -nesten
  doubtful hjertet|hjartet|heart & hamrer|hamrar|rusher|stoppet|stoppa|galopp*|stopped|racing|banker_så -warm*
  certain /5 falt|fallen|datt|ramla|ramlet|falle|dette & om & @they|på|her|nå -natten -navn
  certain kollapset|kollapsa|collapsed|kollaps
  certain svarer|svarar|reagerer|reagerar|responding|respond|våkner|vaknar|våknar|waking|wake|wakes|vekke & @not & roper|ropar|snakker|snakkar|prater|pratar|rister|tiltale|breathing|up|puster|helt_stille -telefon* -melding* -ringer -tlf -epost -nettside* -hjemmeside* -sms -mail -phone -text -early -tidlig
  certain våkner|vaknar|våknar|wake|waking|vekke & @not & @they -tidlig -tidleg -early -sent -at
  doubtful svarer|svarar & @not & @they & åpner|opnar|åpne|døra|ligger|hjemme|bekymr* -telefon* -melding*
  certain ambulanse*|ambulance|sykebil*|sjukebil* & trenger|treng|send|sende|ring|need|call|please|komme|hurtig|fort|nå|no|now -museum* -kurs -ikke
  certain ring|ringe|ringt|call|called|må|trenger|kommer & 113|112|110|911 -vei* -veg* -aktivitet* -buss -rom -nummer -dør -kr -kroner -side -postboks
  certain nødsituasjon*|naudsituasjon*|livsfare|livsfarlig*|livsfarleg*|life_threatening|akutt_nød -ikke -ikkje -not
  certain emergency -not -contact -number -exit -kit -no
  certain i_nød|i_naud|in_danger|i_fare|i_livsfare -ingen -ikke -neppe -not
  doubtful hjelp|help & skynd*|fort|hurry|quick|quickly|øyeblikkelig|straks|ha_hast -data* -flytt*
  doubtful mat|food|spist|ete|eaten & @not & dager|dagar|days -hund* -på_lager -kafe*
  doubtful fryser|freezing|frys & hele_natta|strømmen|ikke_varme|mor|barna|ute|gammel -is -kafe*

  doubtful =grå|kaldsvett*|askegrå|gusten|likblek|blek & ansiktet|@they|kald|svett* -maling -genser -hår
  doubtful rar|rart|forvirra|forvirret|confused|desorientert|omtåket & plutselig|ordene|finner_ikke|kjenner_ikke|suddenly|brått -dato*
  doubtful skjelver|skjelv|rister|shaking & borte|bevisst*|kontakt|fjern|slutter|stop
  doubtful feber|fever & 40|41|42|slapp|slappe|stiv|limp|unconscious
  doubtful diabet*|blodsukker*|føling & slapp|rar|skjelv*|lavt|klarer|uvel|svett*|svimmel -måling -kurs*
  doubtful @not & åpnet|opna|åpner|opnar|sett|svart|hørt|høyrt|seen|answered & dager|dagar|days|uker|week -butikk* -kafe* -dere -melding* -svar
  certain speak|talk|snakke|prate|snakka & properly|weak|weird|ordentlig|@not & arm|armen|weak|face|suddenly|plutselig|svak
  doubtful klarer|kan|greier|klarar & @not & snakke|prate|svelge|stå & slapp|lam*|svak|plutselig|rar
  certain @they & @not & rører|rør|beveger|bevegar|rører_seg|moving|move -car -sofa -telefon
  doubtful help & please|plz & me$|hurt|quick*|now

  // Fire, water, road
  certain fyr|fire|flammer & tatt|tok|tek|teke|caught|went_up
  certain røyk|røyken|ryker|smoke & velter|vindu*|window|velt -røykfri* -free -laks
  certain brenner|brenn|brann|fire|burning|brinn|brinner|flammer|flammar|flames & huset|leilighet*|kjøkken*|naboen|hus|house|kitchen|stua|stova|rommet|løa|løe|låven|fjøs*|garasjen|blokka|oppgangen|apartment|flat|kjelleren|loftet|bilen|building|i_brann|skogen|her$|hjemme|heime -grill* -=bål -=bålet -peis* -øvelse* -drill -place -lys* -øra -stearin* -kaffe* -kaker
  doubtful det_brenner$|det_brenn$|on_fire$|brann$|is_a_fire|a_fire_at -drill -place -lovely -heia -kamp*
  certain røyk|ryk|ryker|smoke|røyken & leilighet*|gangen|naboen|kjelleren|kjøkken*|huset|hallway|house|flat|apartment|oppgangen|under|stua|room -røykfri* -free -utenfor -slutt* -laks
  certain gass|gas & lukter|luktar|lukt|smell*|lekk*|leak*
  certain drukne|drukna|druknar|drukner|drowning|drowned|drown & elva|elven|vann*|vatn*|sjøen|noen|nokon|barn*|han|hun|ho|lake|river|holder|he|she|child|someone|hjelp -arbeid* -papir* -kurs
  certain gått|gjekk|gikk|falt|fell|brast|datt|ramla|went|fallen & gjennom_isen|igjennom_isen|through_the_ice|i_vannet|i_elva|i_sjøen|i_vatnet|in_the_river|in_the_water|overbord|into_the_river|in_the_lake -lue* -lua -hatt* -telefon* -kart*
  certain kjørt|køyrt|krasj*|kollider*|crash*|ulykke*|ulukke*|accident & skad*|folk|fastklemt|blod|injur*|hurt|hardt -forsikring*
  certain påkjørt|påkøyrt|påkjørsel|run_over -@past

  // Violence
  certain /7 @they > @beat > meg|mæ|mei|oss|barna|ungene|ungane|me|us|mamma|mora|lillesøster|lillebror|kids|children|sønnen|kona|henne|søsteren|mor|dattera|datteren -@game
  certain /9 @they & @beat & meg|mæ|oss|barna|barn|sine|ungene|me|us & når|igjen|hver|daglig|drikker|drikk|full|when|again|hardt -@game
  doubtful /4 mannen|samboeren|kjæresten|eksen|han|husband > slår$|slår_meg|slo_meg|hits$ -plen* -klokka -@game
  certain får|fekk|fikk|gir & juling|bank -@game -haha
  certain blir|blei|ble|vart|vert|being|are|is|vorte|blitt & beaten|slått|banket|banka|mishandl*|abused|slege -@game -rekord*
  certain truer|trugar|truet|truga|threaten*|trua|truge & drepe|drepa|kill|kniv|knife|meg|mæ|oss|me|us|livet|gun|penger -regn -snø -rain
  certain /7 låst|låser|låste|locked|stengt & inne|inn|in|up & meg|mæ|oss|me|us|henne|barna -ute -out -bilen -nøkkel* -nøkler
  certain kvelertak*|strupetak*|struptak*|halsgrep*|chokehold
  certain kniv|kniven|knife|knivstukk*|stabbed & eks*|@they|truer|døra|stakk|holder|meg|me|him -kjøkken* -gaffel -slip* -brød -trenger -bordet
  certain knivstukk*|stabbed
  certain voldt*|valdt*|rape|raped|rapes|voldteke*|overgrep*|molest*|incest*|seksuelt_misbruk* -@event -rapeseed
  doubtful tar|tok|rører|touches|touching|touched|tafser & meg|me|henne|seg & ikke_skal|ikkje_skal|private|tissen|brystene|inappropriate*|not_supposed|under_klærne|nedentil
  certain bryte|brutt|bryter|breaking|break|broke|inntrenger* & inn|in|into|seg_inn & noen|nokon|someone|prøver|trying|her|huset|house|døra -samtale* -course -kaffe
  doubtful /6 redd|redde|afraid|scared|livredd|frightened|rædd|redde > mannen|ham|han|kjæresten|samboer*|eksen|husband|him|boyfriend|partner*|faren|pappa|sønnen|stefar*|dad|typen|livet|my_life -hund* -dog* -kjøre -køyre -høgd* -høyd* -driv* -rekker -ikke_kommer
  certain tør|torer|tør_ikke|dare|dares|daring & @not & hjem|heim|home|sove|låse -mørk* -glatt* -isen -alene_i
  certain utsatt & vold|vald -@event
  doubtful vold|vald|violence|violent & hjemme|heime|home|domestic|mannen|familien|meg -@event
  doubtful forfølg*|stalk*|stalker & meg|me|han|he|i

  certain /5 holder|holdt|heldt|holding & meg|me & fast|down|nede -med -på -sammen
  certain /7 slipper|slepp|let|lar|late & meg|me|oss & @not & ut|gå|leave|out|hjem -inn -billett*
  certain gjemmer|gøymer|gjemt|gøymt|hiding & meg|me|im|i & badet|rommet|skapet|han|he|rasende|from|redd|closet|bathroom|him -gave* -seek
  certain slår|slo|hits|hit & belte|beltet|belt|stokk|knyttneve*|fist|flaske*|balltre
  doubtful noen|nokon|mann|someone|eksen & hagen|vinduet|utenfor|døra|garden|window|outside & kikker|glaner|prøver|redd|peeking|lurer|nekter|hamrer|banker -vaktmester*

  // Children
  certain @kids & alene|aleine|åleine|alone & mat|dager|natta|natt|redde|redd|hele_dagen|hungry|crying|gråt* -leave -gå_tidlig
  doubtful @kids & gråter|græt|skriker|crying|screaming & ingen|alene|hele|voksne|nobody|timer -babysang
  certain pappa|mamma|faren|mora|dad|mum|foreldrene|stefar*|father|mother|far|mor & full|fulle|fyll*|drita|drikker|drikk|drunk|drinking|drukken|rusa|ruset & redd|redde|slår|skriker|hjem|oss|scared|hits|sint|knuser -energi -lovord
  doubtful naboen|nabo*|foreldre* & slår|juling|banker & barna|ungene|ungane|barn -sjakk
`;
