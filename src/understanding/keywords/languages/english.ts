import type { KeywordTable } from './table.ts';

/** English, with the carrier's own words; YES starts again only a person who is opted out. */
export const ENGLISH: KeywordTable = {
  whole: {
    stop: 'stop stopall stop_all unsubscribe cancel end quit revoke optout opt_out stop_sms',
    start: 'start unstop start_again resume',
    help: 'help info aid menu help_me ?',
    ring: 'call',
    talk_to_human: 'call_me human operator',
    find_activities: 'activity activities events',
    next_page: 'more next',
    my_sign_ups: 'my_sign_ups my_signups my_bookings my_registrations',
    sign_up: 'sign_up sign_me_up join',
    cancel_sign_up: 'cancel_my_spot',
    set_language: 'language languages',
    my_data: 'my_data',
    erase_me: 'delete_me erase_me forget_me',
    my_assignments: 'my_assignments my_tasks assignments',
    pause: 'back break',
    become_volunteer: 'volunteer become_volunteer become_a_volunteer',
    new_activity: 'new_activity',
    ask_for_help: 'need_help',
    undo: 'undo undo_that undo_it',
  },
  begin: {
    subscribe: 'subscribe',
    unsubscribe: {
      end: 'end cancel stop',
      mine: 'my the',
      subscription: 'subscription subscriptions weekly_letter weekly_letters',
    },
    correct: {
      alone: 'correct',
      named: 'correct change',
      name: 'name',
      place: 'place postcode address',
      language: 'language',
      data: 'data',
    },
    about: 'to my',
  },
  noCalls: {
    phrases:
      'stop_calling stop_ringing dont_call dont_ring do_not_call do_not_ring never_call never_ring no_more_calls',
    unless: 'before after today now',
  },
  wrongNumber: {
    phrases: 'wrong_number wrong_person',
    answers: 'not_me',
    around: `hi hello hey sorry no this that is you have has got the a an it im i am its my name called calling dialled texting texted
      sent to me not think must be been youve there afraid but dont know anyone thanks thank please and for here message mate bro sir madam`,
  },
  deceased: {
    dead: 'dead died deceased passed_away passed_on no_longer_alive',
    owner: 'owner had owned used belonged',
    number: 'number phone mobile',
    theirs: 'whose_number whose_phone her_number his_number her_phone his_phone',
    leaveUs: `stop_texting stop_sending stop_messages do_not_send dont_send do_not_text dont_text no_more_messages remove_him remove_her
      delete_him delete_her take_him_off take_her_off`,
    self: 'i we',
  },
  polite: 'please pls plz thanks thank you hi hello now',
  courtesy: `please pls plz thanks thank you very much hi hello hey dear all good morning afternoon evening day night have a nice great
    weekend bye kind best warm many sorry now`,
  closing: 'regards sincerely cheers wishes br love',
  device: 'sent_from sent_via get_outlook sent_with',
};
