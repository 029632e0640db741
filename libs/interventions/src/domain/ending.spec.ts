import { STANDARD_CATALOGUE } from './catalogue.js';
import { problemsWithEnding, problemsWithPlan, type Ending } from './ending.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const [start, today] = [date('2026-03-01'), date('2026-06-01')];
const ending = (given: Partial<Ending>): Ending => ({ endsOn: date('2026-05-01'), outcome: 'completed', note: null, ...given });

describe('an ending', () => {
  it.each([
    ['a day between start and today', ending({}), {}],
    ['the day it started', ending({ endsOn: start }), {}],
    ['today', ending({ endsOn: today }), {}],
    ['the day before it started', ending({ endsOn: date('2026-02-28') }), { endsOn: 'form.end-before-start' }],
    ['tomorrow', ending({ endsOn: date('2026-06-02') }), { endsOn: 'form.end-in-future' }],
    ['no day at all', ending({ endsOn: null }), { endsOn: 'form.date-needed' }],
    ['no day for what never started', ending({ endsOn: null, outcome: 'not_started' }), {}],
    [
      'an outcome nobody knows, and too long a note',
      ending({ outcome: 'fined' as never, note: 'x'.repeat(501) }),
      { outcome: 'form.unknown-outcome', note: 'form.too-long' },
    ],
  ])('%s', (_, given, problems) => {
    expect(problemsWithEnding(given, start, today)).toEqual(problems);
  });
});

describe('a plan', () => {
  it('is for something in the catalogue', () => {
    expect(problemsWithPlan({ type: 'CV_WORKSHOP' }, STANDARD_CATALOGUE)).toEqual({});
    expect(problemsWithPlan({ type: 'FINE' }, STANDARD_CATALOGUE)).toEqual({ type: 'form.unknown-intervention' });
  });
});
