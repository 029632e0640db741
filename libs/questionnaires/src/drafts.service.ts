import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';

/** What administrators work on: as it was saved last, or as it is published when nobody changed it yet. */
export interface Draft {
  key: string;
  definition: QuestionnaireDefinition;
  /** Goes along with saving; 0: nothing was changed yet, and what is published is the draft. */
  revision: number;
  /** The number of the version it began as; null: it is new. */
  basedOn: number | null;
  /** null as long as nothing was changed. */
  changedAt: Temporal.Instant | null;
  changedBy: string | null;
}

/** A questionnaire in the list of administrators. */
export interface ListedQuestionnaire {
  key: string;
  /** The draft if there is one, else the current version. */
  definition: QuestionnaireDefinition;
  published: { number: number; publishedAt: Temporal.Instant; publishedBy: string | null } | null;
  draft: { revision: number; changedAt: Temporal.Instant; changedBy: string } | null;
  /** The product comes with another version than was ever published here: an administrator's own version is never overwritten. */
  hasNewerStandard: boolean;
}

/** Questionnaires while they are being made: one draft each, which whoever saves has seen. */
@Injectable()
export class DraftsService {
  constructor(protected readonly dataSource: DataSource) {}

  /** Every questionnaire, by title. */
  async list(): Promise<ListedQuestionnaire[]> {
    throw new Error('not made yet');
  }

  /** Reads and makes nothing. @throws NotFoundError */
  async open(_key: string): Promise<Draft> {
    throw new Error('not made yet');
  }

  /** A new questionnaire as a draft. Its key is made from its Dutch title, whatever key it carries. @returns the key */
  async create(_definition: QuestionnaireDefinition, _staffId: string, _now: Temporal.Instant): Promise<string> {
    throw new Error('not made yet');
  }

  /**
   * Keeps a draft, also one that cannot be published yet.
   * @param revision as `open` told it
   * @returns the next revision
   * @throws StaleDraftError, NotFoundError
   */
  async save(
    _key: string,
    _revision: number,
    _definition: QuestionnaireDefinition,
    _staffId: string,
    _now: Temporal.Instant,
  ): Promise<number> {
    throw new Error('not made yet');
  }

  /** Throws a draft away; a questionnaire that was never published is gone then. @throws StaleDraftError */
  async discard(_key: string, _revision: number): Promise<void> {
    throw new Error('not made yet');
  }
}
