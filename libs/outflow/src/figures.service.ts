import { Injectable } from '@nestjs/common';
import { CohortsService } from './cohorts.service.js';
import type { PerTrait, ShownGroup } from './domain/per-trait.js';
import type { OutflowQuestion } from './domain/question.js';

/** Figures that may be shown, whoever asks: every screen, download, command and mail gets them here. */
@Injectable()
export class FiguresService {
  constructor(private readonly cohorts: CohortsService) {}

  /**
   * The figures of each trait for the scope that is asked, and no other: small groups joined or hidden, by one decision for all scopes,
   * measures and lengths with this beginning.
   */
  async perTrait(_question: OutflowQuestion, _now: Temporal.Instant): Promise<PerTrait> {
    throw new Error(`not counted yet: ${typeof this.cohorts}`);
  }

  /** The lines of one trait in this scope. @returns null when nothing of the scope may be shown */
  async groupsToShow(
    _question: Pick<OutflowQuestion, 'period' | 'scope'>,
    _trait: string,
    _now: Temporal.Instant,
  ): Promise<ShownGroup[] | null> {
    throw new Error(`not counted yet: ${typeof this.cohorts}`);
  }
}
