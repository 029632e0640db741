import { Injectable } from '@nestjs/common';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import { DataSource, type EntityManager } from 'typeorm';
import { compileRule } from '../domain/compile-rule.js';
import type { RuleProblem } from '../domain/rule-problem.js';
import { OwnRuleError, RuleNotReadyError, StaleRuleError } from './editing.errors.js';
import { besideOthers, type Beside } from './beside.js';
import { administratorsName, lockRules } from './lock-rules.js';
import { endRules, publish } from './publish.js';
import { noteOf, RuleDraftsService, type RuleDraft } from './rule-drafts.service.js';
import { RuleVersionsService } from './rule-versions.service.js';
import { asTrial, type RuleWriting } from './rule-writing.js';

/** What somebody had before them when they said yes: a draft, beside the newest version (null: there was none). */
export interface Seen {
  revision: number;
  newest: number | null;
}

/** From a draft to a version: what is wrong is refused, and nothing counts that one person made alone. */
@Injectable()
export class RuleApprovalService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drafts: RuleDraftsService,
    private readonly versions: RuleVersionsService,
    private readonly catalogues: CatalogueService,
  ) {}

  /**
   * Everything that is wrong with a rule by itself, as the compiler says it; of what is not finished too.
   * @param complete false: what was approved once, before a rule had to say as much as it has to now
   */
  problems(written: RuleWriting, catalogue: Catalogue, now: Temporal.Instant, { complete = true } = {}): RuleProblem[] {
    const compiled = compileRule(asTrial(written, now), catalogue, { complete });
    return 'problems' in compiled ? compiled.problems : [];
  }

  /** How rules that are written are at odds with those in force at a moment. */
  async beside(
    written: readonly RuleWriting[],
    ends: readonly string[],
    catalogue: Catalogue,
    now: Temporal.Instant,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Beside> {
    const rules = new Set([...written.map(({ rule }) => rule), ...ends]);
    const others = (await this.versions.setAt(now, tx)).map(({ definition }) => definition).filter(({ rule }) => !rules.has(rule));
    return besideOthers(
      written.map((each) => asTrial(each, now)),
      others,
      catalogue,
    );
  }

  /**
   * Asks another administrator to look at exactly this draft.
   * @throws StaleRuleError, RuleNotReadyError, NotFoundError
   */
  async submit(rule: string, revision: number, staffId: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      await administratorsName(tx, staffId);
      await this.readyDraft(tx, rule, revision, now);
      // Who asks stands behind it: they are one of its authors.
      await tx.query(
        `update rule_draft set submitted_by = $2, submitted_at = $3, returned_note = null,
                author_ids = array(select distinct unnest(author_ids || $2::uuid)) where rule = $1`,
        [rule, staffId, now],
      );
    });
  }

  /**
   * Makes exactly this draft the next version, or ends the rule where that was asked.
   * @returns the number of the version; null when the rule ended
   * @throws OwnRuleError for who wrote on it; StaleRuleError, RuleNotReadyError, NotFoundError
   */
  async approve(rule: string, seen: Seen, staffId: string, now: Temporal.Instant): Promise<number | null> {
    return this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      const approver = await administratorsName(tx, staffId);
      const draft = await this.readyDraft(tx, rule, seen.revision, now);
      if (draft.submittedAt === null || (draft.newest?.version ?? null) !== seen.newest) throw new StaleRuleError();
      if (draft.authors.some((author) => author.staffId === staffId)) throw new OwnRuleError();
      await tx.query(`delete from rule_draft where rule = $1`, [rule]);
      const signed = { authorIds: draft.authors.map((author) => author.staffId), approverId: staffId, note: draft.note, now };
      if (draft.kind === 'end') {
        await endRules(tx, [rule], signed);
        return null;
      }
      const author = draft.authors.map(({ name }) => name).join(', ');
      const [version] = await publish(tx, [draft.definition], { ...signed, author, approver });
      return version?.version ?? null;
    });
  }

  /** Gives it back to who wrote it, with why. @throws OwnRuleError, StaleRuleError, NotFoundError, InvalidInputError for the note */
  async giveBack(rule: string, revision: number, note: string, staffId: string): Promise<void> {
    const why = noteOf(note);
    await this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      await administratorsName(tx, staffId);
      const draft = await this.drafts.open(rule, tx);
      if (draft.revision !== revision || draft.submittedAt === null) throw new StaleRuleError();
      if (draft.authors.some((author) => author.staffId === staffId)) throw new OwnRuleError();
      await tx.query(`update rule_draft set submitted_by = null, submitted_at = null, returned_note = $2 where rule = $1`, [rule, why]);
    });
  }

  private async readyDraft(tx: EntityManager, rule: string, revision: number, now: Temporal.Instant): Promise<RuleDraft> {
    const draft = await this.drafts.open(rule, tx);
    if (draft.changedAt === null || draft.revision !== revision) throw new StaleRuleError();
    // What ends need not be right any more.
    if (draft.kind === 'end') return draft;
    const catalogue = await this.catalogues.current(tx);
    const problems = this.problems(draft.definition, catalogue, now);
    const { refused } = await this.beside([draft.definition], [], catalogue, now, tx);
    if (problems.length + refused.length > 0) throw new RuleNotReadyError(problems);
    return draft;
  }
}
