import { Catalogue, STANDARD_CATALOGUE } from './catalogue.js';
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
    ['stopped early, and why', ending({ outcome: 'stopped_early', stopReason: 'no_contact' }), {}],
    ['stopped early, and nobody knows why', ending({ outcome: 'stopped_early' }), { stopReason: 'form.stop-reason-needed' }],
    [
      'a reason nobody knows',
      ending({ outcome: 'stopped_early', stopReason: 'lazy' as never }),
      { stopReason: 'form.unknown-stop-reason' },
    ],
    [
      'a reason that is not a coach’s to give',
      ending({ outcome: 'not_started', stopReason: 'undone' }),
      { stopReason: 'form.unknown-stop-reason' },
    ],
    [
      'an outcome nobody knows, and too long a note',
      ending({ outcome: 'fined' as never, note: 'x'.repeat(501) }),
      { outcome: 'form.unknown-outcome', note: 'form.too-long' },
    ],
  ])('%s', (_, given, problems) => {
    expect(problemsWithEnding(given, start, today)).toEqual(problems);
  });
});

describe('an ending of what has no day yet', () => {
  it('can only be that it never started, or that there is work', () => {
    expect(problemsWithEnding(ending({}), null, today)).toEqual({ outcome: 'form.never-began' });
    expect(problemsWithEnding(ending({ outcome: 'not_started', endsOn: null }), null, today)).toEqual({});
    expect(problemsWithEnding(ending({ outcome: 'found_work', endsOn: null }), null, today)).toEqual({});
  });

  it('is not needed when work was found before the day came', () => {
    expect(problemsWithEnding(ending({ outcome: 'found_work', endsOn: null }), date('2026-07-01'), today)).toEqual({});
    expect(problemsWithEnding(ending({ outcome: 'found_work', endsOn: null }), start, today)).toEqual({ endsOn: 'form.date-needed' });
  });
});

describe('a plan', () => {
  it('is for something in the catalogue', () => {
    expect(problemsWithPlan({ type: 'CV_WORKSHOP' }, STANDARD_CATALOGUE)).toEqual({});
    const closed = new Catalogue(STANDARD_CATALOGUE.all.map((type) => ({ ...type, isOffered: false })));
    expect(problemsWithPlan({ type: 'CV_WORKSHOP' }, closed)).toEqual({ type: 'form.not-offered' });
    expect(problemsWithPlan({ type: 'FINE' }, STANDARD_CATALOGUE)).toEqual({ type: 'form.unknown-intervention' });
  });
});
