import type { Decision } from '#libs/rules';
import { responseTo, workAfter } from './aftermath.js';
import type { BegunIntervention, ClientPast, PastSpell, PastSuggestion } from './past.js';

const MOMENT = Temporal.Instant.from('2025-03-01T10:00:00Z');
const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const WHAT = new Set(['CV_WORKSHOP']);
const after = (days: number) => MOMENT.add({ hours: 24 * days });
const suggested = (
  given: { madeAt?: number; decision?: Decision; at?: number; withdrawn?: number; reason?: string; what?: string } = {},
): PastSuggestion => ({
  intervention: given.what ?? 'CV_WORKSHOP',
  stance: 'suggest',
  madeAt: after(given.madeAt ?? 0),
  withdrawnAt: given.withdrawn === undefined ? null : after(given.withdrawn),
  decision: given.decision ?? null,
  reasonCode: given.reason ?? null,
  decidedAt: given.at === undefined ? null : after(given.at),
});
const begun = (days: number, type = 'CV_WORKSHOP'): BegunIntervention => ({
  type,
  plannedAt: after(days),
  startsOn: null,
  endedAt: null,
  outcome: null,
});
const pastWith = (suggestions: PastSuggestion[], interventions: BegunIntervention[] = []): ClientPast => ({
  clientId: 'c',
  birthDate: null,
  heard: [],
  observations: [],
  interventions,
  suggestions,
  refusals: [],
  spells: [],
});

describe('what a coach did', () => {
  it.each<[string, PastSuggestion[], BegunIntervention[], string]>([
    ['nothing was there', [], [], 'never-suggested'],
    ['it was accepted the same day', [suggested({ decision: 'accepted', at: 0 })], [], 'accepted'],
    ['it was accepted on the sixtieth day', [suggested({ decision: 'accepted', at: 60 })], [], 'accepted'],
    ['it was accepted a day later than that', [suggested({ decision: 'accepted', at: 61 })], [], 'undecided'],
    [
      'it was declined first and accepted later',
      [suggested({ decision: 'declined', at: 5 }), suggested({ decision: 'accepted', at: 40 })],
      [],
      'accepted',
    ],
    [
      'something else was suggested and accepted',
      [suggested({ what: 'DEBT_COUNSELLING', decision: 'accepted', at: 5 })],
      [],
      'never-suggested',
    ],
    ['it was decided before the moment', [suggested({ madeAt: -30, decision: 'declined', at: -10 })], [], 'never-suggested'],
    ['it was withdrawn before the moment', [suggested({ madeAt: -30, withdrawn: -10 })], [], 'never-suggested'],
    ['it stood open already', [suggested({ madeAt: -30 })], [], 'undecided'],
    ['it was first suggested much later', [suggested({ madeAt: 100 })], [], 'never-suggested'],
    ['the coach began it without a suggestion', [], [begun(20)], 'begun'],
    ['the coach began something else', [], [begun(20, 'DEBT_COUNSELLING')], 'never-suggested'],
    ['it ran already', [], [begun(-20)], 'never-suggested'],
  ])('when %s', (_, suggestions, interventions, response) => {
    expect(responseTo(pastWith(suggestions, interventions), WHAT, MOMENT, NOW).response).toBe(response);
  });

  it('cannot be said before sixty days have passed, unless something was done', () => {
    expect(responseTo(pastWith([suggested()]), WHAT, MOMENT, after(59)).response).toBe('too-recent');
    expect(responseTo(pastWith([suggested({ decision: 'declined', at: 3, reason: 'not_now' })]), WHAT, MOMENT, after(10))).toEqual({
      response: 'declined',
      reason: 'not_now',
    });
  });
});

describe('finding work within a year', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const spell = (from: string, until: string | null = null, endReason: string | null = null): PastSpell => ({
    from: day(from),
    until: until === null ? null : day(until),
    endReason,
  });
  const today = day('2026-11-21');

  it.each<[string, PastSpell[], string]>([
    ['the benefit runs', [spell('2020-01-01')], 'no-work'],
    ['it ended for work', [spell('2020-01-01', '2025-06-01', 'WORK_EMPLOYED')], 'work'],
    ['it ended for own work', [spell('2020-01-01', '2025-06-01', 'WORK_SELF_EMPLOYED')], 'work'],
    ['it ended otherwise', [spell('2020-01-01', '2025-06-01', 'MOVED_MUNICIPALITY')], 'no-work'],
    [
      'it ended for work and began again within a month',
      [spell('2020-01-01', '2025-06-01', 'WORK_EMPLOYED'), spell('2025-06-20')],
      'no-work',
    ],
    ['it ended for work and began again much later', [spell('2020-01-01', '2025-06-01', 'WORK_EMPLOYED'), spell('2025-09-20')], 'work'],
    ['it ended for work after more than a year', [spell('2020-01-01', '2026-03-02', 'WORK_EMPLOYED')], 'no-work'],
    [
      'the first end was not for work',
      [spell('2020-01-01', '2025-04-01', 'DETENTION'), spell('2025-06-01', '2025-09-01', 'WORK_EMPLOYED')],
      'no-work',
    ],
  ])('when %s', (_, spells, outcome) => {
    expect(workAfter(spells, MOMENT, today)).toBe(outcome);
  });

  it.each([
    ['2026-04-01', 'too-recent'],
    ['2026-04-02', 'no-work'],
  ])('can be said from a year and a month after: on %s it is %s', (on, outcome) => {
    expect(workAfter([spell('2020-01-01')], MOMENT, day(on))).toBe(outcome);
  });
});
