import { tokenise } from '../base/normalise.ts';

const NO_NEED =
  /\b(trenger|treng|behover) (dere |dokker |de |du |deg )?(ikke|ikkje|itte) (a )?(ringe?|ringja)\b|\bno need to (call|ring|phone)\b|\b(dont|don t|do not) (need to|have to|bother to) (call|ring|phone)\b|\b(ikke|ikkje) nodvendig (a|at) .{0,8}ringe?\b|\bslipp(er)? (dere |de )?a ringe\b/;

const TEXT_MAX = 400;

/** Whether a text withdraws the wish for a call: "trenger ikke ringe likevel", "no need to call". */
export const saysNoNeedToRing = (text: string): boolean =>
  NO_NEED.test(
    tokenise(text.slice(0, TEXT_MAX))
      .map(({ fold }) => fold)
      .join(' '),
  );
