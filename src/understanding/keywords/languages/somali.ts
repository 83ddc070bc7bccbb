import type { KeywordTable } from './table.ts';

export const SOMALI: KeywordTable = {
  whole: {
    stop: 'jooji joogso jooji_farriimaha',
    start: 'bilow bilaw',
    help: 'caawi caawimo caawimaad caawin',
    talk_to_human: 'i_soo_wac soo_wac wac qof',
    find_activities: 'hawlo hawlaha waxqabad waxqabadyo dhaqdhaqaaq',
    next_page: 'wax_badan dheeraad kale ka_badan',
    sign_up: 'isdiiwaangeli diiwaangelin i_diiwaangeli',
    my_sign_ups: 'kuwayga',
    cancel_sign_up: 'baaji ka_saar',
    set_language: 'luqad luuqad luqadda',
    my_data: 'xogtayda',
    erase_me: 'i_tirtir xogtayda_tirtir',
    my_assignments: 'shaqooyinkayga',
    pause: 'nasasho soo_noqday',
    undo: 'ka_noqo ka_noqday',
    become_volunteer: 'tabaruc',
    ask_for_help: 'caawimaad_ayaan_u_baahanahay',
  },
  begin: {
    subscribe: 'rukumo iska_rukumo',
    unsubscribe: { end: 'jooji dhammee', mine: 'kayga tayda', subscription: 'rukumo rukumada rukunka' },
    correct: {
      alone: 'sax saxid',
      named: 'sax beddel',
      name: 'magac magaca magacayga',
      place: 'goob goobta cinwaan cinwaanka boostada',
      language: 'luqad luqadda',
      data: 'xog xogta',
    },
    about: 'ku_saabsan kayga tayda',
  },
  wrongNumber: {
    phrases: `nambar_khaldan lambar_khaldan nambarka_waa_khaldan lambarka_waa_khaldan nambarku_waa_khaldan lambarku_waa_khaldan
      numberka_waa_khaldan nambarka_waad_khaldantay waad_khaldantay`,
    around: 'waa waad kani tani ma salaan asc waan ka xumahay raalli noqo iga fadlan aniga nambar nambarka mahadsanid',
  },
  deceased: {
    dead: 'dhintay dhimatay geeriyooday geeriyootay',
    owner: 'lahaa lahayd milkiilaha',
    number: 'nambarkan lambarkan nambarka lambarka numberkan telefoonkan nambarkaan lambarkaan',
    theirs: 'nambarkiisa nambarkeeda lambarkiisa lambarkeeda telefoonkiisa telefoonkeeda',
    leaveUs: 'ha_soo_dirin ha_ii_soo ha_noo_soo jooji joojiya',
    self: 'aniga',
  },
  polite: 'fadlan mahadsanid',
  courtesy: 'fadlan mahadsanid mahadsan aad baad u salaan salaam asc nabad galab wanaagsan subax',
  closing: 'mahadsanidiin',
  device: 'laga_soo_diray',
};
