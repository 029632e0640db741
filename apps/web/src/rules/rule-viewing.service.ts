import { Injectable } from '@nestjs/common';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { RuleApprovalService, RuleDraftsService, type RuleDraft, type RuleProblem } from '#libs/rules';

/** A rule with everything that its screens say about it. */
export interface RuleSeen {
  draft: RuleDraft;
  problems: RuleProblem[];
  catalogue: Catalogue;
  staffId: string;
  /** An administrator writes and approves; the privacy officer only looks. */
  mayChange: boolean;
  now: Temporal.Instant;
}

/** What the screens of one rule show alike. */
@Injectable()
export class RuleViewingService {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly approval: RuleApprovalService,
    private readonly catalogues: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async see(rule: string, { role, staffId }: SignedInStaff): Promise<RuleSeen> {
    const now = this.clock.now();
    const [draft, catalogue] = [await this.drafts.open(rule), await this.catalogues.current()];
    const problems = draft.kind === 'end' ? [] : this.approval.problems(draft.definition, catalogue, now);
    return { draft, problems, catalogue, staffId, mayChange: role === 'admin', now };
  }
}
