import { Injectable } from '@nestjs/common';
import { isMostlyDeclined } from '#libs/outflow';
import { DataSource } from 'typeorm';

/** A rule whose suggestions coaches mostly set aside. */
export interface FlaggedRule {
  rule: string;
  version: number;
  decided: number;
  declined: number;
  /** Why, most given first; null: in words only. */
  reasons: { code: string | null; count: number }[];
}

/** How far back decisions count for a flag. */
const FLAGGED_OVER = Temporal.Duration.from({ hours: 365 * 24 });

/** What came of suggestions. */
@Injectable()
export class LearningReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Rules that coaches keep declining, by what was decided on suggestions of the past year that the newest version of the rule made (a rule that
   * was improved begins anew): see `isMostlyDeclined`.
   */
  async flagged(now: Temporal.Instant): Promise<FlaggedRule[]> {
    const rows = await this.dataSource.query<FlaggedRule[]>(FLAGGED, [now.subtract(FLAGGED_OVER)]);
    return rows.filter(isMostlyDeclined);
  }
}

/** Every rule that spoke in a suggestion of the period, with what was decided; by suggestion_made_idx. */
export const FLAGGED = `
  with decided as (
    select spoke.rule, spoke.version, d.decision, d.reason_code
      from suggestion s
      join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
     cross join lateral jsonb_to_recordset(s.evidence -> 'for') as spoke (rule text, version int)
     where s.made_at >= $1 and s.stance = 'suggest'
  ), newest as (
    select rule, max(version) as version from decided group by rule
  ), reasons as (
    select rule, version, jsonb_agg(jsonb_build_object('code', reason_code, 'count', given) order by given desc, reason_code) as reasons
      from (select rule, version, reason_code, count(*)::int as given
              from decided where decision = 'declined' group by rule, version, reason_code) counted
     group by rule, version
  )
  select rule, version, count(*)::int as decided, (count(*) filter (where decision = 'declined'))::int as declined,
         coalesce(reasons.reasons, '[]') as reasons
    from decided
    join newest using (rule, version)
    left join reasons using (rule, version)
   group by rule, version, reasons.reasons
   order by rule`;
