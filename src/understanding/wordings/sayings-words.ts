/** Words of volunteers about themselves, and of people about loneliness and grief. Notation: combination.ts. */
export const SAYING_CLASSES: Readonly<Record<string, string>> = {
  not: 'ikke ikkje itte ikkj itj inte kje not dont cant cannot wont never aldri ingen inga nie не більше_не больше_не لا ma',
  role: 'frivillig* frivilleg* frivillege besøksvenn* besøksven* turvenn* leksehjelp* sjåfør* volunteer* wolontariusz* wolontariat* волонтер* متطوع* التطوع تطوع iskaa_wax mutadawac tabaruc*',
  more: 'lenger lengre mer meir meire mere anymore longer more już więcej больше більше الان بعد_الان',
  days: 'mandager tirsdager onsdager torsdager fredager lørdager søndager måndagar tysdagar onsdagar torsdagar fredagar laurdagar sundagar mandagar tirsdagar lørdagar søndagar mondays tuesdays wednesdays thursdays fridays saturdays sundays helger helgene helgar helgane weekends ukedager hverdager kvardagar formiddager formiddagen formiddagene formiddagar ettermiddager ettermiddagen ettermiddagar kvelder kveldene kveldar mornings afternoons evenings weekdays poniedziałki wtorki środy czwartki piątki weekendy понеділках понеділки вівторки середи четверги пятниці вечорами вечори',
  spouse:
    'mannen kona konen kone samboeren samboaren kjæresten kjærasten husband wife partner mąż męża żona żony чоловік чоловіка дружина дружину муж жена زوجي زوجتي sønnen son_min datteren_min dattera_mi mor_mi moren_min mora_mi mamma far_min faren_min pappa bror_min søsteren_min hunden katten venninnen mother father dad mum mom friend',
  died: 'døde død dødde daud døydde døyr gikk_bort gjekk_bort gått_bort sovnet_inn sovna_inn begravet gravlagt died dead passed_away passed zmarł zmarła umarł помер померла умер умерла توفي ماتت مات توفيت dhintay geeriyooday',
  kin: 'mor mora moren mamma far faren pappa bestemor bestefar tante onkel naboen eldre andre folk gamle mother father grandma elderly people others neighbour',
};

