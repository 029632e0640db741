import fc from 'fast-check';
import { equalShares, PROBE_SHARE, type ProviderWeight } from './provider-choice.js';
import { shiftShares, type ProviderEvidence } from './provider-shift.js';

const NOW = Temporal.Instant.from('2026-11-02T12:00:00+01:00');
const LONG_AGO = NOW.subtract({ hours: 1 });

const HALVES = equalShares(['one', 'other']);
const weights = (one: number, other = 100 - one): ProviderWeight[] => [
  { provider: 'one', share: one },
  { provider: 'other', share: other },
];
const evidence = (provider: string, attempts: number, failing = 0, slow = 0, failingInARow = 0): ProviderEvidence => ({
  provider,
  attempts,
  failing,
  slow,
  failingInARow,
});
const WELL = evidence('other', 100);
const sharesOf = (decided: readonly ProviderWeight[] | null) => decided?.map(({ share }) => share) ?? null;

describe('the shares of the providers of a channel', () => {
  it.each<[string, ProviderEvidence, number[] | null, string | null]>([
    ['14 percent slow is well', evidence('one', 100, 0, 14), null, null],
    ['15 percent slow is ill', evidence('one', 100, 0, 15), [5, 95], 'slow'],
    ['15 percent failing is ill', evidence('one', 100, 15), [5, 95], 'failing'],
    ['slow and failing together count', evidence('one', 100, 8, 7), [5, 95], 'failing'],
    ['two of nine say too little', evidence('one', 9, 2, 0, 2), null, null],
    ['two of ten say enough', evidence('one', 10, 2, 0, 2), [5, 95], 'failing'],
    ['five in a row say enough, however few', evidence('one', 5, 5, 0, 5), [5, 95], 'failing'],
    ['four in a row do not', evidence('one', 4, 4, 0, 4), null, null],
    ['nothing at all says nothing', evidence('one', 0), null, null],
  ])('%s', (_, facts, shares, reason) => {
    const decided = shiftShares(HALVES, [facts, WELL], LONG_AGO, NOW);
    expect(sharesOf(decided)).toEqual(shares);
    if (reason) expect(decided).toMatchObject([{ reason }, { reason: 'took_over' }]);
  });

  it('stay as they are for a while after a change, whatever is seen', () => {
    const ill = [evidence('one', 100, 100, 0, 100), WELL];
    expect(shiftShares(HALVES, ill, NOW.subtract({ seconds: 49 }), NOW)).toBeNull();
    expect(sharesOf(shiftShares(HALVES, ill, NOW.subtract({ seconds: 50 }), NOW))).toEqual([5, 95]);
    expect(sharesOf(shiftShares(HALVES, ill, null, NOW))).toEqual([5, 95]);
  });

  it('come back in steps, each after some minutes without complaint', () => {
    const well = [evidence('one', 40), WELL];
    expect(shiftShares(weights(5), well, NOW.subtract({ minutes: 2 }), NOW)).toBeNull();
    const steps = [5];
    for (let shares = weights(5); shares[0]!.share < 50; steps.push(shares[0]!.share))
      shares = shiftShares(shares, well, NOW.subtract({ minutes: 3 }), NOW)!;
    expect(steps).toEqual([5, 20, 35, 50]);
    expect(shiftShares(weights(5), well, LONG_AGO, NOW)).toMatchObject([{ reason: 'recovering' }, { reason: 'recovering' }]);
    expect(shiftShares(weights(35), well, LONG_AGO, NOW)).toMatchObject([{ reason: 'recovered' }, { reason: 'recovered' }]);
    expect(shiftShares(weights(50), well, LONG_AGO, NOW)).toBeNull();
  });

  it('do not come back while the few that are tried go wrong, and fall back when they do again', () => {
    expect(shiftShares(weights(5), [evidence('one', 4, 1), WELL], LONG_AGO, NOW)).toBeNull();
    expect(sharesOf(shiftShares(weights(35), [evidence('one', 40, 20), WELL], LONG_AGO, NOW))).toEqual([5, 95]);
  });

  it('come back when nothing is sent at all: only messages can show how it is', () => {
    expect(sharesOf(shiftShares(weights(5), [], LONG_AGO, NOW))).toEqual([20, 80]);
  });

  it('never leave the last that is well', () => {
    expect(shiftShares(weights(5), [evidence('one', 40, 40, 0, 40), evidence('other', 100, 14)], LONG_AGO, NOW)).toBeNull();
  });

  it('go to the least ill when all are ill, if that one is clearly better', () => {
    const both = (one: number, other: number) => [evidence('one', 100, one, 0, 5), evidence('other', 100, other, 0, 5)];
    expect(sharesOf(shiftShares(HALVES, both(100, 30), LONG_AGO, NOW))).toEqual([5, 95]);
    expect(sharesOf(shiftShares(HALVES, both(30, 100), LONG_AGO, NOW))).toEqual([95, 5]);
    expect(sharesOf(shiftShares(weights(95), both(100, 30), LONG_AGO, NOW))).toEqual([5, 95]);
    expect(shiftShares(HALVES, both(100, 90), LONG_AGO, NOW)).toBeNull();
    expect(shiftShares(weights(95), both(30, 100), LONG_AGO, NOW)).toBeNull();
    expect(shiftShares(HALVES, both(100, 30), NOW.subtract({ minutes: 2 }), NOW)).toBeNull();
  });

  it('of one provider are never changed', () => {
    expect(shiftShares([{ provider: 'one', share: 100 }], [evidence('one', 100, 100, 0, 100)], LONG_AGO, NOW)).toBeNull();
  });

  it('of three lead around two', () => {
    const three = equalShares(['a', 'b', 'c']);
    const ill = ['a', 'b'].map((provider) => evidence(provider, 20, 20, 0, 20));
    expect(sharesOf(shiftShares(three, ill, LONG_AGO, NOW))).toEqual([5, 5, 90]);
  });

  const names = ['a', 'b', 'c', 'd'];
  const someEvidence = fc
    .record({ attempts: fc.nat(200), failing: fc.nat(200), slow: fc.nat(200), row: fc.nat(20) })
    .map(({ attempts, failing, slow, row }) => {
      const failed = Math.min(failing, attempts);
      return { attempts, failing: failed, slow: Math.min(slow, attempts - failed), failingInARow: Math.min(row, failed) };
    });
  const minute = fc.tuple(...names.map(() => someEvidence));
  const healthy = names.map((provider) => evidence(provider, 50));

  it('always make 100, never less than the few that show how it is, and never flap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(minute, { maxLength: 40 }), (count, minutes) => {
        let shares: readonly ProviderWeight[] = equalShares(names.slice(0, count));
        let [changedAt, now]: [Temporal.Instant | null, Temporal.Instant] = [null, NOW];
        for (const seen of minutes) {
          now = now.add({ seconds: 20 });
          const facts = seen.slice(0, count).map((facts, index) => ({ provider: names[index]!, ...facts }));
          const decided = shiftShares(shares, facts, changedAt, now);
          if (!decided) continue;
          expect(decided.reduce((sum, { share }) => sum + share, 0)).toBe(100);
          expect(Math.min(...decided.map(({ share }) => share))).toBeGreaterThanOrEqual(PROBE_SHARE);
          expect(sharesOf(decided)).not.toEqual(sharesOf(shares));
          if (changedAt) expect(changedAt.until(now).total('seconds')).toBeGreaterThanOrEqual(50);
          [shares, changedAt] = [decided, now];
        }
      }),
    );
  });

  it('come back to equal parts from wherever they were, once all is well', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(minute, { maxLength: 20 }), (count, minutes) => {
        let shares: readonly ProviderWeight[] = equalShares(names.slice(0, count));
        let [changedAt, now]: [Temporal.Instant | null, Temporal.Instant] = [null, NOW];
        const look = (facts: ProviderEvidence[]) => {
          now = now.add({ minutes: 1 });
          const decided = shiftShares(shares, facts, changedAt, now);
          if (decided) [shares, changedAt] = [decided, now];
        };
        for (const seen of minutes) look(seen.slice(0, count).map((facts, index) => ({ provider: names[index]!, ...facts })));
        for (let quiet = 0; quiet < 30; quiet += 1) look(healthy.slice(0, count));
        expect(sharesOf(shares)).toEqual(sharesOf(equalShares(names.slice(0, count))));
      }),
    );
  });
});
