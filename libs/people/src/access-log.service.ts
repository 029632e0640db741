import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Every look at a client's file is a row: who, whom, which screen, when. */
@Injectable()
export class AccessLogService {
  /** @param lookedAt the screen, kebab-case, such as `client-file` */
  async record(tx: EntityManager, staffId: string, clientId: string, lookedAt: string, now: Temporal.Instant): Promise<void> {
    await tx.query(`insert into access_log (staff_id, client_id, looked_at, at) values ($1, $2, $3, $4)`, [
      staffId,
      clientId,
      lookedAt,
      now,
    ]);
  }

  /** The same for a page on which something of several clients stands, in one statement. */
  async recordAll(tx: EntityManager, staffId: string, clientIds: Iterable<string>, lookedAt: string, now: Temporal.Instant): Promise<void> {
    await tx.query(
      `insert into access_log (staff_id, client_id, looked_at, at) select $1, looked.client_id, $3, $4 from unnest($2::uuid[]) as looked (client_id)`,
      [staffId, [...new Set(clientIds)], lookedAt, now],
    );
  }
}
