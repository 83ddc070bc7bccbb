const OPENERS = '((ja|jo|jada|hei|yes|takk|og|and|jeg|eg|vi|me|i|we|det) )*';
const NOT_FORGOTTEN =
  '(har|ha|have|havent|haven t) (jo |da )?(ikke |ikkje |not )?(glemt|gloymt|forgotten)( (det|den|it|dere|dykk))?';
const WILL_COME =
  '(skal|kjem til a|kommer til a|will) (nok |vel |sjolvsagt |selvfolgelig )?(mote|mota|stille|turn|show) (opp|up)';
const STILL_COMES = new RegExp(`^${OPENERS}(${NOT_FORGOTTEN}|${WILL_COME})( (da|altsa|takk|selvfolgelig|sjolvsagt))*$`);
const FORGOTTEN = /\b(har|ha|have) (jo |da )?(glemt|gloymt|forgotten)\b/;

/**
 * Whether a person who is reminded says no more than that they come: "har ikke glemt det", "skal nok møte opp".
 * @param whole the text, folded and with single spaces
 */
export const stillComes = (whole: string): boolean => STILL_COMES.test(whole) && !FORGOTTEN.test(whole);
