import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';
import type { DefinitionProblem } from './domain/problem.js';

/** Who stands behind a version. */
export interface VersionRecord {
  versionId: string;
  number: number;
  publishedAt: Temporal.Instant;
  /** The name of who published it; null: it came with the product. */
  publishedBy: string | null;
  approvedBy: string | null;
  approvedAt: Temporal.Instant | null;
  note: string | null;
}

export interface Approval {
  /** Whether it may not be published without. */
  isNeeded: boolean;
  /** Who looked at exactly this draft. */
  given: { staffId: string; name: string; at: Temporal.Instant }[];
}

/** Draft to version: refuses what is wrong, and what nobody else has looked at where it is sensitive. */
@Injectable()
export class PublishingService {
  constructor(protected readonly dataSource: DataSource) {}

  /** Everything wrong with a definition, and what could be better. */
  problems(_definition: QuestionnaireDefinition): DefinitionProblem[] {
    throw new Error('not made yet');
  }

  /** Who approved of the draft as it is. @throws NotFoundError */
  async approval(_key: string): Promise<Approval> {
    throw new Error('not made yet');
  }

  /**
   * Records that somebody looked at exactly this draft and found that it may be asked.
   * @throws StaleDraftError when it is not the draft they saw; NotAllowedError for who is no administrator or privacy officer
   */
  async approve(_key: string, _revision: number, _staffId: string, _now: Temporal.Instant): Promise<void> {
    throw new Error('not made yet');
  }

  /**
   * Makes the draft the next version. Check-ins under way finish on theirs.
   * @param revision of the draft they saw
   * @returns the number of the version
   * @throws StaleDraftError, NotPublishableError, ApprovalMissingError, NothingChangedError, NotFoundError
   */
  async publish(_key: string, _given: { revision: number; note: string }, _staffId: string, _now: Temporal.Instant): Promise<number> {
    throw new Error('not made yet');
  }

  /** The latest versions first, at most so many, before a number. */
  async versions(_key: string, _page: { before?: number; most?: number } = {}): Promise<VersionRecord[]> {
    throw new Error('not made yet');
  }

  /** @throws NotFoundError */
  async version(_key: string, _number: number): Promise<VersionRecord & { definition: QuestionnaireDefinition }> {
    throw new Error('not made yet');
  }
}
