const TICK_MS = 200;

/** Shows the remaining time and acts when it is over. */
export function createCountdown(line) {
  const bar = line.querySelector('progress');
  const words = line.querySelector('span');
  let timer;

  const clear = (text = '') => {
    clearInterval(timer);
    bar.hidden = true;
    words.textContent = text;
  };
  clear();

  return {
    /** Stops counting; `text` says what happens instead. */
    clear,
    /** Counts down from `seconds`, in real time. */
    start(seconds, text, done) {
      clear();
      const end = performance.now() + seconds * 1000;
      const show = () => {
        const leftMs = Math.max(0, end - performance.now());
        bar.value = leftMs / (seconds * 1000);
        words.textContent = `${text} ${Math.ceil(leftMs / 1000)} s`;
        if (leftMs > 0) return;
        clear();
        done();
      };
      bar.hidden = false;
      show();
      timer = setInterval(show, TICK_MS);
    },
  };
}
