/**
 * Words of people in need in Polish, Ukrainian, Russian, Arabic (in either script), Somali and Tigrinya. Notation:
 * combination.ts.
 */
export const NEED_WORLD = `
  // Polish
  certain nie|brak|bez & chcę|mogę|siły|sił|sensu|warto|mam_po_co & żyć|życia -życia_codziennego -kawy -bez_muzyki
  certain chcę|chciałabym|chciałbym|ochotę|wolę|zamierzam & umrzeć|zabić|zdechnąć|skończyć_ze_sobą
  certain zabić|zabije|zabiję|zabij* & się|mnie|siebie|nas|dzieci|go|ją
  certain samobój*
  certain skończyć|kończę & sobą|życiem
  doubtful żegnaj*|pożegnaln*|żegnam & list|wszystkich|wszyscy|ostatni|kocham|$
  doubtful żegnajcie|ostatni_list|list_pożegnalny
  certain wziął|wzięłam|wziąłem|wzięła|połkn*|łyk* & wszystkie|wszystko|całe|dużo|opakowanie|garść|całą|za_dużo|mnóstwo & tablet*|lek|leki|leków|pigułk*|proszk*
  certain połkn*|zatru* & tablet*|lek|leki|pigułk*|coś|płyn*
  certain duszę|dławi|zadławi* & się
  certain wypi* & wybielacz*|płyn*|chlor*|trucizn*|kwas*
  certain przedawkow*
  certain bije|bił|uderzył*|uderza|pobił*|dusi|dusił|grozi|groził*|znęca*|gwałci|zgwałc*|szarpie & mnie|mną|mi|nas|dzieci|żonę|ją
  doubtful boję & męża|go|partnera|wrócić
  certain oddych* & nie|trudno|ciężko|przestał*
  certain klatce|klatka|klatkę & boli|ból|ucisk|piersiowej
  certain zawał*|udar|udaru -kurs*
  certain nieprzytomn*|zemdlał*|stracił*_przytomność
  certain upad*|przewróci*|spadł* & nie & wstać|ruszyć|rusza|podnieść|wstaje
  doubtful leży & podłodze
  certain krwaw*|krew & bardzo|mocno|dużo|nie|leci|się
  doubtful pociął|pocięła|pociąłem|pocięłam|tnę|tnie & się
  certain pali & się|dom|kuchni|mieszkanie -papieros* -światło
  certain pożar*|karetk*|pogotowie -kurs*
  doubtful umieram|umiera -śmiechu -głodu
  certain ratunku|ratujcie

  // Ukrainian and Russian
  certain не|нема|немає|нет|нету|нема_сенсу & бачу|вижу|хоч*|сил|сил|сенс*|смысл*|могу|можу & жит*|жити|жить|існувати
  certain хоч* & померти|вмерти|умереть|сдохнуть|здохнути|помереть
  certain самогуб*|самоуб*|суїцид*|суицид*
  certain покінчити|покончить|накласти|наложить|кінчити & собою|собой|життям|жизнью|руки
  certain вбити|вбиває|убити|убить|убью|убьет|вбє|вбити|заріже & себе|мене|меня|нас|дітей|детей
  certain погрож*|угрож* & мене|мені|мне|меня|мною|вбити|убить|нам|ножем|ножом
  doubtful прощавайте|прощайте|прощай & всі|все|пробачте|простите|пробач*
  certain випив|випила|выпил|выпила|прийняв|прийняла|принял|приняла|проковтн*|проглот*|наковта*|наглотал* & всі|все|усі|багато|много|пачку|упаковку|цілу|целую|таблеток & таблет*|пігул*|ліки|лекарств*|снодійн*|снотворн*
  certain наковта*|наглота* & таблет*|лікарств*|пігул*|лекарств*
  certain випи*|выпи* & хлорк*|відбілювач*|отбелив*|отрут*|яд|кислот*
  certain передозу*|передозир*
  certain поріза*|ріже|режет|порезал*|перерізал*|вскрыл* & себе|вени|вены|руки|кров*|собі|себя
  certain кров|крові|крови|кровь & багато|много|сильно|тече|течет|не -донор*
  certain кровотеч*|стікає_кров*
  certain бє|бьет|бьют|бють|бив|бил|била|избива*|побив|побил|вдарив|ударил|гвалту*|згвалт*|изнасил*|душить|душит & мене|меня|нас|дітей|детей
  doubtful боюс* & чоловіка|мужа|його|его|додому|домой -собак*
  certain впав|впала|упав|упала|упал|впав & не & встати|встать|встає|піднятися|підвестися|подняться|рух*|двига*|вста*|відповідає|отвечает
  doubtful лежить|лежит & підлозі|полу
  certain дих*|дыш* & не|важко|тяжело|може
  certain груд*|сердце|серце|серця & бол*|тисне|давит|біль
  certain інсульт*|инсульт*|інфаркт*|инфаркт* -лекці* -торік -курс*
  certain свідомост*|сознан* & без|втрат*|потер*|не
  certain непритомн*|знепритомн*
  certain пожеж*|пожар*
  certain горить|горит|палає|дым|дим & квартир*|дом|дома|будинок|хата|кухн*|кухня
  certain врятуйте|рятуйте|спасите|швидку|скорую|швидка_допомога|допоможіть_швидко
  doubtful помираю|умираю|помирає|умирает -сміху -смеха -голод*

  // Arabic
  certain لا|ما|مابدي|مش|مو|لم & اريد|بدي|ارغب|اعد|استطيع|عايز|عاوز|ابي|قادر & اعيش|العيش|الحياه|اكمل|الاستمرار
  certain اريد|بدي|عايز|ابغي|ابي|اتمني|نفسي|ودي|افكر|سوف & اموت|الموت|موت|انتحر|انهي_حياتي
  certain انتحار|الانتحار|انتحر|سانتحر -محاضره
  certain اقتل|ساقتل|قتل & نفسي|حالي
  certain انهاء|انهي & حياتي|حياته|حياتها
  certain شرب|شربت & كلور|الكلور|مبيض|المبيض|سم|منظف|المنظف
  certain تعبت|مللت|زهقت|كرهت & الحياه|حياتي|العيش
  certain ابتلعت|اخذت|تناولت|بلعت|بلع|شربت|ابتلع|اخذ|شرب & كل|جميع|كثير*|علبه|كتير & الحبوب|حبوب|دواء|ادويه|الدواء|الادويه|اقراص|حبوبي|ادويه
  certain يضربني|يضربنا|ضربني|يهددني|يعنفني|اغتصبني|يخنقني|بيضربني|يضربها|سيقتلني|هددني|خنقني
  certain يهدد*|هدد* & بالقتل|سكين|بالسكين
  certain سقط|سقطت|وقع|وقعت & لا|ولا|ما|وما|مش|لم|ولم & القيام|النهوض|تقوم|الوقوف|تتحرك|تقدر|يقوم|يتحرك|تستطيع|يستطيع
  certain لا|ما|لم & يتحرك|تتحرك|يستجيب|تستجيب|يستيقظ|تستيقظ
  certain التنفس|اتنفس|يتنفس|تتنفس|تنفس & لا|ما|مش|صعوبه|ضيق|لم
  certain صدري|صدره|صدر|صدرها|القلب|قلبي & الم|وجع|يولمني|الام|ضغط
  certain فاقد|فقد|فقدت|فاقده & الوعي|وعي|وعيه|وعيها
  certain مغمي|اغمي|جلطه|سكته|نوبه_قلبيه|جرعه_زاءده
  certain حريق|يحترق|تحترق|الحريق
  doubtful نار|النار & البيت|المنزل|بيت|الشقه|المطبخ
  certain ينزف|تنزف|انزف|نزيف
  certain جرح|قطع & نفسه|نفسي|نفسها|يده|معصمه
  certain انقذوني|اسعاف|الاسعاف|النجده

  // Arabic in Latin letters
  certain baddi|badde|bidde|bedi|bidi|badi|bade|bde|3_ayez|3_ayza|3_awez|abi|abgha|urid|orid|biddi|nifsi & mout|moot|amoot|amout|mot|amot|ntahar|antaher|entahar
  certain /6 ma|mish|mesh|la|mosh|mush|mo & baddi|badde|bidde|bedi|badi|bade|bidi|3_ayez|abi|orid|bde & 3_eesh|3_ish|3_esh|a_3_eesh|a_3_ish|eesh
  certain mabadde|mabaddi|mabidde|mabidi & 3_eesh|3_ish|3_esh
  certain akhadt|akhatt|a_5_adt|5_adt|akhdt|bala_3_t|akhad & kil|kol|kull|kel|ktir|kteer|kill & 7_boub|habbet|7_abbet|hboub|7_ubub|hobub|dawa
  certain byidrobni|yadrobni|bydrobni|byodrobni|byedrobni|yidrobni|yedrobni|darabni|bydrbni|yadribuni|byhaddidni|yhaddidni|biyidrabni
  certain *tnaffas|*tnafas|*tnaffes & ma|mish|mesh|mosh|la|fini|2_ader

  // Somali
  certain nolosha|noolaado|noolaan|noolaanshaha|sii_noolaado & ma|daalay|nacay|rabo|rabin|doonayo
  certain dhinto|dhiman|dhimanayaa|dhimasho|geeriyoodo & rabaa|doonayaa|waan|inaan|rabo
  certain is_dilayaa|is_dilo|is_dili|isdilayaa|isdilo|isdil|is_dil|naftayda|naftaada|isku_dilo
  certain dili|dilayaa|dilo & i|wuu|na|igu
  certain garaac*|dharbaax*|laad* & i|na|carruurta|ninkayga|ninkaygu|wuu|waa
  certain kufsad*|kufsi|hanjab* -casharka
  certain dhac*|kufay|kufaday|kuftay & kici|kacday|istaagi|karto|karo|kari|kicin
  certain neefsan*|neefsad*|neefta & ma|karo|karin|dhib
  certain miyir & beel*|beesh*|qabo|daboolan|la
  certain xabadka|laabta|wadnaha|wadnuhu & xanuun*
  certain cab* & sun|kloor*|barafshiish
  certain liqay|qaatay|cunay|cabbay|qaadatay & dhammaan|dhamaan|kulli|badan|oo_dhan|giddi & kiniin*|daawo*
  certain dab|dabka & guri*|kacay|gubanay*|guriga|ka_kacay
  certain gubanay*|gubtay & guri*|aqalka
  certain dhiig & badan|socda|baxaya|joogsan*
  certain ambalaas*|i_badbaadi|gargaar_degdeg*
  doubtful baqayaa|cabsanayaa & ninkayga|isaga|guriga

  // Tigrinya
  certain ክመውት|ክሓልፍ|ምሟት & ደልየ|ይደሊ|ደሊየ|እደሊ
  certain ነፍሰይ|ህይወተይ|ርእሰይ & ከጥፍእ|ክቐትል|ክቀትል|ከጥፍኣ
  certain ክነብር|ምንባር|ህይወት & ኣይደልን|ኣይደሊን|ጸሊአ|ደኺመ|ኣይክእልን
  certain ኩሉ|ኩለን|ብዙሕ|ብዙሓት & ከኒና*|መድሃኒት* & ወሲደ|ውሒጠ|ሰትየ|ወሲዳ|ወሲዱ
  certain ይወቅዓኒ|ይወቅዓና|ወቂዑኒ|ክቐትለኒ|ክቀትለኒ|የፈራርሓኒ|ዓሚጹኒ
  certain ክተንፍስ|ምትንፋስ|የተንፍስ & ኣይክእልን|ኣይከኣልኩን|ኣይከኣለን
  certain ኣይተንፍስን|ኣየተንፍስን
  certain ኣፍልበይ|ልበይ|ኣፍልቡ|ኣፍልባ & ይሓመኒ|የሕምመኒ|ቃንዛ|ይቐንዘወኒ|የሕምሞ|የሕምማ
  certain ወዲቓ|ወዲቑ|ወዲቐ & ክትትንስእ|ክትንስእ|ክስእ|ክትስእ|ኣይከኣለ*|ኣይከኣልኩን
  certain ይነድድ|ሓዊ|ይቃጸል & ገዛ*|ገዛና|ኣሎ
  certain ደም|ደሙ & ብዙሕ|ይፈስስ|ይደሚ|ይውሕዝ
  certain ሃለውትኡ|ሃለውታ & ኣጥፊኡ|ኣጥፊኣ|ስሒቱ
`;
