import fc from 'fast-check';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import {
  canBeUndone,
  DECLINE_REASONS,
  LATEST_LATER_DAYS,
  problemsWithInstead,
  problemsWithLater,
  problemsWithReason,
  undoableUntil,
} from './decision.js';

const instant = (text: string) => Temporal.Instant.from(text);
const today = Temporal.PlainDate.from('2026-03-03');

describe('why something is not done', () => {
  it('is a reason of the short list, words, or both; only "other" says nothing by itself', () => {
    for (const reasonCode of DECLINE_REASONS)
      expect(problemsWithReason({ reasonCode })).toEqual(reasonCode === 'other' ? { reason: 'form.reason-needed' } : {});
    expect(problemsWithReason({ reason: 'Kan nu niet' })).toEqual({});
    expect(problemsWithReason({ reasonCode: 'other', reason: 'Kan nu niet' })).toEqual({});
  });

  it('cannot be left out, be a reason nobody knows, or be a story', () => {
    expect(problemsWithReason({})).toEqual({ reason: 'form.reason-needed' });
    expect(problemsWithReason({ reasonCode: '', reason: ' \n ' })).toEqual({ reason: 'form.reason-needed' });
    expect(problemsWithReason({ reasonCode: 'lazy', reason: 'x'.repeat(501) })).toEqual({
      reasonCode: 'form.unknown-reason',
      reason: 'form.too-long',
    });
  });

  it('goes for something that is offered, and not the same', () => {
    expect(problemsWithInstead('COACH_CALL', 'CV_WORKSHOP', STANDARD_CATALOGUE)).toEqual({});
    expect(problemsWithInstead('CV_WORKSHOP', 'CV_WORKSHOP', STANDARD_CATALOGUE)).toEqual({ type: 'form.same-intervention' });
    expect(problemsWithInstead('FINE', 'CV_WORKSHOP', STANDARD_CATALOGUE)).toEqual({ type: 'form.unknown-intervention' });
  });
});

describe('later', () => {
  it('is a day after today, and not so far that it is no', () => {
    expect(problemsWithLater(null, today)).toEqual({ until: 'form.date-needed' });
    expect(problemsWithLater(today, today)).toEqual({ until: 'form.later-needed' });
    expect(problemsWithLater(today.add({ days: 1 }), today)).toEqual({});
    expect(problemsWithLater(today.add({ days: LATEST_LATER_DAYS }), today)).toEqual({});
    expect(problemsWithLater(today.add({ days: LATEST_LATER_DAYS + 1 }), today)).toEqual({ until: 'form.later-too-far' });
  });
});

describe('undoing', () => {
  it('is possible for a day and not a moment longer', () => {
    const decided = instant('2026-11-02T09:00:00Z');
    expect(canBeUndone(decided, decided)).toBe(true);
    expect(canBeUndone(decided, instant('2026-11-03T08:59:59.999Z'))).toBe(true);
    expect(canBeUndone(decided, instant('2026-11-03T09:00:00Z'))).toBe(false);
  });

  it.each(['2026-03-28T15:00+01:00[Europe/Amsterdam]', '2026-10-24T15:00+02:00[Europe/Amsterdam]'])(
    'lasts 24 hours that pass, also over the night in which the clock is set (%s)',
    (decidedAt) => {
      const decided = Temporal.ZonedDateTime.from(decidedAt);
      const sameTimeNextDay = decided.add({ days: 1 }).toInstant();
      expect(sameTimeNextDay.since(decided.toInstant()).total('hours')).not.toBe(24);
      expect(undoableUntil(decided.toInstant()).since(decided.toInstant()).total('hours')).toBe(24);
    },
  );

  it('is never possible again once it no longer was', () => {
    const hours = fc.integer({ min: 0, max: 24 * 400 });
    fc.assert(
      fc.property(hours, hours, hours, (start, one, other) => {
        const decided = instant('2026-01-01T00:00:00Z').add({ hours: start });
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map((after) =>
          canBeUndone(decided, decided.add({ hours: after })),
        );
        return sooner === true || later === false;
      }),
    );
  });
});
