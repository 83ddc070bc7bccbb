/** Classes of words that the combinations of need share. Notation: combination.ts. */
export const NEED_CLASSES: Readonly<Record<string, string>> = {
  not: 'ikke ikkje itte ikkj itj ittj inte kje ikk not dont cant cannot wont never doesnt isnt didnt couldnt wasnt aldri ikkje_lenger ingen inga no none uten utan without knapt hardly barely',
  me: 'meg mæ mei me myself oss us',
  i: 'jeg eg æ e i jei je',
  they: 'han hun ho hu he she they mannen mann samboer* samboar* sambuar* kjæresten kjærasten eksen eksmannen ektemann* husbond* kallen nabokona nabodama naboa samboeren faren =far pappa stepdad stepfather stepmum stepmom stefar* stefaren mor mora moren mamma mamman sønnen sønn broren bror kona kone partner* husband boyfriend girlfriend wife dad daddy father mum mom mother brother sister naboen nabo onkel tante bestefar bestemor typen son daughter datteren datter dotter dattera læreren kameraten kameraten venninnen venninna venninne ungen barnet barnebarn* babyen baby guy someone noen nokon lillebror lillesøster storebror neighbour neighbor grandma grandpa grandmother grandfather child kid friend gubben morfar farfar farmor mormor søster søsteren broren svigermor svigerfar sjåføren brukeren dama mannen fyren',
  kids: 'barna barn ungene ungane unger barnet babyen baby kids children child babyer småbarn* toddler lillebror lillesøster sønnen datteren dattera',
  took: 'tatt tok teke teken tar tek took taken take svelget svelga svelgt svelgde svelger swallowed swallow spist spiste ete åt eaten ate fått_i_seg fekk_i_seg fikk_i_seg fått_i_meg drukket drukke drakk drank drunk inntatt proppa proppet knasket',
  many: 'alle alt hele heile heil helt heilt all whole entire too_many too_much masse massevis mange mykje mye for_mye formye for_mykje lots boksen esken eska eske box boks bottle flasken flaska pakken pakka pakke pakning glasset glas glass brettet brett brettene 20 30 40 50 60 100 ti tolv tjue tretti trettifem førti femti hundre dozens bunch dobbel dobbelt double doble resten sammen overdose neve handful håndfull',
  pills:
    '*pille* *pilla* pillar *tablett* paracet* *paracetamol* sobril valium ibux ibuprofen* insulin* *medisin* *medicine* medication meds pill pills tablets tablet sovemedisin* antidepressiv* *opioid* metadon morfin* oxycontin oxynorm stesolid rivotril imovane xanax tramadol zopiklon* apodorm',
  poison:
    'klorin frostvæske* *rottegift* gift oppvaskmiddel* salmiakk whitespirit bensin* bleach antifreeze poison detergent vaskemiddel* avløps* eddiksyre lampeolje tennvæske* giftsopp* fluesopp* kjemikalier lut_ rødsprit*',
  cut: 'kuttet kutta kutter kuttar skåret skore skar skjært skjærer skjer cut slit slits cuts cutting stukket risper rispet ripet kutte sliced skjære',
  fell: 'falt falle falne fallen fell dettet datt dotten =dotte ramla ramlet ramler raste rasa tumla snublet snubla skled sklei gled glei stupt stupte falt_ned fallt',
  task: 'veden ved handle* handling følge følgje skyss snø* snømåking gress* plen* husvask* skyss besøksvenn besøksven flytte* companion escort physio* fysioterap* oppfølging',
  past: 'fjor fjoråret siden sidan sommer sommeren vinter vinteren våres høst høsten ago year years 2019 2020 2021 2022 2023 2024 2025 tidligere før_jul i_sommer rehab* opptrening ettervern',
  beat: 'slår slo slått slær slege slådde banker banket banka bankar juler jult juling mishandl* sparker sparket sparka klyper hits hit beats beat beaten hitting beating kicks kicked abuse* abusing punches punched slapped slaps strangle* strangling kveler kvelte kverker dælja deng* pryler hurts',
  game: 'sjakk chess tennis bordtennis kort kortspill spill* bingo gym poker plen* gras* gress* yatzy lotto quiz ludo bridge dam biljard tråden prat slag scrabble dart kamp* cards match game nail spiker* ihjel_tiden',
  event:
    'kurs* *kurset foredrag* møte møtet bok boka film* teater forebygg* seminar* lesesirkel* forestilling* course class lecture talk prevention workshop gruppe gruppa støttegruppe utstilling* museum',
};
