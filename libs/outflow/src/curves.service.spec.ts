import { aCohort, type CohortPerson } from '../../../test/support/outflow-cohort.js';
import type { CohortsService } from './cohorts.service.js';
import { CurvesService } from './curves.service.js';
import type { Clock } from './domain/curves/followed.js';
import { FIRST_VALUE } from './domain/cohort.js';
import type { ShownGroup } from './domain/per-trait.js';
import { USUAL_DEFINITION, type OutflowQuestion, type Scope } from './domain/question.js';
import type { FiguresService } from './figures.service.js';

const TRAIT = 'health.self_rated';
const NOW = Temporal.Instant.from('2030-01-01T06:00:00Z');
const SHOWN: ShownGroup[] = [{ keys: ['2'], family: 'barrier', hidden: false }];

/** Each month so many of a team leave for work; the benefit began so long ago that they leave after each half year of five years. */
function leaving(team: string, perMonth: number): CohortPerson[] {
  const each = { team, traits: { [TRAIT]: FIRST_VALUE + 2 } };
  const leavers = Array.from({ length: 12 * perMonth }, (_, at) => {
    const left = 15 + Math.floor(at / perMonth) * 30;
    return { ...each, left, since: ((at % perMonth) * 1_826) / perMonth };
  });
  return [...leavers, ...Array.from({ length: 10 * perMonth }, (_, at) => ({ ...each, since: at * 7 }))];
}

function service(people: CohortPerson[], shown: ShownGroup[] | null = SHOWN) {
  const cohort = aCohort({ people });
  const cohorts = { cohort: () => Promise.resolve(cohort), ensure: () => Promise.resolve(cohort.madeAt) } as unknown as CohortsService;
  return new CurvesService(cohorts, { groupsToShow: () => Promise.resolve(shown) } as unknown as FiguresService);
}

const asked = (scope: Partial<Scope> = {}, months = 12): OutflowQuestion => ({
  period: { from: Temporal.PlainDate.from('2025-01-01'), until: Temporal.PlainDate.from('2025-01-01').add({ months }) },
  scope: { teamId: null, scheme: null, ...scope },
  definition: USUAL_DEFINITION,
});

async function grid(people: CohortPerson[], scope: Partial<Scope> = {}, clock: Clock = 'period', months = 12) {
  const found = await service(people).ofTrait(asked(scope, months), TRAIT, clock, NOW);
  return found.state === 'shown' ? found.curves.grid : found.state;
}

describe('the curves of a trait', () => {
  it('have a point per month where many leave, per quarter or half year where fewer do', async () => {
    const people = [...leaving('large', 25), ...leaving('middle', 8), ...leaving('small', 2)];

    expect(await grid(people, { teamId: 'large' })).toBe(1);
    expect(await grid(people, { teamId: 'middle' })).toBe(3);
    expect(await grid(people, { teamId: 'small' })).toBe(6);
  });

  it('have of all teams no more points than leave the small team hidden', async () => {
    expect(await grid([...leaving('large', 25), ...leaving('small', 2)])).toBe(6);
    expect(await grid([...leaving('large', 25), ...leaving('middle', 8)])).toBe(3);
    expect(await grid(leaving('large', 25))).toBe(1);
  });

  it('have within a scheme what the overview has, and nothing more', async () => {
    expect(await grid(leaving('large', 25), { scheme: 'PW' })).toBe(6);
  });

  it('since the benefit began are of a year, of all schemes, and of many', async () => {
    expect(await grid(leaving('large', 120), {}, 'benefit')).toBe(6);
    expect(await grid(leaving('large', 120), { scheme: 'PW' }, 'benefit')).toBe('no-clock');
    expect(await grid(leaving('large', 120), {}, 'benefit', 24)).toBe('no-clock');
    expect(await grid(leaving('small', 2), {}, 'benefit')).toBe('no-clock');
  });

  it('are not there for nobody, for a trait that was never kept, or where nothing may be shown', async () => {
    expect(await grid(leaving('large', 3), { teamId: 'elsewhere' })).toBe('nobody');
    expect(await grid([{ team: 'a' }])).toBe('nobody');
    expect(await service(leaving('large', 3), null).ofTrait(asked(), TRAIT, 'period', NOW)).toMatchObject({ state: 'too-few' });
  });

  it('are not asked of a wish', async () => {
    await expect(service([]).ofTrait(asked(), 'wish.work', 'period', NOW)).rejects.toThrow(RangeError);
  });
});
