import { describe, expect, test } from 'vitest';
import { simulateCall, type SimulatedPhoneCall } from '../../src/carriers/simulated-call/call.ts';
import type { SimulatedCallState } from '../../src/carriers/simulated-call/state.ts';

interface Asked {
  address: string;
  fields: Readonly<Record<string, string>>;
}

/** A line that answers each address with a document; its requests are kept. */
async function callTo(documents: Record<string, string>): Promise<{ call: SimulatedPhoneCall; asked: Asked[] }> {
  const asked: Asked[] = [];
  const call = await simulateCall(
    async (address, fields) => {
      asked.push({ address, fields });
      const inner = documents[address] ?? (address === '/over' ? '' : undefined);
      if (inner === undefined) throw new Error(`nothing at ${address}`);
      return inner.startsWith('<?') ? inner : `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;
    },
    { sid: 'CA1', from: '+4790000001', to: '+4737000001', first: '/first', over: '/over' },
  );
  return { call, asked };
}

const heardIn = ({ heard }: SimulatedCallState): string[] =>
  heard.map((h) => {
    const who = h.by === 'staff' ? 'staff: ' : '';
    if (h.kind === 'pause') return `${who}(${h.seconds} s)`;
    if (h.kind === 'play') return `${who}[${h.address}]`;
    return h.kind === 'fault' ? `! ${who}${h.text}` : `${who}${h.text}`;
  });

describe('what is heard', () => {
  test('stands in order, with its voice, and the entities put back', async () => {
    const { call } = await callTo({
      '/first':
        '<Say voice="Polly.Ida-Neural" language="nb-NO"><prosody rate="90%">Kaf&#xE9; &amp; &lt;b&gt;strikk&lt;/b&gt;</prosody></Say>' +
        '<Pause length="2"/><Play>/r/x.mp3</Play><Hangup/><Say>never</Say>',
    });
    expect(heardIn(call.scene)).toEqual(['Kafé & <b>strikk</b>', '(2 s)', '[/r/x.mp3]']);
    expect(call.scene.heard[0]).toMatchObject({ language: 'nb-NO', voice: 'Polly.Ida-Neural', rate: 0.9 });
    expect(call.scene.waits).toEqual({ for: 'nothing', because: 'the line hung up' });
  });

  test.each([
    ['<Sing>la</Sing><Say>on</Say>', ['! <Sing> is no verb that is known here', 'on']],
    ['<Say tempo="2">hei</Say>', ['! <Say> has an attribute that is not known here: tempo', 'hei']],
    ['<Gather><Dial>1</Dial></Gather>', ['! <Dial> in <Gather>']],
    [
      '<Dial><Number>1</Number><Sip>2</Sip></Dial>',
      ['! <Dial> rings more than one phone, and only the first is rung here', '! <Sip> in <Dial>'],
    ],
  ])('%s shows what is wrong and passes nothing over', async (document, heard) => {
    expect(heardIn((await callTo({ '/first': document })).call.scene)).toEqual(heard);
  });

  test.each([
    '<Say>hei',
    '<Say>a & b</Say>',
    '<Say>&nope;</Say>',
    '<Say>&#0;</Say>',
    '<Say a="1" a="2"/>',
    '<?xml?><Say/>',
    '\u0001',
  ])('what is no TwiML ends the call and is shown: %s', async (document) => {
    const { call, asked } = await callTo({ '/first': document });
    expect(call.scene.heard).toMatchObject([{ kind: 'fault' }]);
    expect(call.scene.waits).toEqual({ for: 'nothing', because: 'fault' });
    expect(asked.at(-1)).toMatchObject({ address: '/over', fields: { CallSid: 'CA1', CallStatus: 'completed' } });
  });

  test('a call that goes in circles ends', async () => {
    const { call } = await callTo({ '/first': '<Redirect>/first</Redirect>' });
    expect(heardIn(call.scene)).toEqual(['! The call goes in circles']);
  });
});

describe('<Gather>', () => {
  const gather = (attributes: string, after = ''): Record<string, string> => ({
    '/first': `<Gather action="/next" ${attributes}><Say>Hva?</Say></Gather>${after}`,
    '/next': '<Say>Takk</Say><Hangup/>',
  });

  test.each([
    ['numDigits="1" finishOnKey=""', '42', '4'],
    ['numDigits="1" finishOnKey=""', '#', '#'],
    ['numDigits="4"', '4836#', '4836'],
    ['numDigits="4"', '48#36', '48'],
    ['', '12 34 56', '123456'],
    ['finishOnKey="*"', '1*2', '1'],
  ])('%s takes %s as %s', async (attributes, keys, digits) => {
    const { call, asked } = await callTo(gather(attributes));
    expect(heardIn(call.scene)).toEqual(['Hva?']);
    await call.take({ did: 'keys', keys });
    expect(asked[1]).toMatchObject({ address: '/next', fields: { CallSid: 'CA1', Digits: digits } });
    expect(heardIn(call.scene)).toEqual(['Takk']);
  });

  test('silence is told where it was asked for, and goes on in the document where it was not', async () => {
    const told = await callTo(gather('actionOnEmptyResult="true"'));
    await told.call.take({ did: 'silence' });
    expect(told.asked[1]).toMatchObject({ address: '/next', fields: { Digits: '' } });
    const passed = await callTo(gather('', '<Say>Hallo?</Say><Hangup/>'));
    await passed.call.take({ did: 'silence' });
    expect(heardIn(passed.call.scene)).toEqual(['Hallo?']);
  });

  test('words are heard where they are listened for; elsewhere they are silence', async () => {
    const heard = await callTo(gather('input="dtmf speech" actionOnEmptyResult="true"'));
    await heard.call.take({ did: 'speech', speech: 'ja', confidence: 0.3 });
    expect(heard.asked[1]?.fields).toMatchObject({ SpeechResult: 'ja', Confidence: '0.3' });
    const deaf = await callTo(gather('actionOnEmptyResult="true"'));
    await deaf.call.take({ did: 'speech', speech: 'ja', confidence: 1 });
    expect(deaf.asked[1]?.fields).toMatchObject({ Digits: '' });
    expect(deaf.asked[1]?.fields).not.toHaveProperty('SpeechResult');
  });

  test('one deed at a time, and none for a scene that has passed', async () => {
    const { call, asked } = await callTo({ '/first': '<Gather><Say>a</Say></Gather>' });
    const both = await Promise.all([1, 2].map(() => call.take({ did: 'keys', keys: '1' }, 0)));
    expect(both.filter((scene) => scene === 'not now')).toHaveLength(1);
    expect(await call.take({ did: 'keys', keys: '1' }, 0)).toBe('not now');
    expect(await call.take({ did: 'talked' })).toBe('not now');
    expect(asked).toHaveLength(2);
    await Promise.all([call.take({ did: 'keys', keys: '1' }), call.take({ did: 'hang up' })]);
    expect(call.scene.waits).toEqual({ for: 'nothing', because: 'the caller hung up' });
    expect(await call.take({ did: 'hang up' })).toBe('not now');
  });
});

describe('<Dial>', () => {
  const dial = (action = 'action="/after"'): Record<string, string> => ({
    '/first': `<Say>Vent</Say><Dial ${action} timeout="25"><Number url="/whisper">+4745600002</Number></Dial><Say>Ingen</Say>`,
    '/whisper': '<Gather numDigits="1"><Say>Trykk 1</Say></Gather><Hangup/>',
    '/after': '<Say>Ha det</Say><Hangup/>',
  });

  test('whoever answers hears the whisper, and is joined when the answer is empty', async () => {
    const documents = dial();
    const { call, asked } = await callTo(documents);
    expect(call.scene.waits).toEqual({ for: 'staff', number: '+4745600002', timeoutS: 25 });
    await call.take({ did: 'staff', how: 'answered' });
    expect(heardIn(call.scene)).toEqual(['staff: Trykk 1']);
    expect(asked.at(-1)?.fields).toMatchObject({ ParentCallSid: 'CA1', To: '+4745600002' });
    documents['/whisper'] = '';
    await call.take({ did: 'staff key', key: '1' });
    expect(asked.at(-1)?.fields).toMatchObject({ Digits: '1' });
    expect(call.scene.waits).toEqual({ for: 'talk' });
    await call.take({ did: 'talked' });
    expect(asked.at(-2)).toMatchObject({ address: '/after', fields: { DialCallStatus: 'completed', CallSid: 'CA1' } });
    expect(heardIn(call.scene)).toEqual(['Ha det']);
  });

  test('without the key nobody is joined; unanswered, the action is told why', async () => {
    const silent = await callTo(dial());
    await silent.call.take({ did: 'staff', how: 'answered' });
    await silent.call.take({ did: 'staff key', key: '' });
    expect(heardIn(silent.call.scene)).toEqual(['Ha det']);
    for (const how of ['busy', 'no-answer'] as const) {
      const { call, asked } = await callTo(dial());
      await call.take({ did: 'staff', how });
      expect(asked[1]).toMatchObject({ address: '/after', fields: { DialCallStatus: how } });
      const plain = await callTo(dial(''));
      await plain.call.take({ did: 'staff', how });
      expect(heardIn(plain.call.scene)).toEqual(['Ingen']);
    }
  });
});

test('<Record> tells of a message and that it can be fetched; silence goes on in the document', async () => {
  const documents = {
    '/first': '<Record action="/left" maxLength="60" recordingStatusCallback="/ready"/><Redirect>/nothing</Redirect>',
    '/left': '<Say>Takk</Say><Hangup/>',
    '/nothing': '<Say>Ha det</Say><Hangup/>',
    '/ready': '',
  };
  const left = await callTo(documents);
  expect(left.call.scene.waits).toEqual({ for: 'message', maxS: 60 });
  await left.call.take({ did: 'message', seconds: 600 });
  expect(heardIn(left.call.scene)).toEqual(['Takk']);
  const [action, ready] = ['/left', '/ready'].map((at) => left.asked.find(({ address }) => address === at)?.fields);
  expect(action).toMatchObject({ RecordingDuration: '60' });
  expect(ready?.['RecordingSid']).toBe(action?.['RecordingSid']);
  const silent = await callTo(documents);
  await silent.call.take({ did: 'silence' });
  expect(heardIn(silent.call.scene)).toEqual(['Ha det']);
  expect(silent.asked.some(({ address }) => address === '/ready')).toBe(false);
});
