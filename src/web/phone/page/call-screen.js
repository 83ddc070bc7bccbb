import { createCountdown } from './countdown.js';
import { createIncoming } from './incoming.js';
import { createKeypad } from './keypad.js';
import { readable } from './number.js';
import { createTranscript } from './transcript.js';
import { voice } from './voice.js';

const CLEAR = 0.92;
const MUMBLED = 0.3;
const OVER = {
  'the line hung up': 'Sentralen la på.',
  'the caller hung up': 'Du la på.',
  fault: 'Det som kom fra tjenesten, er ikke noe telefonnettet godtar. Samtalen ble brutt.',
};
const STAFF = {
  answered: 'Telefonen på sentralen blir tatt',
  'no-answer': 'Ingen svarer på sentralen',
  busy: 'Det er opptatt på sentralen',
};

/**
 * The calls of one phone. The service sends each scene, with the spoken lines and the expected input; the page posts
 * the user's actions.
 * @param show called when the call replaces the messages, and when it ends
 */
export function createCallScreen({ root, phone, nameOf, post, show, say }) {
  const part = (selector) => root.querySelector(selector);
  const screen = part('.call');
  const [state, time, sound, hangUp, silence] = ['.call-state', '.call-time', '.sound', '.hang-up', '.silence'].map(
    part,
  );
  const transcript = createTranscript(part('.transcript'));
  const countdown = createCountdown(part('.call > .countdown'));
  const speak = part('.speak');
  const leave = part('.message-form');
  const keypad = createKeypad({ pad: part('.keypad'), area: screen, press });
  const incoming = createIncoming({ panel: part('.incoming'), left: part('.incoming-left'), answer: takeRing });
  let scene = null;
  let pressed = '';
  let line = null;
  let speech = null;
  let posting = false;
  let began = 0;
  let toldMute = false;

  const isOn = () => scene !== null && scene.waits.for !== 'nothing';
  setInterval(() => {
    if (!isOn()) return;
    const s = Math.floor((Date.now() - began) / 1000);
    time.textContent = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
  }, 1000);
  showSound();

  function begin(text) {
    transcript.clear();
    scene = null;
    began = Date.now();
    time.textContent = '0:00';
    state.textContent = text;
    screen.hidden = false;
    show(true);
    for (const panel of screen.querySelectorAll('.panel')) panel.hidden = panel.dataset.for !== 'answer';
    keypad.enabled = false;
    screen.focus();
  }

  async function ring() {
    if (isOn() || posting) return;
    begin('Ringer …');
    await take(() => post('calls', { from: phone.number, to: nameOf(phone.centre).voiceNumber }));
  }

  async function takeRing(id, how) {
    if (how === 'picked up' || how === 'machine') begin(how === 'machine' ? 'Telefonsvareren tok den' : 'Svarer …');
    else say(how === 'busy' ? 'Du avviste samtalen.' : 'Samtalen ble ikke besvart.');
    if (how === 'machine') transcript.note('Telefonsvareren tar den. Dette hører den:');
    await take(() => post(`rings/${encodeURIComponent(id)}`, { how }));
  }

  const act = (deed) =>
    scene === null ? undefined : take(() => post(`calls/${scene.sid}`, { ...deed, turn: scene.turn }));

  /** Posts one action at a time, and shows the next scene or the error. */
  async function take(ask) {
    if (posting) return;
    posting = true;
    hush();
    countdown.clear();
    try {
      const next = await ask();
      posting = false;
      if (next.waits !== undefined) await hear(next);
    } catch (error) {
      posting = false;
      if (error.status === 409) return;
      transcript.note(error.message);
      say(error.message);
      if (!screen.hidden) await hear({ ...scene, heard: [], waits: { for: 'nothing', because: 'fault' } });
    }
  }

  function hush() {
    speech?.stop();
    speech = null;
  }

  async function hear(next) {
    scene = next;
    pressed = '';
    line = null;
    const { waits } = next;
    if (!toldMute && voice.lacks(next.heard)) {
      toldMute = true;
      transcript.note('Nettleseren har ingen stemme for dette språket. Les teksten.');
    }
    const lines = transcript.hear(next.heard);
    showWait(waits);
    transcript.from(lines[0]);
    const mine = voice.speak(next.heard, (at) => transcript.point(lines, at));
    speech = mine;
    if (next.heard.length > 0 && waits.for !== 'nothing') countdown.clear('Snakker …');
    await mine.done;
    if (speech !== mine) return;
    speech = null;
    keypad.enabled = waits.keys === true;
    listen();
  }

  /** Starts the countdown to the default action of a caller who does nothing. */
  function listen() {
    const { waits } = scene;
    if (waits.for === 'answer') countdown.start(waits.timeoutS, 'Venter på svar:', answerKeys);
    else if (waits.for === 'staff') countdown.start(waits.timeoutS, 'Ringer:', () => staff('no-answer'));
    else if (waits.for === 'staff key') countdown.start(waits.timeoutS, 'Venter på 1:', () => staffKey(''));
    else countdown.clear(waits.for === 'message' ? 'Tar opp …' : '');
  }

  function showWait(waits) {
    const within = screen.contains(document.activeElement);
    for (const panel of screen.querySelectorAll('.panel')) panel.hidden = panel.dataset.for !== waits.for;
    const over = waits.for === 'nothing';
    keypad.enabled = waits.keys === true && waits.bargeIn;
    speak.hidden = waits.speech !== true;
    part('.deaf').hidden = waits.for !== 'answer' || waits.speech;
    silence.hidden = !['answer', 'message'].includes(waits.for);
    part('.call-end').hidden = over;
    part('.call > .countdown').hidden = over;
    part('.staff-number').textContent = readable(waits.number ?? '');
    state.textContent = over ? 'Samtalen er slutt' : nameOf(phone.centre).name;
    part('.over-text').textContent = over ? OVER[waits.because] : '';
    speak.reset();
    leave.reset();
    // Keeps the keyboard focus: a removed button passes it on.
    if (!within) return;
    if (over) part('.to-messages').focus();
    else if (document.activeElement === document.body || document.activeElement.closest('[hidden]') !== null) {
      (screen.querySelector('.panel:not([hidden]) .go') ?? screen).focus();
    }
  }

  function press(key) {
    const waits = scene?.waits;
    if (posting || waits?.for !== 'answer' || !waits.keys || (speech !== null && !waits.bargeIn)) return;
    hush();
    pressed += key;
    const shown = `Tastet ${pressed}`;
    if (line === null) line = transcript.did(shown, 'keys');
    else line.querySelector('span:last-child').textContent = shown;
    if (key === waits.finishOnKey || pressed.length >= waits.digitsMax) void answerKeys();
    else countdown.start(waits.timeoutS, 'Venter på flere taster:', answerKeys);
  }

  function answerKeys() {
    if (pressed !== '') return act({ did: 'keys', keys: pressed });
    return beSilent();
  }

  function beSilent() {
    transcript.did('Sa ingenting', 'silent');
    return act({ did: 'silence' });
  }

  function staff(how) {
    transcript.note(STAFF[how]);
    return act({ did: 'staff', how });
  }

  function staffKey(key) {
    transcript.note(key === '' ? 'De trykker ingenting' : `De trykker ${key}`);
    return act({ did: 'staff key', key });
  }

  function showSound() {
    sound.setAttribute('aria-pressed', String(voice.isOn));
    sound.textContent = voice.isOn ? 'Stemme på' : 'Stemme av';
  }

  function back() {
    scene = null;
    hush();
    screen.hidden = true;
    show(false);
  }

  part('.ring').addEventListener('click', () => void ring());
  part('.again').addEventListener('click', () => void ring());
  part('.to-messages').addEventListener('click', back);
  part('.talked').addEventListener('click', () => void act({ did: 'talked' }));
  hangUp.addEventListener('click', () => void act({ did: 'hang up' }));
  silence.addEventListener('click', () => void beSilent());
  sound.addEventListener('click', () => {
    voice.turn(!voice.isOn);
    showSound();
  });
  screen.addEventListener('click', ({ target }) => {
    const { staff: how, staffKey: key } = target.closest('button')?.dataset ?? {};
    if (how !== undefined) void staff(how);
    if (key !== undefined) void staffKey(key);
  });
  speak.elements.words.addEventListener('input', () => {
    hush();
    countdown.clear('Du snakker …');
  });
  speak.addEventListener('submit', (event) => {
    event.preventDefault();
    const { words, mumbled } = speak.elements;
    const text = words.value.trim();
    if (text === '') return words.focus();
    transcript.did(`«${text}»${mumbled.checked ? ' (mumlet)' : ''}`);
    void act({ did: 'speech', speech: text, confidence: mumbled.checked ? MUMBLED : CLEAR });
  });
  leave.addEventListener('submit', (event) => {
    event.preventDefault();
    const { message, seconds } = leave.elements;
    transcript.did(`Beskjed, ${seconds.value} s${message.value.trim() === '' ? '' : `: «${message.value.trim()}»`}`);
    void act({ did: 'message', seconds: Number(seconds.value) });
  });

  return {
    /** Shows a ringing call, unless the phone is in a call. */
    rings(list) {
      const [first] = list;
      if (first === undefined) incoming.stop();
      else if (isOn()) void post(`rings/${encodeURIComponent(first.id)}`, { how: 'busy' }).catch(() => {});
      else incoming.start(first, nameOf(first.centre).name);
    },
    /** Hangs up, also when the page is closed. */
    hangUp() {
      if (isOn())
        void post(`calls/${scene.sid}`, { did: 'hang up', turn: scene.turn }, { keepalive: true }).catch(() => {});
    },
  };
}
