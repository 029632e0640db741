import { USUAL_DEFINITION, type OutflowQuestion } from '#libs/outflow';
import { figuresOf } from '../../../test/support/per-trait.js';
import { figuresAsJson, tellFigures } from './outflow-telling.js';
import { periodOf } from './outflow.command.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const TODAY = day('2026-11-22');
const READING = 'literacy.reading_nl';
const question: OutflowQuestion = {
  period: { from: day('2025-10-01'), until: day('2026-10-01') },
  scope: { teamId: null, scheme: null },
  definition: { ...USUAL_DEFINITION, denominator: 'start' },
};
const asked = { question, trait: READING, teamName: 'Noord' };
const found = figuresOf({
  definition: question.definition,
  total: { people: 200, work: 40 },
  traits: [
    {
      trait: READING,
      groups: [
        { keys: ['1'], family: 'favourable', counts: null },
        { keys: ['2', '3'], family: 'barrier', counts: [60, 3] },
        { keys: ['not-known'], family: 'unknown', counts: null },
      ],
      hidden: [140, 37],
      known: null,
    },
  ],
});

describe('werkplein outflow', () => {
  it.each([
    ['2025-10-01', '2026-10-01', '2025-10-01 2026-10-01'],
    ['2025-10-01', '2026-04-01', '2025-10-01 2026-04-01'],
  ])('takes %s to %s', (from, to, period) => {
    const { from: begin, until } = periodOf(day(from), day(to), TODAY);
    expect(`${begin} ${until}`).toBe(period);
  });

  it.each([
    ['2025-10-02', '2026-10-02', 'Een periode begint op de eerste van een maand, zoals 2025-10-01.'],
    ['2025-10-01', '2026-09-01', 'Vanaf 2025-10-01 kan dit als --to: 2026-04-01, 2026-10-01.'],
    ['2026-10-01', '2027-04-01', 'Een periode vanaf 2026-10-01 is nog niet voorbij, of te lang geleden.'],
  ])('says of %s to %s what is possible', (from, to, sentence) => {
    expect(() => periodOf(day(from), day(to), TODAY)).toThrow(sentence);
  });

  it('tells what is counted, of whom, how certain it is, and what is not shown', () => {
    const told = tellFigures(asked, found);

    expect(told).toContain('uitstroom naar werk');
    expect(told).toContain('Noord; alle regelingen');
    expect(told).toContain('Dit is samenhang, geen bewijs.');
    expect(told).toMatch(/alle mensen +200 +40 +200 +20,0% \(15,0%–26,1%\)/);
    expect(told).toMatch(/kan soms brieven lezen.* of .* +60 +3 +60 +5,0% \(1,7%–13,7%\)/);
    expect(told).toMatch(/niet bekend +niet getoond$/m);
    expect(told).toMatch(/niet getoonde groepen samen +140 +37 +140/);
  });

  it('says why there is nothing to show', () => {
    expect(tellFigures(asked, { state: 'too-few', definition: question.definition, madeAt: found.madeAt })).toContain('Te weinig mensen');
  });

  it('gives programs the same, with what is hidden hidden', () => {
    expect(figuresAsJson(asked, found)).toMatchObject({
      trait: READING,
      from: '2025-10-01',
      to: '2026-10-01',
      team: 'Noord',
      state: 'shown',
      total: { people: 200, count: 40, estimate: { value: 0.2 } },
      groups: [
        { keys: ['1'], figure: null },
        { keys: ['2', '3'], figure: { people: 60, count: 3 } },
        { keys: ['not-known'], figure: null },
      ],
      hidden: { people: 140 },
    });
  });
});
