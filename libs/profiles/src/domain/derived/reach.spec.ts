import { reachOf, silenceOf, type AskedRound } from './reach.js';

const day = (number: number) => Temporal.Instant.from('2026-01-05T09:00:00Z').add({ hours: 24 * number });
const NOW = day(200);

/** `'silent'`, `'finished'`, … every four weeks, asked by text message. */
function rounds(...outcomes: (AskedRound['outcome'] | Partial<AskedRound>)[]): AskedRound[] {
  return outcomes.map((told, index) => {
    const { outcome = null, ...rest } = typeof told === 'object' && told !== null ? told : { outcome: told };
    const isAnswered = outcome === 'finished' || outcome === 'partial';
    return {
      id: String(index),
      at: day(index * 28),
      channel: outcome === 'missed' ? null : 'sms',
      hasArrived: outcome !== 'unreachable' && outcome !== 'missed',
      hasOpened: isAnswered,
      heardAt: isAnswered ? day(index * 28 + 1) : null,
      outcome,
      ...rest,
    };
  });
}

describe('silence', () => {
  it.each<[string, AskedRound[], { days: number | null; inARow: number; inputs: string[] }]>([
    ['is nothing yet of who was never asked', [], { days: null, inARow: 0, inputs: [] }],
    ['counts days since the last answer', rounds('finished', 'finished'), { days: 171, inARow: 0, inputs: ['1'] }],
    ['counts rounds in a row', rounds('finished', 'silent', 'silent'), { days: 199, inARow: 2, inputs: ['0', '1', '2'] }],
    ['ends with half an answer', rounds('silent', 'partial', 'silent'), { days: 171, inARow: 1, inputs: ['1', '2'] }],
    [
      'is not being out of reach, and that breaks none',
      rounds('silent', 'unreachable', 'silent'),
      { days: null, inARow: 2, inputs: ['0', '2'] },
    ],
    ['is not having not been asked', rounds('silent', 'missed', 'canceled', null), { days: null, inARow: 1, inputs: ['0'] }],
    [
      'ends at once with an answer in a round that is still open',
      rounds('silent', 'silent', { outcome: null, heardAt: day(57) }),
      { days: 143, inARow: 0, inputs: ['2'] },
    ],
  ])('%s', (_, all, expected) => {
    const { days, inARow, inputs } = silenceOf(all, NOW);
    expect({ days, inARow, inputs }).toEqual(expected);
    expect(silenceOf(all.toReversed(), NOW)).toEqual(silenceOf(all, NOW));
  });
});

describe('reach', () => {
  it('counts each step of the one before, and gives shares beside counts', () => {
    const all = rounds('finished', 'silent', 'unreachable', { outcome: 'silent', hasOpened: true }, 'missed', 'canceled', null);
    expect(reachOf(all, NOW)).toMatchObject({ asked: 5, arrived: 4, opened: 2, answered: 1, inputs: ['0', '1', '2', '3', '6'] });
    expect(reachOf(all, NOW).shares).toEqual({ arrived: 0.8, opened: 0.4, answered: 0.2 });
  });

  it('knows by what was asked', () => {
    const all = rounds('finished', { outcome: 'silent', channel: 'email' }, 'silent');
    expect(reachOf(all, NOW).byChannel.map(({ channel, asked, answered }) => [channel, asked, answered])).toEqual([
      ['email', 1, 0],
      ['sms', 2, 1],
    ]);
  });

  it('takes an answer as proof that it arrived, whatever nobody told', () => {
    expect(reachOf(rounds({ outcome: 'finished', hasArrived: false, hasOpened: false, heardAt: day(1) }), NOW)).toMatchObject({
      arrived: 1,
      opened: 1,
      answered: 1,
    });
  });

  it('has no shares of nothing', () => {
    expect(reachOf(rounds('missed'), NOW)).toMatchObject({ asked: 0, shares: null, byChannel: [] });
  });
});
