import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The conversations that are under way, as a whole. */
@Injectable()
export class ConversationsService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Ends what is over: the time to answer has passed, the check-in has ended, or the number has changed hands. For the clock; may be called
   * as often as you like. @returns how many
   */
  async endOver(now: Temporal.Instant): Promise<number> {
    const [, ended] = (await this.dataSource.query(
      `with over as (
         select c.id, case when point.ended_at is not null then 'closed'
                           when check_in.ended_at is null then 'expired'
                           when check_in.outcome = 'finished' then 'answered' else 'closed' end as outcome
           from conversation c
           join check_in on check_in.id = c.check_in_id
           join contact_point point on point.id = c.contact_point_id
          where c.ended_at is null and (c.expires_at <= $1 or check_in.ended_at is not null or point.ended_at is not null)
            -- What somebody answers at this moment is looked at again in a minute.
            for no key update of c skip locked)
       update conversation set ended_at = $1, item = null, outcome = over.outcome from over where conversation.id = over.id`,
      [now],
    )) as [unknown, number];
    return ended;
  }
}
