import { describeWithJobless } from '../../../../../test/support/jobless.js';
import { cumulativeIncidence } from './aalen-johansen.js';
import { kaplanMeier, stepAt } from './kaplan-meier.js';
import { logRank } from './log-rank.js';

const digits = 7;

interface Expected {
  n: number;
  events: number;
  kaplanMeier: ({ group: string; time: number; eventsSincePrevious: number } & Record<
    'atRisk' | 'survival' | 'stdErr' | 'lower' | 'upper',
    number
  >)[];
  median: Record<string, number[]>;
  logRank: Record<string, { chisq: number }>;
  cumulativeIncidence: { group: string; time: number; event_free: number; full_time: number; part_time: number; unknown: number }[];
}

describeWithJobless<Expected>('real spells of joblessness, as R’s survival package has them', ({ rows: told, expected }) => {
  const rows = told.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])));
  const groupOf = (name: string) => {
    const [trait, value] = name.split('=');
    return value === undefined ? rows : rows.filter((row) => row[trait!] === Number(value));
  };
  const sample = (of: typeof rows) => ({ time: of.map(({ spell }) => spell!), event: of.map(({ censor4 }) => 1 - censor4!) });
  const curves = new Map(
    [...new Set(expected.kaplanMeier.map(({ group }) => group))].map((group) => [group, kaplanMeier(sample(groupOf(group)))]),
  );

  it('has all of them', () => {
    expect(curves.get('all')).toMatchObject({ n: expected.n, events: expected.events });
  });

  it.each(expected.kaplanMeier)('Kaplan-Meier of $group at $time', ({ group, time, ...figures }) => {
    const { steps } = curves.get(group)!;
    const step = stepAt(steps, time)!;

    for (const key of ['survival', 'stdErr', 'lower', 'upper'] as const) expect(step[key]).toBeCloseTo(figures[key], digits);
    if (step.time === time) expect(step.atRisk).toBe(figures.atRisk);
  });

  it.each(Object.entries(expected.median))('medians of %s', (trait, medians) => {
    const groups = trait === 'all' ? ['all'] : [`${trait}=0`, `${trait}=1`];

    expect(groups.map((group) => kaplanMeier(sample(groupOf(group))).median)).toEqual(medians);
  });

  it.each(Object.entries(expected.logRank))('log-rank by %s', (trait, { chisq }) => {
    expect(logRank({ ...sample(rows), group: rows.map((row) => row[trait]!) }).chisq).toBeCloseTo(chisq, 5);
  });

  it.each(expected.cumulativeIncidence)('Aalen-Johansen of $group at $time', ({ group, time, ...figures }) => {
    const of = groupOf(group);
    const cause = of.map(({ censor1, censor2, censor3 }) => censor1! + 2 * censor2! + 3 * censor3!);
    const incidence = cumulativeIncidence({ time: of.map(({ spell }) => spell!), cause }, 3).map(
      (steps) => stepAt(steps, time)?.value ?? 0,
    );

    const found = {
      event_free: 1 - incidence.reduce((sum, one) => sum + one, 0),
      full_time: incidence[0],
      part_time: incidence[1],
      unknown: incidence[2],
    };
    for (const [key, value] of Object.entries(figures)) expect(found[key as keyof typeof found]).toBeCloseTo(value, digits);
  });
});
