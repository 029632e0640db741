import { Injectable } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { DraftsService, PublishingService, type DefinitionProblem, type Draft } from '#libs/questionnaires';

/** A draft with everything that its screens say about it. */
export interface DraftSeen {
  draft: Draft;
  problems: DefinitionProblem[];
  /** An administrator changes things; the privacy officer only looks and approves. */
  mayChange: boolean;
}

/** What the screens of one questionnaire show alike: the draft and what is wrong with it. */
@Injectable()
export class DraftViewingService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
  ) {}

  /** @throws NotFoundError */
  async see(key: string, { role }: SignedInStaff): Promise<DraftSeen> {
    const draft = await this.drafts.open(key);
    return { draft, problems: this.publishing.problems(draft.definition), mayChange: role === 'admin' };
  }
}
