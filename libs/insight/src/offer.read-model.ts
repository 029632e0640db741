import { Injectable } from '@nestjs/common';
import { HAS_A_PLACE, standsInLine } from '#libs/interventions';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';

/** How one kind of help stands: numbers only. */
export interface OfferStanding {
  type: string;
  /** Accepted, begun or paused. */
  taken: number;
  /** Who wait, are alive and on a benefit. */
  waiting: number;
  /** Since when the first in line waits; null when nobody does. */
  longestSince: string | null;
}

/** Somebody of one's own caseload who waits, and how many wait longer. */
export interface OwnWaiting {
  interventionId: string;
  type: string;
  clientId: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  since: string;
  ahead: number;
}

export interface OfferNow {
  standings: OfferStanding[];
  own: OwnWaiting[];
}

/** What there is to offer, what is taken of it and who waits. */
@Injectable()
export class OfferReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Of every kind of which something runs or waits; others are empty. One statement. */
  async standings(now: Temporal.Instant): Promise<Map<string, OfferStanding>> {
    const { standings } = await this.forStaff(null, now);
    return new Map(standings.map((standing) => [standing.type, standing]));
  }

  /** The same, with who of one's own caseload wait, the longest first. @param staffId null: of nobody. One statement. */
  async forStaff(staffId: string | null, now: Temporal.Instant): Promise<OfferNow> {
    const [found] = await this.dataSource.query<[OfferNow]>(OFFER, [localDate(now), staffId]);
    return found;
  }
}

export const OFFER = `
  with line as materialized (
         select i.id, i.type, i.client_id, i.planned_at, (row_number() over (partition by i.type order by i.planned_at, i.id))::int - 1 as ahead
           from intervention i where i.ended_at is null and ${standsInLine('$1')}),
       standing as (
         select type, sum(taken)::int as taken, sum(waiting)::int as waiting, min(since) as since
           from (select i.type, count(*) as taken, 0 as waiting, null::timestamptz as since from intervention i where ${HAS_A_PLACE} group by i.type
                 union all
                 select type, 0, count(*), min(planned_at) from line group by type) as each
          group by type)
  select (select coalesce(json_agg(json_build_object('type', type, 'taken', taken, 'waiting', waiting, 'longestSince', since) order by type), '[]')
            from standing) as standings,
         (select coalesce(json_agg(json_build_object('interventionId', line.id, 'type', line.type, 'clientId', c.id, 'firstName', c.first_name,
                   'infix', c.infix, 'lastName', c.last_name, 'since', line.planned_at, 'ahead', line.ahead) order by line.planned_at, line.id), '[]')
            from caseload_assignment a
            join line on line.client_id = a.client_id
            join client c on c.id = a.client_id
           where a.staff_id = $2::uuid and a.during @> $1::date) as own`;
