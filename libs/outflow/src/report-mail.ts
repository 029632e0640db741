import type { EntityManager } from 'typeorm';

/** Who tried five times in vain is told on the page only. */
const MOST_ATTEMPTS = 5;

/** Works here, and has an address. */
const CAN_BE_MAILED = `staff.email is not null and staff.deactivated_at is null`;

/** Writes down who gets a report: the team leads of its team, or management where it is about all; not who said not to want it. */
export async function addressReport(tx: EntityManager, reportId: string, teamId: string | null, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `insert into outflow_report_mail (report_id, staff_id, next_attempt_at)
     select $1, staff.id, $3
       from staff
       left join outflow_report_choice choice on choice.staff_id = staff.id
      where ${CAN_BE_MAILED} and coalesce(choice.by_mail, true)
        and (($2::uuid is null and staff.role = 'management') or ($2::uuid is not null and staff.role = 'team_lead' and staff.team_id = $2))
     on conflict do nothing`,
    [reportId, teamId, now],
  );
}

export interface ReportToMail {
  reportId: string;
  staffId: string;
  email: string;
  attempts: number;
}

/**
 * Whose mail is due, one attempt each: the attempt is written before it is made, so that a process that dies in it does not try for ever. Who changed
 * their mind in the meantime, or does not work here any more, gets none.
 */
export async function claimReportMail(tx: EntityManager, now: Temporal.Instant, limit = 100): Promise<ReportToMail[]> {
  const [rows] = (await tx.query(
    `with due as (
       select mail.report_id, mail.staff_id
         from outflow_report_mail mail
         join staff on staff.id = mail.staff_id and ${CAN_BE_MAILED}
         left join outflow_report_choice choice on choice.staff_id = mail.staff_id
        where mail.mailed_at is null and mail.next_attempt_at <= $1 and mail.attempts < ${MOST_ATTEMPTS} and coalesce(choice.by_mail, true)
        order by mail.next_attempt_at
        limit $2
          for update of mail skip locked)
     update outflow_report_mail mail
        set attempts = mail.attempts + 1, next_attempt_at = $1::timestamptz + interval '10 minutes' * power(4, mail.attempts)
       from due join staff on staff.id = due.staff_id
      where mail.report_id = due.report_id and mail.staff_id = due.staff_id
     returning mail.report_id as "reportId", mail.staff_id as "staffId", staff.email, mail.attempts`,
    [now, limit],
  )) as [ReportToMail[], number];
  return rows;
}

/** @param error null: it left, or nobody can say that it did not, and a second one would help nobody */
export async function noteReportMail(
  tx: EntityManager,
  { reportId, staffId }: ReportToMail,
  error: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `update outflow_report_mail set mailed_at = case when $3::text is null then $4::timestamptz end, last_error = $3
      where report_id = $1 and staff_id = $2`,
    [reportId, staffId, error, now],
  );
}
