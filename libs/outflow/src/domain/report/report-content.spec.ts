import { figuresOf, type GroupOf } from '../../../../../test/support/per-trait.js';
import { reportOn } from './report-content.js';

const period = { from: Temporal.PlainDate.from('2025-10-01'), until: Temporal.PlainDate.from('2026-10-01') };
const group = (key: string, counts: GroupOf['counts'], family: GroupOf['family'] = 'barrier'): GroupOf => ({ keys: [key], family, counts });
const figures = (...groups: GroupOf[]) =>
  figuresOf({ total: { people: 400, work: 100 }, traits: [{ trait: 'literacy.reading_nl', groups, known: 300 }] });

describe('what a monthly report holds', () => {
  it('lists the groups that are surely below the average, lowest first, and no other', () => {
    const content = reportOn(
      period,
      figures(
        group('certain', [100, 5]),
        group('lowest', [80, 0]),
        group('not-certain', [12, 2]),
        group('above', [60, 50]),
        group('hidden', null),
        group('favourable', [90, 1], 'favourable'),
      ),
      null,
    )!;

    expect(content.below.map(({ keys }) => keys[0])).toEqual(['lowest', 'certain']);
    expect(content).toMatchObject({ people: 400, work: 100, before: null, rateBefore: null });
  });

  it('holds the period before only where its figures may be shown', () => {
    const earlier = { from: period.from.subtract({ years: 1 }), until: period.from };
    const { definition, madeAt } = figures();

    expect(reportOn(period, figures(), { period: earlier, figures: figures() })!.before).toEqual({
      from: '2024-10-01',
      until: '2025-10-01',
    });
    expect(reportOn(period, figures(), { period: earlier, figures: { state: 'too-few', definition, madeAt } })!.before).toBeNull();
    expect(reportOn(period, { state: 'too-few', definition, madeAt }, null)).toBeNull();
  });
});
