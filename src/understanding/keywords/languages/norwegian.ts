import type { KeywordTable } from './table.ts';

/** Bokmål, nynorsk and dialect spellings; and those of the neighbouring languages that are close. */
export const NORWEGIAN: KeywordTable = {
  whole: {
    stop: `stopp stoppe stopp_alt stop_alt stans stanse slutt slutte avmeld avmelde avslutt avslutte reservasjon reserver_meg
      stopp_sms stopp_meldinger stopp_meldingar stopp_nå stopp_no nei_stopp slutt_nå avmeld_meg avmeld_sms avmeld_alt stoppstopp`,
    start: 'starte start_igjen start_att startigjen begynn_igjen ja_igjen ja_takk_igjen',
    help: 'hjelp hjelpe meny hjelp_meg',
    ring: 'ring',
    talk_to_human: `0 ringe ring_meg ring_mæ ring_meg_opp ring_opp menneske menneskje mennesker person telefon kontakt oppringing
      ansatt snakke snakk prate`,
    find_activities: `aktivitet aktiviteter aktivitetar aktivitetane aktivitetene program tilbud tilbod hva_skjer kva_skjer
      ka_skjer søk søke finn arrangement`,
    next_page: 'framover videre vidare fortsett mer meir flere fleire neste flere_takk mer_takk',
    my_sign_ups:
      'mine mine_påmeldinger mine_påmeldingar påmeldinger påmeldingar mine_aktiviteter mine_aktivitetar mina mine_avtaler',
    sign_up: 'meld_på meld_meg_på påmelding påmeld bli_med',
    cancel_sign_up: 'avbestill avbestille avbestilling meld_av meld_meg_av avmelding avlys avbud',
    set_language: 'språk sprak målform',
    my_data: 'mine_data mine_opplysninger mine_opplysningar innsyn data personvern',
    erase_me: 'slett_meg slett_mæ slett sletta_meg slett_alt glem_meg gløym_meg',
    my_assignments: 'mine_oppdrag oppdrag oppdragene_mine oppdraga_mine vakter mine_vakter',
    pause: 'pause tilbake attende pausa',
    become_volunteer: 'bli_frivillig frivillig frivilleg bli_frivilleg',
    new_activity: 'ny_aktivitet nytt_arrangement ny_aktivitetar registrer_aktivitet',
    ask_for_help: 'trenger_hjelp treng_hjelp besøksvenn besøksven følge skyss',
    undo: `angre angrer angrar angra angret angrefrist jeg_angrer eg_angrar vi_angrer jeg_vil_angre jeg_angrer_på_det
      eg_angrar_på_det angre_det`,
  },
  begin: {
    subscribe: 'abonner abonnere abboner abbonere abonnement',
    unsubscribe: {
      end: 'avslutt avslutte stopp stans slutt slutt_med avbestill meld_av avmeld',
      mine: 'mitt mine',
      subscription: `abonnement abonnementet abonnementa abonnementer abonnementene abonnemented ukebrev ukebrevet vekebrev
        vekebrevet`,
    },
    correct: {
      alone: 'rett rette korriger',
      named: 'rett rette korriger endre',
      name: 'navn navnet namn namnet',
      place: 'postnummer postnummeret postnr sted stedet stad staden bosted adresse',
      language: 'språk språket',
      data: 'opplysning opplysninger opplysningene opplysningar opplysningane data',
    },
    about: 'på til mitt min mine',
  },
  noCalls: {
    phrases: `ikke_ring ikke_ringe ikkje_ring ikkje_ringe ikkje_ringje slutt_å_ringe slutte_å_ringe slutt_med_å_ringe slutt_å_ringje
      slutte_å_ringje slutt_med_å_ringje stopp_å_ringe stoppe_å_ringe stopp_å_ringje`,
    unless: 'før etter i_dag nå no',
  },
  wrongNumber: {
    phrases:
      'feil_nummer feil_nr feil_telefonnummer feil_person feil_mottaker feilnummer galt_nummer feil_tlf feil_mobilnummer',
    answers: 'ikke_meg ikkje_meg',
    around: `hei hallo beklager unnskyld orsak nei no ja dette det er var ikke ikkje du dere de dokker dykk har tatt fått fatt sendt til
      visst nok at i ringt ringer ringjer ringte ringde skrevet skrive meldingen melding meldinga og jeg eg heter heiter kjenner kjenn
      ingen med som kommet komme hit her nå den denne sms en ei mvh takk på forsøkt prøvd prøver å`,
  },
  deceased: {
    dead: 'død døde døydde døydd avdød avgått sovnet_inn sovna_inn gikk_bort gått_bort gjekk_bort lever_ikke lever_ikkje',
    owner: 'eier eieren eigar eigaren innehaver innehaveren hadde eide åtte eigde brukte tilhørte tilhøyrde',
    number: 'nummer nummeret nr tlf telefon telefonen mobil mobilen telefonnummer telefonnummeret mobilnummeret',
    theirs: `hans_nummer hennes_nummer hans_nr hennes_nr nummeret_hans nummeret_hennes nummeret_hennar nummeret_til telefonen_til mobilen_til
      telefonen_hans telefonen_hennes telefonen_hennar mobilen_hans mobilen_hennes hennes_telefon hans_telefon`,
    leaveUs: `ikke_send ikkje_send slutt_å_sende ikke_skriv ikkje_skriv ikke_sende stopp_meldingene stopp_meldinger ikke_flere_meldinger
      slett_ham slett_han slett_henne slett_ho slette_han slette_ham slette_henne fjern_ham fjern_han fjern_henne fjerne_ham
      fjerne_henne fjerne_han stryk_ham stryk_henne stryk_han ikke_kontakt`,
    self: 'jeg eg æ vi me',
  },
  polite:
    'takk hei hallo takket tusen mange vennligst venligst venleg snille snill du dere nå no vær så meg hilsen mvh ja',
  courtesy: `takk takket tusen mange hei heisann hallo hei_hei vennligst venligst venleg vennlig snille snill du dere dykk nå no vær ver så
    meg ja god godt morgen morgon dag kveld ettermiddag helg helga jul påske natt sommer ha en ein ei fin videre vidare det bra på
    forhånd førehand alle sammen kjære hjelpen hjelpa for med beste alt oi`,
  closing: 'mvh mvh hilsen helsing hilsning hilsner helsingar klem vh med_vennlig_hilsen',
  device: 'sendt_fra sendt_frå sendt_via sendt_med hentet_fra hent_outlook last_ned',
};
