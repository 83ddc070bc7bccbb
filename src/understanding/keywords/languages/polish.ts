import type { KeywordTable } from './table.ts';

export const POLISH: KeywordTable = {
  whole: {
    stop: 'zatrzymaj wypisz',
    start: 'zacznij wznów',
    help: 'pomoc pomocy',
    talk_to_human: 'zadzwoń zadzwońcie telefonować człowiek człowieka konsultant',
    find_activities: 'zajęcia aktywności wydarzenia',
    next_page: 'więcej wiecej dalej',
    my_sign_ups: 'moje_zapisy',
    sign_up: 'zapisz_mnie zapisz zapisać_się',
    cancel_sign_up: 'anuluj odwołaj wypisz_mnie rezygnuję',
    set_language: 'język jezyk',
    my_data: 'moje_dane',
    erase_me: 'usuń_mnie',
    my_assignments: 'moje_zadania',
    pause: 'przerwa wracam',
    undo: 'cofnij cofnąć cofam',
    become_volunteer: 'wolontariat wolontariusz',
    ask_for_help: 'potrzebuję_pomocy',
  },
  begin: {
    subscribe: 'subskrypcja subskrybuj',
    unsubscribe: {
      end: 'koniec zakończ anuluj',
      mine: 'mojej moją',
      subscription: 'subskrypcji subskrypcję subskrypcja',
    },
    correct: {
      alone: 'popraw poprawić',
      named: 'popraw poprawić zmień zmienić',
      name: 'imię nazwisko',
      place: 'kod miejsce adres',
      language: 'język',
      data: 'dane',
    },
    about: 'na o moje mój moją',
  },
  wrongNumber: {
    phrases:
      'pomyłka zły_numer niewłaściwy_numer błędny_numer zły_nr nie_ten_numer pomylił_pan_numer pomyliła_pani_numer pomyliliście_numer pomylili_państwo_numer pomylony_numer',
    around:
      'to chyba dzień dobry przepraszam macie państwo masz ma pan pani jest cześć witam nie ja mój numer dziękuję halo',
  },
  deceased: {
    dead: 'zmarł zmarła umarł umarła nie_żyje odszedł odeszła',
    owner: 'właściciel właścicielka właściciela miał miała należał używał używała',
    number: 'numer numeru numerem telefon telefonu',
    theirs: 'jej_numer jego_numer jej_telefon jego_telefon',
    leaveUs: 'nie_pisać nie_wysyłać nie_piszcie nie_wysyłajcie',
    self: 'ja my',
  },
  polite: 'proszę dziękuję',
  courtesy: 'proszę prosze dziękuję dziekuje dzięki bardzo dzień dobry cześć witam hej miłego dnia',
  closing: 'pozdrawiam pozdrowienia poważaniem',
  device: 'wysłano_z wysłane_z wysłano_przez',
};
