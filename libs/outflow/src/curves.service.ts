import { Injectable } from '@nestjs/common';
import { CohortsService } from './cohorts.service.js';
import type { Cohort } from './domain/cohort.js';
import { followedOf, leaversOf, type Clock } from './domain/curves/followed.js';
import { gridsOf, type Leavers } from './domain/curves/grid.js';
import { traitCurves, type TraitCurves } from './domain/curves/trait-curves.js';
import { OUTFLOW_TRAITS, traitGroups } from './domain/groups.js';
import type { ShownGroup } from './domain/per-trait.js';
import type { OutflowQuestion } from './domain/question.js';
import { FiguresService } from './figures.service.js';

/** Months between two points, since the first day of the period. Per half year the overview has them too: its lengths differ that much. */
const PERIOD_GRIDS = [1, 3];
const USUAL_GRID = 6;
/** Since the benefit began: per half year, or per year. Nothing else tells how long a benefit had lasted, so each must be safe by itself. */
const BENEFIT_GRIDS = [6, 12];
/** Two lengths of a period subtracted tell how long the benefit had lasted of who left in between; so there is one length. */
const BENEFIT_MONTHS = 12;

/**
 * `nobody`, `too-few`: as in PerTrait; `no-clock`: since the benefit began is told of a year, for all schemes together, and where enough people left
 * for each half year or year that a benefit had lasted.
 */
export type CurvesFound = { madeAt: Temporal.Instant } & (
  { state: 'nobody' | 'too-few' | 'no-clock' } | { state: 'shown'; curves: TraitCurves }
);

/** Who leaves when, of each group of one trait. */
@Injectable()
export class CurvesService {
  constructor(
    private readonly cohorts: CohortsService,
    private readonly figures: FiguresService,
  ) {}

  /**
   * The curves of one trait, of the same groups as its figures have in this scope (`FiguresService.groupsToShow`).
   * @param trait one of OUTFLOW_TRAITS
   * @throws RangeError for another
   */
  async ofTrait(question: OutflowQuestion, trait: string, clock: Clock, now: Temporal.Instant): Promise<CurvesFound> {
    const definition = OUTFLOW_TRAITS.find(({ key }) => key === trait);
    if (!definition) throw new RangeError(`outflow is not split by ${trait}`);
    const { period, scope } = question;
    const months = period.from.until(period.until, { largestUnit: 'months' }).months;
    const { cohort, shown } = await this.read(question, trait, now);
    const { madeAt } = cohort;
    const codes = cohort.trait(trait);
    if (!codes || followedOf(cohort, months, scope, 'left', 'period').person.length === 0) return { state: 'nobody', madeAt };
    if (!shown) return { state: 'too-few', madeAt };
    const grid = gridFor(cohort, months, question, clock);
    if (grid === null) return { state: 'no-clock', madeAt };
    const groups = traitGroups(definition, new Set(codes));
    const codesOf = (key: string) => groups.find((group) => group.key === key)?.codes ?? [];
    const { censoring } = question.definition;
    const curves = traitCurves({ cohort, months, scope, censoring, clock, grid, shown, codesOf, codes });
    return curves ? { state: 'shown', curves, madeAt } : { state: 'too-few', madeAt };
  }

  /** The cohort, and which of its groups may be shown: of the same making, because what may be shown of one may be too small in the next. */
  private async read(
    { period, scope }: OutflowQuestion,
    trait: string,
    now: Temporal.Instant,
  ): Promise<{ cohort: Cohort; shown: ShownGroup[] | null }> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const cohort = await this.cohorts.cohort(period.from, now, { traits: [trait], until: period.until });
      const shown = await this.figures.groupsToShow({ period, scope }, trait, now);
      const madeAt = await this.cohorts.ensure(period.from, period.until, now);
      if (madeAt.equals(cohort.madeAt)) return { cohort, shown };
    }
    throw new Error(`the cohort of ${period.from} is made anew as fast as it is read`);
  }
}

/** Months between two points; null: there may be no curve. Within a scheme there is nothing but what the overview has. */
function gridFor(cohort: Cohort, months: number, { scope }: OutflowQuestion, clock: Clock): number | null {
  const usual = clock === 'period' ? USUAL_GRID : null;
  if (scope.scheme !== null || (clock === 'benefit' && months !== BENEFIT_MONTHS)) return usual;
  const [rest, ...teams] = leaversOf(cohort, months, clock) as [Leavers, ...Leavers[]];
  const grids = gridsOf(teams, rest, clock === 'period' ? PERIOD_GRIDS : BENEFIT_GRIDS, usual);
  return scope.teamId === null ? grids.whole : (grids.teams[cohort.teams.indexOf(scope.teamId) - 1] ?? usual);
}
