import fc from 'fast-check';
import type { Estimate } from '../intervals.js';
import { findingsOf, rateDifference, type ReportedFigures, type ReportedGroup } from './report.js';

const estimate = (low: number, value: number, high: number): Estimate => ({ low, value, high });
const group = (trait: string, people: number, rate: Estimate, family: ReportedGroup['family'] = 'barrier'): ReportedGroup => ({
  trait,
  keys: ['hard'],
  family,
  people,
  rate,
});
const figures = (over: Partial<ReportedFigures> = {}): ReportedFigures => ({
  people: 200,
  work: 40,
  rate: estimate(18, 22, 27),
  groups: [],
  known: [],
  ...over,
});

describe('what the monthly report tells', () => {
  it.each([
    ['more', estimate(8, 10, 12)],
    ['less', estimate(40, 45, 50)],
    ['no-certain-change', estimate(16, 20, 25)],
  ])('says "%s" only where the whole interval of the difference lies on one side', (kind, before) => {
    expect(findingsOf(figures(), figures({ rate: before }))[0]).toEqual({ kind, rate: 22, before: before.value });
  });

  it('compares with nothing where there is nothing to compare with', () => {
    expect(findingsOf(figures(), null)[0]).toEqual({ kind: 'first', rate: 22 });
  });

  it('names the group below the average that is the most people times the furthest below', () => {
    const groups = [
      group('few-and-far', 12, estimate(0, 0, 10)),
      group('many-and-near', 150, estimate(10, 14, 18)),
      group('above', 900, estimate(30, 50, 60)),
      group('not-certain', 5000, estimate(1, 5, 23)),
      group('favourable', 5000, estimate(1, 2, 3), 'favourable'),
    ];
    expect(findingsOf(figures({ groups }), null)[1]).toEqual({
      kind: 'group-below',
      trait: 'many-and-near',
      keys: ['hard'],
      people: 150,
      rate: 14,
      average: 22,
    });
  });

  it('names a group above the average where none is below, and says so when none stands out', () => {
    expect(findingsOf(figures({ groups: [group('above', 90, estimate(30, 50, 60))] }), null)[1]).toMatchObject({ kind: 'group-above' });
    expect(findingsOf(figures({ groups: [group('unclear', 90, estimate(20, 25, 30))] }), null)[1]).toEqual({ kind: 'none-stands-out' });
  });

  it('tells what is known least; what nobody was asked, or may not be shown, is no news', () => {
    const known = (...shares: (number | null)[]) => figures({ known: shares.map((share, at) => ({ trait: `trait-${at}`, share })) });
    expect(findingsOf(known(0.9, 0.4, 0.6, 0, null), null)[2]).toEqual({ kind: 'known-least', trait: 'trait-1', share: 0.4 });
    expect(findingsOf(known(0.9, 0.85), null)[2]).toEqual({ kind: 'known-well', trait: 'trait-1', share: 0.85 });
    expect(findingsOf(known(0, null), null)[2]).toEqual({ kind: 'nothing-known' });
  });

  it('never names a group whose interval holds the average, whatever the figures', () => {
    const someEstimate = fc
      .tuple(
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
      )
      .map(([low, up, more]) => estimate(low, low + up, low + up + more));
    fc.assert(
      fc.property(fc.array(fc.record({ people: fc.integer({ min: 10, max: 500 }), rate: someEstimate }), { maxLength: 6 }), (some) => {
        const groups = some.map(({ people, rate }, at) => group(`trait-${at}`, people, rate));
        const [, finding] = findingsOf(figures({ groups }), null);
        if (finding.kind !== 'group-below' && finding.kind !== 'group-above') return;
        const named = groups.find(({ trait }) => trait === finding.trait)!;
        expect(named.rate.high < 22 || named.rate.low > 22).toBe(true);
      }),
    );
  });

  it('has a difference that turns around with its parts', () => {
    const [one, other] = [estimate(18, 22, 27), estimate(8, 10, 13)];
    const [there, back] = [rateDifference(one, other), rateDifference(other, one)];
    expect([back.value, back.low, back.high].map((each) => -each)).toEqual([there.value, there.high, there.low]);
  });
});
