const KEPT = 'ringerunde.voice';
/** Duration of a sentence without a voice: about fourteen characters a second, and a pause. */
const CHARACTER_MS = 70;
const BREATH_MS = 350;
const PLAY_MS = 3000;

const synthesis = globalThis.speechSynthesis;
const isOn = () => localStorage.getItem(KEPT) !== 'off';

/** The browser's voice for a language; undefined without one. Norwegian has three codes. */
function voiceFor(language) {
  const [code] = language.toLowerCase().split('-');
  const codes = code === 'nb' || code === 'nn' || code === 'no' ? ['nb', 'no', 'nn'] : [code];
  const voices = synthesis?.getVoices() ?? [];
  const inCode = (c) => voices.filter((v) => v.lang.toLowerCase().split(/[-_]/)[0] === c);
  const fitting = codes.flatMap(inCode);
  return fitting.find((v) => v.lang.replace('_', '-').toLowerCase() === language.toLowerCase()) ?? fitting[0];
}

// Some browsers load their voices only on the first request.
synthesis?.getVoices();

/** Speaks the lines, or waits for as long as speaking would take. One speaker for the whole page. */
export const voice = {
  get isOn() {
    return isOn();
  },
  /** True when a line has no voice in its language. */
  lacks: (heard) => isOn() && heard.some((one) => one.kind === 'say' && voiceFor(one.language) === undefined),
  turn(on) {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
    if (!on) synthesis?.cancel();
  },
  /**
   * @param began called with the line that is spoken now
   * @returns `done`, which resolves at the end or when `stop` is called
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
