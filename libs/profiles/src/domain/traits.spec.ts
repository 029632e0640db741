import { bandOf, findTrait, isExpired, levelOf, STANDARD_TRAITS, traitOf, TRAITS, validUntil } from './traits.js';

describe('the traits', () => {
  it('begin with the eighteen of the standard item bank, in its order', () => {
    expect(STANDARD_TRAITS.map(({ key }) => key)).toEqual([
      'wellbeing.general',
      'health.self_rated',
      'health.physical',
      'health.mental',
      'finance.making_ends_meet',
      'finance.debt',
      'literacy.reading_nl',
      'language.dutch_speaking',
      'digital.skills',
      'care.childcare',
      'care.informal',
      'mobility.transport',
      'housing.stability',
      'social.network',
      'confidence.work',
      'workability.self',
      'wish.help',
      'wish.contact',
    ]);
    expect(TRAITS.slice(0, 18)).toEqual(STANDARD_TRAITS);
  });

  it('go on with what instruments, professionals and other questionnaires observe; none stands there twice', () => {
    const all = TRAITS.map(({ key }) => key);
    expect(all.slice(18)).toEqual([
      'social.loneliness',
      'mental.distress',
      'wellbeing.who5',
      'work.hours_possible',
      'education.start_qualification',
      'experience.recent_work',
      'participation.ladder',
      'motivation.work_wish',
      'work.target_group',
      'work.capacity',
      'work.wage_value',
      'work.sheltered_advice',
      'work.adaptation',
      'health.in_treatment',
      'finance.debt_scheme',
      'language.course_route',
      'situation.acute',
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(TRAITS.map((trait) => [trait.key, trait] as const))('%s says why it may be known, to whom it is about', (_, trait) => {
    for (const { nl, en } of [trait.clientLabel, trait.purpose]) {
      expect(nl.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
    }
    expect(trait.purpose.nl).toMatch(/^(Om|Alleen om) .*\.$/);
    expect(trait.askAfterDays).toBeLessThanOrEqual(trait.validDays);
  });

  it('are about health where they tell of a body or a mind', () => {
    expect(TRAITS.filter(({ sensitivity }) => sensitivity === 'health').map(({ key }) => key)).toEqual([
      'health.self_rated',
      'health.physical',
      'health.mental',
      'mental.distress',
      'wellbeing.who5',
      'work.target_group',
      'work.capacity',
      'work.sheltered_advice',
      'work.adaptation',
      'health.in_treatment',
    ]);
    for (const { key } of TRAITS.filter(({ sensitivity }) => sensitivity === 'ordinary'))
      expect(key).not.toMatch(/^(health|mental|finance|social)\./);
  });

  it('score as their instruments do: 0 to 6, 0 to 12, and 0 to 100 by four', () => {
    expect(levelOf('social.loneliness', 6)?.label.nl).toBe('6 van 6');
    expect([1, 2, 4, 5].map((score) => bandOf('social.loneliness', score)?.key)).toEqual(['0-1', '2-4', '2-4', '5-6']);
    expect([0, 12, 13].map((score) => levelOf('mental.distress', score)?.value)).toEqual([0, 12, undefined]);
    expect([48, 50, 52, 100].map((score) => bandOf('wellbeing.who5', score)?.key)).toEqual(['0-48', undefined, '52-100', '52-100']);
    expect([0, 40, 41].map((hours) => levelOf('work.hours_possible', hours)?.value)).toEqual([0, 40, undefined]);
  });

  it.each(TRAITS.map((trait) => [trait.key, trait] as const))('%s has worded levels, every one of them in exactly one band', (_, trait) => {
    const values = trait.levels.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
    expect(trait.bands.flatMap((band) => band.values).toSorted((a, b) => a - b)).toEqual(values.toSorted((a, b) => a - b));
    for (const { nl, en } of [trait.label, ...trait.levels.map(({ label }) => label), ...trait.bands.map(({ label }) => label)]) {
      expect(nl.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
    }
  });

  it.each(TRAITS.filter(({ better }) => better).map((trait) => [trait.key, trait] as const))(
    '%s stands less in the way, level by level, in the direction that is better',
    (_, trait) => {
      const weight = { none: 0, some: 1, severe: 2 };
      const towardsBetter = trait.better === 'higher' ? trait.levels : trait.levels.toReversed();
      const weights = towardsBetter
        .toSorted((a, b) => (trait.better === 'higher' ? a.value - b.value : b.value - a.value))
        .map(({ barrier }) => weight[barrier]);
      expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    },
  );

  it('take work ability together as 0 to 4, 5 and 6, and 7 to 10', () => {
    expect([0, 4, 5, 6, 7, 10].map((value) => bandOf('workability.self', value)?.key)).toEqual([
      '0-4',
      '0-4',
      '5-6',
      '5-6',
      '7-10',
      '7-10',
    ]);
  });

  it('know no level, and no band, for what is no value', () => {
    expect(levelOf('health.self_rated', null)).toBeNull();
    expect(levelOf('health.self_rated', 0)).toBeNull();
    expect(levelOf('person.shoe_size', 2)).toBeNull();
    expect(bandOf('workability.self', null)).toBeNull();
    expect(levelOf('workability.self', 0)?.barrier).toBe('severe');
    expect(findTrait('toString')).toBeNull();
    expect(() => traitOf('person.shoe_size')).toThrow('person.shoe_size');
  });

  it('count until their validity is over, to the millisecond; a wish is over sooner', () => {
    const trait = traitOf('health.self_rated');
    const observedAt = Temporal.Instant.from('2026-03-03T10:00:00Z');
    const end = validUntil(trait, observedAt);
    expect(end.toString()).toBe('2026-06-01T10:00:00Z');
    expect(isExpired(trait, observedAt, end.subtract({ milliseconds: 1 }))).toBe(false);
    expect(isExpired(trait, observedAt, end)).toBe(true);
    expect(isExpired(traitOf('wish.contact'), observedAt, observedAt.add({ hours: 30 * 24 }))).toBe(true);
  });
});
