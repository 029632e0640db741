import { RuleDraftsService, type RuleWriting } from '#libs/rules';
import type { ServedWeb } from '../web.js';
import { aTeamWith, times, type Observed } from './team-with-spells.js';

/** Who feels unwell and reads well. */
export const UNWELL: RuleWriting = {
  rule: 'voelt-zich-slecht',
  title: { nl: 'Voelt zich slecht', en: 'Feels unwell' },
  forWhom: { nl: 'Voor wie zich slecht voelt.', en: 'For who feels unwell.' },
  when: {
    all: [
      { trait: 'health.self_rated', atMost: 2 },
      { trait: 'literacy.reading_nl', is: 1 },
    ],
  },
  then: [{ stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 2 }],
  explanation: { nl: 'De gezondheid is {health.self_rated}.', en: 'Health is {health.self_rated}.' },
  clientExplanation: { nl: 'U voelt zich niet goed.', en: 'You do not feel well.' },
};

const said = (trait: string, value: number, daysAgo: number): Observed => [
  trait,
  value,
  Temporal.Instant.from('2026-11-02T09:00:00Z')
    .subtract({ hours: 24 * daysAgo })
    .toString(),
];
const on = (...observed: Observed[]) => ({ spells: [['2022-01-01'] as const], observed });

/**
 * A draft of that rule, and three teams: of 115 people with a benefit it says yes of 35 (20 in Noord, 15 in Oost), and of one of the few in Zuid.
 * A year before it would have said yes of 20 of them.
 * @returns the key of the rule
 */
export async function aRuleWithPeople({ app, dataSource, clock }: ServedWeb, staffId: string): Promise<string> {
  const well = on(said('health.self_rated', 4, 10), said('literacy.reading_nl', 1, 10));
  const unwell = on(said('health.self_rated', 2, 24), said('literacy.reading_nl', 1, 24));
  const earlier = on(said('health.self_rated', 1, 400), said('literacy.reading_nl', 1, 400), said('health.self_rated', 3, 310));
  await aTeamWith(dataSource, [...times(20, unwell), ...times(20, well), ...times(10, on())], 'Team Noord');
  await aTeamWith(dataSource, [...times(15, unwell), ...times(10, well), ...times(20, earlier)], 'Team Oost');
  await aTeamWith(dataSource, [unwell, ...times(4, well), ...times(15, on())], 'Team Zuid');
  return app.get(RuleDraftsService, { strict: false }).create(UNWELL, staffId, clock.now());
}
