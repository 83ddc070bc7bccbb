import { element } from './bubbles.js';

const MARGIN = 8;
const WHO = { caller: 'Telefonen sier: ', staff: 'På sentralen høres: ' };

/** All that is heard, said and pressed in a call, as text. */
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
    /** Shows from this line on: what came before it is read already. */
    from(item) {
      const before = item?.previousElementSibling?.matches('.said, .note') ? item.previousElementSibling : item;
      if (before) log.scrollTop = before.offsetTop - log.offsetTop - MARGIN;
    },
    /** Marks the one that is spoken now, and keeps it in view. */
    point(lines, at) {
      for (const [i, item] of lines.entries()) item.classList.toggle('now', i === at);
      const item = lines[at];
      if (item === undefined) return;
      const below = item.offsetTop + item.offsetHeight - log.offsetTop - log.clientHeight - log.scrollTop;
      if (below > 0) log.scrollTop += below + MARGIN;
    },
    clear: () => list.replaceChildren(),
    /** What is heard; answers its lines, in the same order. */
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
    /** What whoever holds the phone did. */
    did: (text, className = '') => put(`said ${className}`, 'Du: ', text),
    note: (text) => put('note', '', text),
  };
}
