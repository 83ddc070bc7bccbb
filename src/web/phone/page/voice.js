const KEPT = 'ringerunde.voice';
/** How long a sentence takes where no voice speaks it: about fourteen characters a second, and a breath. */
const CHARACTER_MS = 70;
const BREATH_MS = 350;
const PLAY_MS = 3000;

const synthesis = globalThis.speechSynthesis;
const isOn = () => localStorage.getItem(KEPT) !== 'off';

/** The browser's own voice for a language; undefined where it has none. Norwegian goes by three codes. */
function voiceFor(language) {
  const [code] = language.toLowerCase().split('-');
  const codes = code === 'nb' || code === 'nn' || code === 'no' ? ['nb', 'no', 'nn'] : [code];
  const voices = synthesis?.getVoices() ?? [];
  const inCode = (c) => voices.filter((v) => v.lang.toLowerCase().split(/[-_]/)[0] === c);
  const fitting = codes.flatMap(inCode);
  return fitting.find((v) => v.lang.replace('_', '-').toLowerCase() === language.toLowerCase()) ?? fitting[0];
}

// Some browsers load their voices when they are first asked for.
synthesis?.getVoices();

/** Speaks what is heard on a line, or waits as long as that would take. One at a time on the whole page. */
export const voice = {
  get isOn() {
    return isOn();
  },
  /** Whether some of it should be spoken and cannot be. */
  lacks: (heard) => isOn() && heard.some((one) => one.kind === 'say' && voiceFor(one.language) === undefined),
  turn(on) {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
    if (!on) synthesis?.cancel();
  },
  /**
   * @param began told which of them is heard now
   * @returns `done` when all has been said, or sooner when `stop` is called
   */
  speak(heard, began) {
    let stopped = false;
    let wake = () => {};
    const pause = (ms) =>
      new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, ms);
      });

    function say({ text, language, rate }) {
      const speaker = isOn() ? voiceFor(language) : undefined;
      if (speaker === undefined) return pause(BREATH_MS + text.length * CHARACTER_MS);
      return new Promise((resolve) => {
        wake = resolve;
        const utterance = Object.assign(new SpeechSynthesisUtterance(text), {
          voice: speaker,
          lang: speaker.lang,
          rate,
        });
        utterance.addEventListener('end', resolve);
        utterance.addEventListener('error', resolve);
        synthesis.speak(utterance);
      });
    }

    async function all() {
      for (const [i, one] of heard.entries()) {
        if (stopped) return;
        began(i);
        if (one.kind === 'say') await say(one);
        else if (one.kind === 'pause') await pause(one.seconds * 1000);
        else if (one.kind === 'play') await pause(PLAY_MS);
      }
      began(-1);
    }

    return {
      done: all(),
      stop() {
        stopped = true;
        synthesis?.cancel();
        began(-1);
        wake();
      },
    };
  },
};
