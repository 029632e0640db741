import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import { InvalidInputError, NotFoundError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { NothingProposedError, OwnRuleError, RuleNotReadyError, StaleRuleError } from './editing.errors.js';
import { administratorsName, lockRules } from './lock-rules.js';
import { endRules, publish } from './publish.js';
import { RuleApprovalService } from './rule-approval.service.js';
import { noteOf } from './rule-drafts.service.js';
import { RuleVersionsService } from './rule-versions.service.js';
import { setDifference } from './set-difference.js';
import { writingOf, type RuleWriting } from './rule-writing.js';

/** Several rules at once that wait for another person. */
export interface RuleSetProposal {
  id: string;
  kind: 'import' | 'rollback';
  /** The rules that are new or become other than they are. */
  definitions: RuleWriting[];
  /** Rules that end with it. */
  ends: string[];
  note: string;
  proposedBy: { staffId: string; name: string };
  proposedAt: Temporal.Instant;
  decision: 'approved' | 'refused' | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
}

const MOST_PROPOSALS = 50;

/** The rules as one set: back to an earlier day, in from a file; another person than who proposed it decides. */
@Injectable()
export class RuleSetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: RuleVersionsService,
    private readonly approval: RuleApprovalService,
    private readonly catalogues: CatalogueService,
  ) {}

  /**
   * Proposes that the rules become those of an earlier moment: what came since ends, what changed since becomes a new version that says what it
   * said then, and what ended since comes back.
   * @returns the id of the proposal
   * @throws NothingProposedError, InvalidInputError for the note
   */
  async proposeRollback(to: Temporal.Instant, note: string, staffId: string, now: Temporal.Instant): Promise<string> {
    const [then, today] = [await this.versions.setAt(to), await this.versions.setAt(now)];
    const differences = setDifference(today, then);
    const definitions = differences.flatMap(({ after }) => (after ? [{ ...writingOf(after), validFrom: null, validUntil: null }] : []));
    const ends = differences.flatMap(({ rule, after }) => (after ? [] : [rule]));
    return this.propose({ kind: 'rollback', definitions, ends, note }, staffId, now);
  }

  /**
   * Proposes rules of a file; those that say what is in force already are left out, and nothing ends by it.
   * @returns the id of the proposal
   * @throws NothingProposedError, RuleNotReadyError, InvalidInputError for the note
   */
  async proposeImport(rules: readonly RuleWriting[], note: string, staffId: string, now: Temporal.Instant): Promise<string> {
    const today = await this.versions.setAt(now);
    const changed = new Set(setDifference(today, rules, { keepsWhatIsMissing: true }).map(({ rule }) => rule));
    return this.propose({ kind: 'import', definitions: rules.filter(({ rule }) => changed.has(rule)), ends: [], note }, staffId, now);
  }

  /** What waits for a decision, and what was decided lately; the newest first. */
  async list(): Promise<RuleSetProposal[]> {
    const rows: ProposalRow[] = await this.dataSource.query(
      `${PROPOSAL} order by p.decided_at is not null, p.proposed_at desc, p.id limit $1`,
      [MOST_PROPOSALS],
    );
    return rows.map(proposalOf);
  }

  /** @throws NotFoundError */
  async proposal(id: string, tx: EntityManager = this.dataSource.manager): Promise<RuleSetProposal> {
    const [row]: ProposalRow[] = await tx.query(`${PROPOSAL} where p.id::text = $1`, [id]);
    if (!row) throw new NotFoundError('no such proposal');
    return proposalOf(row);
  }

  /**
   * Approves a proposal, all of it at once, or refuses it.
   * @throws OwnRuleError for who proposed it; StaleRuleError once it was decided; RuleNotReadyError
   */
  async decide(id: string, decision: 'approved' | 'refused', staffId: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await lockRules(tx);
      const approver = await administratorsName(tx, staffId);
      const { proposedBy, definitions, ends, note, ...proposal } = await this.proposal(id, tx);
      if (proposal.decision !== null) throw new StaleRuleError();
      if (proposedBy.staffId === staffId) throw new OwnRuleError();
      if (decision === 'approved') {
        await refuseWhatMovedOn([...definitions.map(({ rule }) => rule), ...ends], proposal.proposedAt, tx);
        await this.refuseProblems({ ...proposal, definitions, ends }, tx, now);
        const signed = { authorIds: [proposedBy.staffId], approverId: staffId, note, now };
        await endRules(tx, ends, signed);
        await publish(tx, definitions, { ...signed, author: proposedBy.name, approver });
      }
      await tx.query(`update rule_set_proposal set decision = $2, decided_by = $3, decided_at = $4 where id = $1`, [
        id,
        decision,
        staffId,
        now,
      ]);
    });
  }

  private async propose(
    { kind, definitions, ends, note }: Pick<RuleSetProposal, 'kind' | 'definitions' | 'ends' | 'note'>,
    staffId: string,
    now: Temporal.Instant,
  ): Promise<string> {
    const why = noteOf(note);
    if (why === '') throw new InvalidInputError({ note: 'note-missing' });
    if (definitions.length === 0 && ends.length === 0) throw new NothingProposedError();
    return this.dataSource.transaction(async (tx) => {
      await administratorsName(tx, staffId);
      await this.refuseProblems({ kind, definitions, ends }, tx, now);
      const [{ id }] = await tx.query(
        `insert into rule_set_proposal (kind, definitions, ends, note, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [kind, JSON.stringify(definitions), ends, why, staffId, now],
      );
      return id;
    });
  }

  /** @throws RuleNotReadyError with the key of the rule before each place */
  private async refuseProblems({ kind, definitions, ends }: Proposed, tx: EntityManager, now: Temporal.Instant): Promise<void> {
    const catalogue = await this.catalogues.current(tx);
    // What goes back was approved once: it has to be right, not to say as much as a new rule has to.
    const complete = kind === 'import';
    const problems = definitions.flatMap((each) =>
      this.approval.problems(each, catalogue, now, { complete }).map((problem) => ({ ...problem, at: `${each.rule}: ${problem.at}` })),
    );
    const { refused } = complete ? await this.approval.beside(definitions, ends, catalogue, now, tx) : { refused: [] };
    if (problems.length + refused.length > 0) throw new RuleNotReadyError(problems);
  }
}

/** What was proposed was proposed in the place of what counted then. @throws RuleNotReadyError when one of the rules changed or ended since */
async function refuseWhatMovedOn(rules: readonly string[], since: Temporal.Instant, tx: EntityManager): Promise<void> {
  const [moved] = await tx.query(
    `select from rule_version
      where rule = any($1::text[]) and (approved_at > $2 or (end_approved_by is not null and valid_until > $2)) limit 1`,
    [rules, since],
  );
  if (moved) throw new RuleNotReadyError([]);
}

type Proposed = Pick<RuleSetProposal, 'kind' | 'definitions' | 'ends'>;

const PROPOSAL = `
  select p.id, p.kind, p.definitions, p.ends, p.note, json_build_object('staffId', proposer.id, 'name', proposer.name) as "proposedBy",
         p.proposed_at as "proposedAt", p.decision, decider.name as "decidedBy", p.decided_at as "decidedAt"
    from rule_set_proposal p
    join staff proposer on proposer.id = p.proposed_by
    left join staff decider on decider.id = p.decided_by`;

type ProposalRow = Omit<RuleSetProposal, 'proposedAt' | 'decidedAt'> & { proposedAt: Date; decidedAt: Date | null };

function proposalOf({ proposedAt, decidedAt, ...row }: ProposalRow): RuleSetProposal {
  return { ...row, proposedAt: proposedAt.toTemporalInstant(), decidedAt: decidedAt?.toTemporalInstant() ?? null };
}
