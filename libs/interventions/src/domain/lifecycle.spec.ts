import { INTERVENTION_STATES } from './ending.js';
import { hasBegun, hasRoom, isRunning, possibleFrom, problemsWithStart } from './lifecycle.js';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('an intervention', () => {
  it('can be ended at any time, once', () => {
    for (const state of INTERVENTION_STATES) expect(possibleFrom(state).includes('end')).toBe(state !== 'ended');
  });

  it('begins only when there is a place, and rests only while it runs', () => {
    expect(INTERVENTION_STATES.filter((state) => possibleFrom(state).includes('start'))).toEqual(['accepted']);
    expect(INTERVENTION_STATES.filter((state) => possibleFrom(state).includes('take_place'))).toEqual(['waiting']);
    expect(INTERVENTION_STATES.filter((state) => possibleFrom(state).includes('pause'))).toEqual(['started']);
    expect(INTERVENTION_STATES.filter((state) => possibleFrom(state).includes('resume'))).toEqual(['paused']);
  });

  it('runs, for rules, from having a place until its end', () => {
    expect(INTERVENTION_STATES.filter(isRunning)).toEqual(['accepted', 'started', 'paused']);
  });

  it('has begun when it did, whatever became of it', () => {
    expect(INTERVENTION_STATES.filter((state) => hasBegun({ state, outcome: 'completed' }))).toEqual(['started', 'paused', 'ended']);
    expect(hasBegun({ state: 'ended', outcome: 'not_started' })).toBe(false);
  });

  it('begins on a day that has been', () => {
    const today = date('2026-06-01');
    expect(problemsWithStart(today, today)).toEqual({});
    expect(problemsWithStart(date('2026-06-02'), today)).toEqual({ startsOn: 'form.start-in-future' });
    expect(problemsWithStart(null, today)).toEqual({ startsOn: 'form.date-needed' });
  });
});

describe('a place', () => {
  it('is for who waits longest: nobody passes a line', () => {
    expect(hasRoom({ places: 8, taken: 7, ahead: 0 })).toBe(true);
    expect(hasRoom({ places: 8, taken: 7, ahead: 1 })).toBe(false);
    expect(hasRoom({ places: 8, taken: 8, ahead: 0 })).toBe(false);
  });

  it('is there for everybody where there are as many as one likes', () => {
    expect(hasRoom({ places: null, taken: 500, ahead: 20 })).toBe(true);
  });

  it('that an office took back is not there, and who is in it stays', () => {
    expect(hasRoom({ places: 5, taken: 8, ahead: 0 })).toBe(false);
  });
});
