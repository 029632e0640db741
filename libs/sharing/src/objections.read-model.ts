import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { Wording } from '#libs/platform';
import type { EntityManager } from 'typeorm';

const A_PAGE = 25;

export interface ObjectionLine {
  id: string;
  clientId: string;
  clientNumber: string;
  suggestionId: string;
  /** What was suggested. */
  suggested: Wording;
  words: string;
  madeAt: Temporal.Instant;
  /** The coach who heard it; null: the client, behind the link. */
  heardBy: string | null;
  /** Who looks after this client now; null: nobody. */
  coach: string | null;
  handledAt: Temporal.Instant | null;
  handledBy: string | null;
  outcome: string | null;
}

/** Objections, for who must see that each is looked at. Each look is for the caller to write down. */
@Injectable()
export class ObjectionsReadModel {
  constructor(private readonly catalogue: CatalogueService) {}

  /** What nobody has handled, the longest wait first; a page at a time. @param after the last of the page before */
  async open(tx: EntityManager, after: string | null): Promise<{ lines: ObjectionLine[]; hasMore: boolean }> {
    return this.page(
      tx,
      `made.handled_at is null and ($1::uuid is null or (made.made_at, made.id) > (select made_at, id from objection where id = $1))
      order by made.made_at, made.id`,
      after,
    );
  }

  /** What was handled, the latest first; a page at a time. */
  async handled(tx: EntityManager, after: string | null): Promise<{ lines: ObjectionLine[]; hasMore: boolean }> {
    return this.page(
      tx,
      `made.handled_at is not null and ($1::uuid is null or (made.made_at, made.id) < (select made_at, id from objection where id = $1))
      order by made.made_at desc, made.id desc`,
      after,
    );
  }

  private async page(tx: EntityManager, which: string, given: string | null): Promise<{ lines: ObjectionLine[]; hasMore: boolean }> {
    const catalogue = await this.catalogue.current(tx);
    const rows: ObjectionRow[] = await tx.query(`${OBJECTIONS} where ${which} limit ${A_PAGE + 1}`, [given]);
    return {
      lines: rows.slice(0, A_PAGE).map(({ intervention, madeAt, handledAt, ...row }) => ({
        ...row,
        suggested: catalogue.of(intervention).name,
        madeAt: madeAt.toTemporalInstant(),
        handledAt: handledAt?.toTemporalInstant() ?? null,
      })),
      hasMore: rows.length > A_PAGE,
    };
  }
}

type ObjectionRow = Omit<ObjectionLine, 'suggested' | 'madeAt' | 'handledAt'> & {
  intervention: string;
  madeAt: Date;
  handledAt: Date | null;
};

const OBJECTIONS = `
  select made.id, made.client_id as "clientId", client.client_number as "clientNumber", made.suggestion_id as "suggestionId",
         suggestion.intervention, made.words, made.made_at as "madeAt", heard.name as "heardBy", coach.name as coach,
         made.handled_at as "handledAt", handler.name as "handledBy", made.outcome
    from objection made
    join client on client.id = made.client_id
    join suggestion on suggestion.id = made.suggestion_id
    left join staff heard on heard.id = made.staff_id
    left join staff handler on handler.id = made.handled_by
    left join caseload_assignment assignment on assignment.client_id = made.client_id and upper_inf(assignment.during)
    left join staff coach on coach.id = assignment.staff_id`;
