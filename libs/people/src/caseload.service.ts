import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assignmentStatements } from './caseload-assignments.js';
import type { SignedInStaff } from './staff.js';

export interface NewAssignment {
  clientId: string;
  /** null: in the team, with nobody in particular. */
  staffId: string | null;
  teamId: string;
  from: Temporal.PlainDate;
}

/** Who looks after whom, since when. What was stays on record: whose client somebody was last year matters to last year's figures. */
@Injectable()
export class CaseloadService {
  /** Hands a client over. Nothing happens when it is this coach's already; the former assignment ends on the day the new one begins. */
  async assign(tx: EntityManager, { clientId, staffId, teamId, from }: NewAssignment, now: Temporal.Instant): Promise<void> {
    const wanted = `select $2::uuid as client_id, $3::uuid as staff_id, $4::uuid as team_id, $5::date as from_date`;
    for (const statement of assignmentStatements(wanted)) await tx.query(statement, [now, clientId, staffId, teamId, from]);
  }

  /** A coach opens the files of the clients who are theirs now. Team leads and administrators open none. */
  async mayOpen(tx: EntityManager, staff: SignedInStaff, clientId: string): Promise<boolean> {
    if (staff.role !== 'coach') return false;
    const rows = (await tx.query(`select from caseload_assignment where client_id = $1 and staff_id = $2 and upper_inf(during)`, [
      clientId,
      staff.staffId,
    ])) as unknown[];
    return rows.length > 0;
  }
}