export const SAYINGS = `
  // No volunteer any more
  leave @role & @not & @more -oppdraget -pause -ukene -uke -uker
  leave slutte|slutter|slutta|sluttar|sluttet|quit|quitting|stop|stopping|resign|resigning|step_down|leave|leaving & @role -ikke -ikkje -kurs* -meldinger -søknad*
  leave gi_meg|gje_meg|gir_meg|gjev_meg|gi_mæ|give_up|stepping_down & @role|nå$|no$|må|oppdragene|vervet -beskjed -svar -oppdraget -en_time -litt
  leave stryk|stryke|strykes|strøket|stroke|strøke|ta|fjern|fjerne|slett|remove|take|off & lista|listen|liste|list|listene|off & @role
  leave vil|ønsker|ønskjer|kan|må|want|please & strøket|strøkes|strykes|stroket & lista|listen|registeret
  leave kan|vil|klarer|orker|orkar|greier & ikke|ikkje|not & hjelpe|hjelpa|bidra|stille_opp|help & lenger|lengre|meir|mer|anymore|til_mer|til_meir -oppdraget -i_dag -denne -torsdag -en_time -enn
  leave for_gammel|for_gamal|for_dårlig|for_dårleg|for_syk|for_sjuk|for_sliten|too_old|too_ill|too_sick & @role -eldre
  leave regn|rekn|count & @not & meg|me|med & @more
  leave ferdig|færdig|takker_for_meg|takkar_for_meg|takk_for_meg|done & @role
  leave takker_for_meg|takkar_for_meg & som|nå|no
  leave avslutte|avslutter|avsluttar|end & @role|frivilligheten|vervet|engasjementet
  leave melde|melder|meld & meg|mæ & av|ut & @role
  leave trekke|trekker|trekkje|trekk|withdraw & meg|myself|mæ|from & @role
  leave rezygn*|odchodzę|zrezyg* & wolontariat*|wolontariusz*|wolontariuszki
  leave nie & chcę|mogę|będę & wolontariusz*|pomagać & już|więcej
  leave не & хочу|можу|могу|буду & волонтер*|допомагати|помогать & більше|больше
  leave لا & اريد|استطيع|اقدر & التطوع|متطوع|متطوعه|اتطوع
  leave ma & sii_wadi|wadi_karo|sii_ahaan & tabaruc*|iskaa_wax|mutadawac*

  // Late on the day
  running_late blir|bli|er|kommer|kjem|vert|blei|am|be|im|running|ill_be|coming|will_be|gonna & forsinket|forsinka|forseinka|sein|seine|seint|sen|sent|for_sein|for_sent|late|delayed|behind_schedule -for_sent_å -svar -ikke -ikkje -not -aldri -påmelding* -hvor -kor -too_late_to -i_gang -kvelden -timen_er
  running_late forsinket|forsinka|forseinka|delayed|running_late|forsinkelse|forseinking & jeg|eg|vi|litt|minutter|min|noe|noko|bit|little|i|toget|bussen|ferga|ferja -svar -regning*
  running_late står|sitter|sit|fast|stuck|fanget|køyrt|kjørt & kø|køen|traffic|trafikk*|trafikken|stau|bilkø -stillekø
  running_late punktert*|punktering|puncture|flat_tyre|flat_tire|motorstopp|hjulet|bilen_startet|bilen_starter -sykkelkurs* -kurs
  running_late rakk|rakk_ikke|mistet|mista|missed|gikk_fra|kom_ikke & bussen|toget|ferga|ferja|bus|train|ferry|båten
  running_late der|framme|fremme|there & ti_over|halv|kvart|kvarter|minutter|minutt|min|minutes|half_past|quarter & er|kommer|kjem|before|først|om|ikke -når -when
  running_late not_be_there|wont_be_there|ikke_der|ikkje_der|ikke_fremme|ikkje_framme & before|før|until & half|quarter|halv|kvart|ti|fem|over|past|10|20|30
  running_late ulykke|accident|uhell|stengt|closed|glatt|snøfokk & veien|vegen|road|e18|e39|tunnelen & blir|kommer|not_be|late|forsinket|forsinka|før|before
  running_late minutter|minutt|min|kvarter|minutes|mins & forsinket|forsinka|forseinka|sent|seint|for_sein|sein|senere|seinare|late|later|over_tida & jeg|eg|vi|blir|kommer|kjem|i|ca|10|15|20|30|5|fem|ti -starter -begynner -varer -møtet
  running_late spóźni*|opóźni*
  running_late запізн*|опазд*|спізн*|затриму*
  running_late ساتاخر|متاخر|متاخره|اتاخر|سنتاخر
  running_late dib_dhac*|daahayaa|daahi_doonaa|soo_daahayaa
  running_late ክድንጒ|ክድንጉ|ደንጉየ|ኣይበጽሕን_ብግዜ

  // When a volunteer has time
  availability @days & passer|passar|går|kan|klarer|høver|funker|works|work|can|do|available|suit|suits|free|pasują|mogę|можу & ikke|ikkje|itte|not|cant|dont|dårlig|dårleg|best|bare|berre|kun|only|helst|aldri|never|fint|lenger|fremover|prefer|nie|tylko|тільки|не -turen -kurset -strikk* -noe -er_det -kafé* -quiz -bingo
  availability @days & unntatt|utenom|except|helst_ikke|ikke_flere|ingen & oppdrag|vakter|assignments|meg|ta
  availability oppdrag|vakter|vakt|assignments|shifts & @days & ikke|ikkje|not|bare|berre|only|kun|helst|best -har -hvilke
  availability har_ikke_tid|opptatt|ledig|busy|free|tilgjengelig|available & @days & @not|alle|bare|only|hver|kun|every -er_det -noe

  // Alone, or in grief
  lonely ensom|ensomme|einsam|einsom|aleine_i_verda|ensomt|einsamt|ensomheten|einsemd|lonely|loneliness|ensamt|samotn*|самотн*|одиноко|одинока|одинокий|وحيد|وحيده|بالوحده|kelinimo|cidlo|kali_ahay & jeg|eg|æ|e|i|meg|mæ|er|im|so|så|føler|kjenner|her|jestem|czuję|мені|я|мне|انا|اشعر|waan|waxaan -hjelpe -besøke -visit -help -eldre -elderly -volunteer* -frivillig -bidra -for_ensomme -for_lonely
  lonely ingen|ikke_noen|ikkje_nokon|nobody|no_one|dont_have_anyone|har_ikke_noen & snakke|prate|snakka|prata|talk|være_sammen|rå_på|treffe|besøker & med|to|meg|me -kontoret -dere -fra_dere -maskin
  lonely kjenner|kjenne|know|kjenn|znam|знаю & ingen|ikke_noen|nobody|anyone|anybody|single_person|person|nikogo|нікого|никого & her|jeg|eg|i|still|dont|ikke|nie|tu|тут|здесь|don't -dere -frivillige
  lonely så|veldig|so|altfor|blitt|too|lange & stille|stilt|quiet|tomt|tomme|empty|lange|long & huset|her|hjemme|heime|helgene|helgane|kveldene|kveldane|dagene|house|home|evenings|weekends|days -rom -kafe* -lokalet -for_lange -trapp*
  lonely @spouse & @died & min|mi|mitt|my|mój|moja|мій|моя|мой|etter_at|after|har_mistet|jeg|eg|i|nie|ikke|lange|mąż|żona|чоловік|زوجي|زوجتي|savner|ensom|trist|alene|alone|tung|tungt -avbud -begravelse* -gravferd* -kan_ikke_komme -funeral -nummeret -slett* -finnes -meld_av -batteri*
  lonely etter_at|etter|since|after & døde|gikk_bort|gjekk_bort|døydde|falt_bort|died|passed_away|passed & jeg|eg|i|stille|tungt|tomt|alene|aleine|lange|alone|ikke|trist|her|savn* -avbud -finnes -kurs*
  lonely mistet|mista|lost|straciłam|straciłem|втратила|втратив|потеряла & mannen|kona|konen|samboeren|husband|wife|sønnen|datteren|mor|far|mum|mom|dad|moren|faren|son|daughter|męża|żonę|чоловіка|дружину|мужа -nøkkel* -i_mengden -nummeret
  lonely sorg|sorgen|sørger|grief|grieving|mourning & jeg|eg|i|tung|tungt|vanskelig|min|mi|my|am|med -gruppe* -sorggruppe* -kurs* -foredrag* -møte
  lonely savner|saknar|miss & mannen|kona|henne|ham|noen|nokon|husband|wife|him|her|selskap|company & så|veldig|jeg|eg|i|so -dere -genser* -veske*
  lonely deprimert|nedfor|depressed|langt_nede|lei_meg|tung_til_sinns|mismodig|sad_all & jeg|eg|i|er|am|så|so|veldig -at_jeg_ikke_kan -avbud -men_kan
  lonely alene|aleine|åleine|alone & hele_tiden|hele_dagen|heile_dagen|alltid|always|all_the_time|all_day|tungt|trist|så_mye|for_mye -barn* -kommer -hund*
  lonely jestem & sam|sama & mąż|nikogo|zmarł|ciągle|bardzo
`;
