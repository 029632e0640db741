import { whatIsDue, type KeptCohort } from './refreshing.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const ago = (minutes: number) => NOW.subtract({ minutes });
const day = (text: string) => Temporal.PlainDate.from(text);
const [USUAL, ANOTHER] = [day('2025-10-01'), day('2025-04-01')];
const kept = (changes: Partial<KeptCohort> = {}): KeptCohort => ({
  month: USUAL,
  knownUntil: day('2026-11-21'),
  madeAt: ago(120),
  askedAt: ago(60),
  ...changes,
});
const madeOf = (cohorts: KeptCohort[], lastChange: Temporal.Instant | null, always = [USUAL]) =>
  whatIsDue(cohorts, always, lastChange, NOW).make.map(String);
const HOURS = 60;
const DAYS = 24 * HOURS;

describe('what is due', () => {
  it.each<[string, KeptCohort[], Temporal.Instant | null, string[]]>([
    ['what is always kept and is missing', [], null, ['2025-10-01']],
    ['nothing when nothing ever happened', [kept()], null, []],
    ['nothing when what happened was seen long ago', [kept()], ago(181), []],
    ['what was made while an import may have been going on', [kept()], ago(180), ['2025-10-01']],
    ['what was made before something happened', [kept()], ago(1), ['2025-10-01']],
    ['nothing that was made a quarter of an hour ago', [kept({ madeAt: ago(15) })], ago(1), []],
    ['what was made longer ago than that', [kept({ madeAt: ago(16) })], ago(1), ['2025-10-01']],
    ['on a new day everything', [kept({ knownUntil: day('2026-11-20'), madeAt: ago(5) })], null, ['2025-10-01']],
  ])('makes %s', (_, cohorts, lastChange, expected) => {
    expect(madeOf(cohorts, lastChange)).toEqual(expected);
  });

  it('makes what nobody asks for no more, and drops it', () => {
    const old = kept({ month: ANOTHER, askedAt: ago(14 * DAYS + 1), knownUntil: day('2026-11-01') });
    const due = whatIsDue([kept(), old], [USUAL], ago(1), NOW);

    expect(due).toMatchObject({ make: [USUAL], drop: [ANOTHER], askedSince: ago(14 * DAYS) });
  });

  it('keeps what somebody asked for two weeks ago, and what is always kept however long ago', () => {
    const asked = kept({ month: ANOTHER, askedAt: ago(14 * DAYS) });
    const due = whatIsDue([kept({ askedAt: ago(100 * DAYS) }), asked], [USUAL], ago(1), NOW);

    expect(due).toMatchObject({ make: [USUAL, ANOTHER], drop: [] });
  });
});
