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
      `update conversation
          set ended_at = $1, item = null,
              outcome = case when check_in.ended_at is null and point.ended_at is null then 'expired'
                             when check_in.outcome = 'finished' then 'answered' else 'closed' end
         from check_in, contact_point point
        where conversation.ended_at is null and check_in.id = conversation.check_in_id and point.id = conversation.contact_point_id
          and (conversation.expires_at <= $1 or check_in.ended_at is not null or point.ended_at is not null)`,
      [now],
    )) as [unknown, number];
    return ended;
  }
}
