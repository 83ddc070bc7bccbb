/** Words that tell of something wrong with the person who was visited. Notation: combination.ts. */
export const WORRIES = `
  worry falt|falle|falne|fallen|falt|datt|ramla|ramlet|snubla|snublet|skled|sklei|slipped|fell|fallen|tripped|upadł*|przewróc*|впав|впала|упала|упал|сполз*|سقط*|وقع*|dhac*|kufay|kufaday|ወዲቓ|ወዲቑ -smak -på_plass -til_ro -i_søvn -love -asleep -snø -i_staver -naturlig
  worry forvirr*|forvirra|uklar|desorientert|glemsk|gløymsk|husket_ikke|hugsa_ikkje|kjente_meg_ikke|confused|disoriented|forgetful|didnt_recognise|didnt_know_me|zdezorient*|zagubion*|розгублен*|заплутан*|растерян*|مرتبك*|مشوش*|wareersan*|jahawareer*|ተደናጊራ|ተደናጊሩ
  worry iskaldt|kaldt|kald|frøs|fraus|frossen|fryser|cold|freezing|zimno|холодно|بارد|برد|qabow* & huset|inne|hjemme|heime|leilighet*|leiligheita|stua|stova|han|hun|ho|he|she|house|flat|apartment|home|room|mieszkaniu|domu|квартирі|البيت|guriga -te -ute -øl -mat -kaffe
  worry frøs|fraus|freezing|shivering|skalv
  worry syk|sjuk|dårlig|dårleg|uvel|ill|sick|unwell|poorly|chor*|хвор*|болен|больна|مريض*|xanuun*|jirran|ሓሚማ|ሓሚሙ & han|hun|ho|hu|he|she|de|så|ut|virket|verka|var|seemed|looked|very|bardzo|дуже|ona|він|вона -dag -jeg_ble -eg_vart -i_got
  worry tynn|mager|spist|spiste|ete|eaten|eat|mat|food|magra|schudł*|jadł*|jedzenia|їсти|їла|їв|اكل|طعام|cunin|cuntada & ikke|ikkje|ingen|så|veldig|lite|not|no|nothing|hardly|nie|не|нічого|لا|لم|ma -tid -kake -allergi*
  worry gråt|gråter|græt|gret|lei_seg|trist|ulykkelig|deprimert|nedfor|crying|cried|tears|upset|sad|depressed|płaka*|smutn*|плака*|сумн*|تبكي|يبكي|حزين*|ooy*|murugo*|ትበኪ
  worry redd|redde|engstelig|urolig|livredd|scared|afraid|frightened|anxious|boi_się|bała|налякан*|боїться|خاءف*|cabsan* & han|hun|ho|he|she|de|var|virket|was|seemed|ona|вона -for_å_komme -jeg_var_redd_det
  worry blåmerke*|blåmerker|sår|blod|blødde|bruise*|bleeding|blood|wound*|siniak*|krew|синц*|синяк*|кров*|كدمات|دم|dhiig*|nabar*
  worry slått|slår|truet|truer|skrek|kjeftet|ropte|sint|aggressiv*|sinna|hit|threatened|shouted|yelled|angry|aggressive|krzycza*|bije|бив|кричав|кричала|يضرب|يصرخ|garaac* & han|hun|ho|sønnen|mannen|datteren|he|she|son|husband|they|meg|henne|på -av_en_prat -seg_løs -tråd*
  worry full|beruset|drita|alkohol|flasker|sprit|drunk|drinking|alcohol|pijan*|пян*|سكران* & han|hun|ho|luktet|var|mange|he|she|was|smelled -av_energi -av_liv -historier
  worry skittent|skitne|møkkete|rot|rotete|luktet|lukta|stank|stinket|søppel|dirty|filthy|smelled|smelt|smell|mess|brudno|śmierdzi*|брудно|смерд*|قذر|راءحه & huset|inne|hjemme|heime|leilighet*|der|veldig|hun|ho|han|house|flat|it|she|he|very|urin|bardzo|дуже -godt -nybakt* -good -kaffe
  worry åpnet|opna|åpna|åpner|opnar|åpne|svarer|svarar|opens|answers|answering|svarte|svara|hjemme|heime|open|opened|answer|answered|home|otworzy*|відчини*|открыл*|يفتح & ikke|ikkje|ingen|nobody|not|didnt|no_one|nikt|nie|не|ніхто|لم|لا -spurt -på_spørsmål
  worry ubehagelig*|utrygg*|uheldig*|galt|feil|problem|trøbbel|rart|merkelig|bekymr*|uro|uroleg|urolig|worried|worrying|concern*|wrong|strange|weird|unsafe|uncomfortable|problem|martwi*|niepokoi*|проблем*|хвилю*|переживаю|тривог*|قلق*|مشكله|walwal*|dhibaato*|ጭንቀት|ጸገም -ikke_noe_galt -ikke_noe_problem -ikke_noko_problem -ingen_problem -ingen_problemer -uten_problem* -no_problem -no_problems -not_a_problem -nothing_wrong -intet_problem -bez_problem* -без_проблем -aldri_feil
  worry vondt|smerter|smerte|svimmel|svimeldt|svimmelt|pain|dizzy|hurting|bolało|boli|ból|болить|болів|الم|يولم* & han|hun|ho|hadde|virket|he|she|had|was|i|ją|jej|її|її -vondt_i_hjertet_å
  worry lege|legen|legevakt|ambulanse|sykehus*|sjukehus*|doctor|hospital|ambulance|lekarz*|szpital*|лікар*|лікарн*|طبيب|مستشفى|dhakhtar|isbitaal & måtte|burde|trenger|treng|bør|ringte|need*|should|had_to|called|called|kom -fint_på -følge -fulgte -tok_oss
  worry penger|lommebok|bankkort|stjålet|money|wallet|stolen|pieniądz*|гроші|نقود & borte|mangler|tatt|lurt|mistet|gone|missing|took|ukrad*|вкрали
  worry død|daud|døde|dead|died|zmarł*|помер*|مات|ماتت|dhintay -batteri* -mann -latter
  worry medisin*|tabletter|piller|medicine|pills|lek|leki|ліки|الدواء & ikke|feil|glemt|tatt|not|wrong|forgotten|mye|nie|не -hentet
`;
