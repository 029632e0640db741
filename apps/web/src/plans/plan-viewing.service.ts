import { Injectable } from '@nestjs/common';
import { PlansReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import { Clock, type Language } from '#libs/platform';
import { PlanForecastService, PlanNotFoundError, PlansService, type Plan, type PlanForecast } from '#libs/planning';
import { planPage, type PlanPageGiven } from './plan.page.js';

/** The page of one plan, also as an answer to a form that could not be carried out. */
@Injectable()
export class PlanViewingService {
  constructor(
    private readonly plans: PlansService,
    private readonly lines: PlansReadModel,
    private readonly forecasts: PlanForecastService,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /** @throws PlanNotFoundError */
  async page(
    planId: string,
    { done = null, refused = null, hasConflict = false }: Partial<Pick<PlanPageGiven, 'done' | 'refused' | 'hasConflict'>>,
    language: Language,
  ) {
    const [plan, line, history, catalogue] = await Promise.all([
      this.plans.find(planId),
      this.lines.one(planId, this.clock.today()),
      this.lines.history(planId),
      this.catalogue.current(),
    ]);
    if (!line) throw new PlanNotFoundError();
    return planPage({ plan, line, history, forecast: await this.forecast(plan), catalogue, done, refused, hasConflict }, language);
  }

  /** From the plan's first day, or today when that has passed: a draft that is switched on late begins on that day. */
  private async forecast(plan: Plan): Promise<PlanForecast | null> {
    if (plan.state === 'ended') return null;
    const today = this.clock.today();
    const startsOn = Temporal.PlainDate.compare(plan.startsOn, today) < 0 ? today : plan.startsOn;
    return this.forecasts.forecast(plan.state === 'draft' ? { ...plan, startsOn } : plan.id, startsOn, this.clock.now());
  }
}
