import { newCallSid, simulateCall, type SimulatedPhoneCall } from '../../carriers/simulated-call/call.ts';
import type { SimulatedCallState } from '../../carriers/simulated-call/state.ts';
import { askLineOf, callPaths } from '../../carriers/index.ts';
import type { CallLine } from '../../carriers/base/line.ts';
import type { App } from '../../service/engine/scene.ts';

type Db = App['store']['db'];

/** A simulated phone that rings and has not been answered. */
export interface Ring {
  /** The id of the call that the service returned. */
  id: string;
  phone: string;
  /** The number that calls it. */
  centre: string;
}

/** Connects simulated phones with the service, as the network does with real ones. */
export interface Switchboard {
  /** Calls the service. */
  ring(call: { from: string; to: string }): Promise<SimulatedPhoneCall>;
  /** The calls that ring on these phones. Reads the database, so that it also sees calls by other processes. */
  ringing(phones: readonly string[]): Promise<Ring[]>;
  /** Answers a ringing phone. */
  pickUp(id: string): Promise<SimulatedPhoneCall | 'does not ring'>;
  /**
   * Answers as a silent answering machine.
   * @returns the whole call
   */
  machine(id: string): Promise<SimulatedCallState | 'does not ring'>;
  /** Leaves the phone unanswered. */
  leave(id: string, status: 'busy' | 'no-answer'): Promise<'told' | 'does not ring'>;
}

const RINGS_MAX = 20;
/** A message to a machine ends long before this number of silences. */
const SILENCES_MAX = 8;

/** @param rings true when the service calls simulated phones; an API that carries calls rings them itself */
export function createSwitchboard(parts: { db: Db; line: CallLine; publicUrl: string; rings: boolean }): Switchboard {
  const { db, line, publicUrl, rings } = parts;
  const askLine = askLineOf(line, publicUrl);
  const pickedUp = new Set<string>();

  const ringsNow = () => placedAndUnanswered(db);
  const called = async (id: string) => (rings ? ringsNow().where('o.id', '=', id).executeTakeFirst() : undefined);

  async function answer(
    id: string,
    answeredBy: 'human' | 'machine_start',
  ): Promise<SimulatedPhoneCall | 'does not ring'> {
    const row = await called(id);
    const sid = row?.sid ?? null;
    if (row === undefined || sid === null || pickedUp.has(sid)) return 'does not ring';
    pickedUp.add(sid);
    const { from_number: from, number: to } = row;
    return simulateCall(askLine, { sid, from, to, ...callPaths.placed(id), answeredBy });
  }

  return {
    ring: ({ from, to }) => simulateCall(askLine, { sid: newCallSid(), from, to, ...callPaths.incoming }),

    async ringing(phones) {
      if (!rings || phones.length === 0) return [];
      const rows = await ringsNow().where('o.number', 'in', phones).orderBy('o.seq').limit(RINGS_MAX).execute();
      return rows
        .filter(({ sid }) => sid !== null && !pickedUp.has(sid))
        .map(({ id, number: phone, from_number: centre }) => ({ id, phone, centre }));
    },

    pickUp: (id) => answer(id, 'human'),

    async machine(id) {
      const call = await answer(id, 'machine_start');
      if (call === 'does not ring') return call;
      const heard = [...call.scene.heard];
      for (let n = 0; n < SILENCES_MAX && call.scene.waits.for === 'answer'; n++) {
        await call.take({ did: 'silence' });
        heard.push(...call.scene.heard);
      }
      await call.take({ did: 'hang up' });
      return { ...call.scene, heard };
    },

    async leave(id, status) {
      const row = await called(id);
      const sid = row?.sid ?? null;
      if (sid === null || pickedUp.has(sid)) return 'does not ring';
      await askLine(callPaths.placed(id).over, { CallSid: sid, CallStatus: status });
      return 'told';
    },
  };
}

const placedAndUnanswered = (db: Db) =>
  db
    .selectFrom('outgoing_call as o')
    .select(['o.id', 'o.sid', 'o.number', 'o.from_number'])
    .where('o.state', '=', 'placed')
    .where('o.sid', 'is not', null)
    .where((e) => e.not(e.exists(e.selectFrom('call').select('call.id').whereRef('call.id', '=', 'o.sid'))));
