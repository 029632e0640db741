import { Injectable } from '@nestjs/common';
import { TeamsReadModel } from '#libs/insight';
import { FiguresService, type OutflowQuestion } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { mustBeAsked, readQuestion, type AskedQuestion, type Choices } from './asking.js';

/** The question in an address of an outflow page, with what only the database knows: which teams there are, and whether it is known who left. */
@Injectable()
export class AskingService {
  constructor(
    private readonly teams: TeamsReadModel,
    private readonly figures: FiguresService,
    private readonly clock: Clock,
  ) {}

  /** For a page: what cannot be asked is told beside its field. @throws NotAllowedError, as readQuestion does */
  async read(query: Choices, staff: SignedInStaff): Promise<AskedQuestion> {
    const asked = readQuestion(query, staff, await this.teams.all(), this.clock.today());
    return asked.question ? { ...asked, missesLeavers: !(await this.figures.knowsWhoLeft(asked.question.period)) } : asked;
  }

  /** For a file, which has no field to tell it beside. @throws what readQuestion and mustBeAsked throw */
  async mustRead(query: Choices, staff: SignedInStaff): Promise<{ asked: AskedQuestion; question: OutflowQuestion }> {
    const asked = readQuestion(query, staff, await this.teams.all(), this.clock.today());
    return { asked, question: mustBeAsked(asked) };
  }
}
