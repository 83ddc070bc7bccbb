import { element } from './bubbles.js';

const MARGIN = 8;
const WHO = { caller: 'Telefonen sier: ', staff: 'På sentralen høres: ' };

/** The spoken lines and the caller's words and keys, as text. */
export function createTranscript(log) {
  const list = log.querySelector('.lines');

  function put(className, who, text, language) {
    const item = element('li', `line ${className}`);
    const words = element('p', 'line-text');
    if (who !== '') words.append(element('span', 'unseen', who));
    const spoken = element('span', '', text);
    if (language !== undefined) spoken.lang = language;
    words.append(spoken);
    item.append(words);
    list.append(item);
    log.scrollTop = log.scrollHeight;
    return item;
  }

  return {
    /** Scrolls this line to the top: the caller has read the lines before it. */
    from(item) {
      const before = item?.previousElementSibling?.matches('.said, .note') ? item.previousElementSibling : item;
      if (before) log.scrollTop = before.offsetTop - log.offsetTop - MARGIN;
    },
    /** Marks the line that is spoken now, and scrolls to it. */
    point(lines, at) {
      for (const [i, item] of lines.entries()) item.classList.toggle('now', i === at);
      const item = lines[at];
      if (item === undefined) return;
      const below = item.offsetTop + item.offsetHeight - log.offsetTop - log.clientHeight - log.scrollTop;
      if (below > 0) log.scrollTop += below + MARGIN;
    },
    clear: () => list.replaceChildren(),
    /**
     * Adds spoken lines.
     * @returns their elements, in the same order
     */
    hear: (heard) =>
      heard.map((one) => {
        const at = one.by === 'staff' ? 'heard staff' : 'heard';
        if (one.kind === 'say') {
          const item = put(at, WHO[one.by], one.text, one.language);
          item.title = `${one.voice}, ${one.language}`;
          return item;
        }
        if (one.kind === 'play') return put(`${at} play`, WHO[one.by], `Opptak: ${one.address.split('/').pop()}`);
        if (one.kind === 'pause') return put('note', '', `Pause, ${one.seconds} s`);
        return put('fault', 'Feil: ', one.text);
      }),
    /** Adds an action of the caller. */
    did: (text, className = '') => put(`said ${className}`, 'Du: ', text),
    note: (text) => put('note', '', text),
  };
}
