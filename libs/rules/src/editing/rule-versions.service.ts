import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { RuleDefinition } from '../domain/rule.js';
import { versionsInForce } from '../rules.service.js';

/** A version, and who stands behind it. */
export interface RuleVersionRecord {
  rule: string;
  version: number;
  definition: RuleDefinition;
  author: string;
  approver: string;
  approvedAt: Temporal.Instant | null;
  validFrom: Temporal.Instant;
  /** When it stopped to count, whatever made it: an end, or a newer version. */
  validUntil: Temporal.Instant | null;
  note: string | null;
  /** It came with the product. */
  isStandard: boolean;
  /** Two people ended the rule with this version. */
  ended: { by: string; approvedBy: string; note: string | null } | null;
}

const VERSIONS_ON_A_PAGE = 50;
/** An office has tens of rules. */
const MOST_RULES = 500;

/** Versions of rules, which never change: the history of one, and the set of a day. */
@Injectable()
export class RuleVersionsService {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first: at most so many, those before a number. */
  async history(rule: string, { before = 2 ** 31 - 1, most = VERSIONS_ON_A_PAGE } = {}): Promise<RuleVersionRecord[]> {
    const rows: VersionRow[] = await this.dataSource.query(
      `${RECORD} where v.rule = $1 and v.version < $2 order by v.version desc limit $3`,
      [rule, before, most],
    );
    return rows.map(recordOf);
  }

  /** @throws NotFoundError */
  async version(rule: string, version: number): Promise<RuleVersionRecord> {
    const [row]: VersionRow[] = await this.dataSource.query(`${RECORD} where v.rule = $1 and v.version = $2`, [rule, version]);
    if (!row) throw new NotFoundError(`no version ${version} of "${rule}"`, { rule, version });
    return recordOf(row);
  }

  /** The rules that were in force at a moment, by key. */
  async setAt(moment: Temporal.Instant, tx: EntityManager = this.dataSource.manager): Promise<RuleVersionRecord[]> {
    const rows: VersionRow[] = await tx.query(`${RECORD} where v.id in (${versionsInForce('$1')}) order by v.rule limit $2`, [
      moment,
      MOST_RULES,
    ]);
    return rows.map(recordOf);
  }
}

const RECORD = `
  select v.rule, v.version, v.definition, v.author, v.approver, v.approved_at as "approvedAt", v.valid_from as "validFrom",
         v.valid_until as "validUntil", v.note, v.approver_id is null as "isStandard",
         ender.name as "endedBy", other.name as "endApprovedBy", v.end_note as "endNote"
    from rule_version v
    left join staff ender on ender.id = v.ended_by
    left join staff other on other.id = v.end_approved_by`;

type VersionRow = Omit<RuleVersionRecord, 'approvedAt' | 'validFrom' | 'validUntil' | 'ended'> & {
  approvedAt: Date | null;
  validFrom: Date;
  validUntil: Date | null;
  endedBy: string | null;
  endApprovedBy: string | null;
  endNote: string | null;
};

function recordOf({ approvedAt, validFrom, validUntil, endedBy, endApprovedBy, endNote, ...row }: VersionRow): RuleVersionRecord {
  return {
    ...row,
    approvedAt: approvedAt?.toTemporalInstant() ?? null,
    validFrom: validFrom.toTemporalInstant(),
    validUntil: validUntil?.toTemporalInstant() ?? null,
    ended: endedBy === null || endApprovedBy === null ? null : { by: endedBy, approvedBy: endApprovedBy, note: endNote },
  };
}
