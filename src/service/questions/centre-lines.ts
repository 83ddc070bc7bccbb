import type { Line, Param } from '../../conversation/ask.ts';
import { centreAddress, openDays, type OpenDays } from '../../domain/centres/facts.ts';
import type { CentreAsk } from '../../understanding/base/reading.ts';
import type { Scene } from '../engine/scene.ts';

const DAYS = [
  'answer.monday',
  'answer.tuesday',
  'answer.wednesday',
  'answer.thursday',
  'answer.friday',
  'answer.saturday',
  'answer.sunday',
] as const;

/** The lines that answer one question about the centre; none when the fact is unknown. */
export async function centreLines(scene: Scene, asks: CentreAsk): Promise<Line[]> {
  const { centre, tx } = scene;
  const named = { centre: centre.name };
  switch (asks) {
    case 'opening':
      return [
        { key: 'answer.opening', params: { days: { as: 'lines', of: openDays(centre).map(daysLine), heardMax: 7 } } },
      ];
    case 'address': {
      const address = await centreAddress(tx, centre);
      return address === null ? [] : [{ key: 'answer.address', params: { address: { as: 'written', of: address } } }];
    }
    case 'phone':
      return centre.voice_number === null
        ? [{ key: 'answer.ring' }]
        : [{ key: 'answer.phone', params: { phone: { as: 'phone', of: centre.voice_number } } }];
    case 'who':
      // The first text to a stranger always says who answers; a call does not.
      return scene.call === undefined && scene.person.last_outbound_at === null
        ? [{ key: 'common.help' }]
        : [{ key: 'answer.who', params: named }];
    case 'machine':
      return [{ key: 'answer.machine', params: named }];
    case 'text_cost':
      return [{ key: 'answer.textCost' }];
    case 'privacy':
      return [{ key: 'answer.privacy', params: named }];
  }
}

function daysLine({ from, to, ranges }: OpenDays): Line {
  const hours: Param = { as: 'lines', of: ranges.map(([a, b]) => hoursLine(a, b)), heardMax: 3 };
  const day: Param = { as: 'line', of: { key: DAYS[from] ?? 'answer.monday' } };
  if (from === to) return { key: 'answer.openDay', params: { day, hours } };
  return {
    key: 'answer.openDays',
    params: { day, last: { as: 'line', of: { key: DAYS[to] ?? 'answer.sunday' } }, hours },
  };
}

const hoursLine = (from: number, to: number): Line => ({
  key: 'answer.hours',
  params: { from: clock(from), to: clock(to) },
});

/** "9", "9.30". */
function clock(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}
