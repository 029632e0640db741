import type { EntityManager } from 'typeorm';

export type ToldAs = 'coach' | 'deputy' | 'team_lead' | 'admin';

/** Who can be told: works here, and has an account. A coach who came in by import is a name; nobody reads over their shoulder. */
const CAN_BE_TOLD = `staff.deactivated_at is null and staff.email is not null`;

/** $1: alerts. Whose message it is, or may be, and who looks after them now. */
const CONCERNED = `
  concerned as (
    select alert.id as alert_id, mine.client_id, mine.staff_id, mine.team_id
      from crisis_alert alert
      join caseload_assignment mine
        on upper_inf(mine.during)
       and (mine.client_id = alert.client_id
            or mine.client_id in (select client_id from inbox_candidate where inbox_message_id = alert.inbox_message_id))
     where alert.id = any ($1::uuid[]))`;

/**
 * The coach of each client concerned and who stands in for that coach; the team leads where there is neither; the administrators where there is
 * nobody at all. Who was told already is not told again.
 */
export async function tellCoaches(tx: EntityManager, alertIds: readonly string[], now: Temporal.Instant): Promise<void> {
  await tx.query(
    `with ${CONCERNED},
     near as (
       select alert_id, client_id, staff.id as staff_id, 'coach' as told_as, 1 as rank
         from concerned join staff on staff.id = concerned.staff_id and ${CAN_BE_TOLD}
        union all
       select alert_id, client_id, staff.id, 'deputy', 2
         from concerned
         join deputy on deputy.staff_id = concerned.staff_id and deputy.ended_at is null
         join staff on staff.id = deputy.deputy_id and ${CAN_BE_TOLD}),
     nearer as (
       select alert_id, staff_id, told_as, rank from near
        union all
       select alert_id, staff.id, 'team_lead', 3
         from concerned
         join staff on staff.team_id = concerned.team_id and staff.role = 'team_lead' and ${CAN_BE_TOLD}
        where not exists (select from near where near.alert_id = concerned.alert_id and near.client_id = concerned.client_id)),
     told as (
       select * from nearer
        union all
       select alert.id, staff.id, 'admin', 4
         from crisis_alert alert join staff on staff.role = 'admin' and ${CAN_BE_TOLD}
        where alert.id = any ($1::uuid[]) and not exists (select from nearer where nearer.alert_id = alert.id))
     insert into crisis_notice (alert_id, staff_id, told_as, told_at)
     select distinct on (alert_id, staff_id) alert_id, staff_id, told_as, $2::timestamptz from told order by alert_id, staff_id, rank
     on conflict (alert_id, staff_id) do nothing`,
    [alertIds, now],
  );
}

/** The team leads of the clients concerned, and every administrator. Who was told already is not told again. */
export async function tellLeads(tx: EntityManager, alertIds: readonly string[], now: Temporal.Instant): Promise<void> {
  await tx.query(
    `with ${CONCERNED}
     insert into crisis_notice (alert_id, staff_id, told_as, told_at)
     select alert_id, staff.id, 'team_lead', $2::timestamptz
       from (select distinct alert_id, team_id from concerned) teams
       join staff on staff.team_id = teams.team_id and staff.role = 'team_lead' and ${CAN_BE_TOLD}
      union
     select alert.id, staff.id, 'admin', $2::timestamptz
       from crisis_alert alert join staff on staff.role = 'admin' and ${CAN_BE_TOLD}
      where alert.id = any ($1::uuid[])
     on conflict (alert_id, staff_id) do nothing`,
    [alertIds, now],
  );
}

export interface NoticesOfOne {
  staffId: string;
  email: string;
  alertIds: string[];
}

/**
 * Who was told on the screens, has had no mail yet, and is not being mailed by another process: for whoever asks, now.
 * @param again what was tried before this moment may be tried again. @param since what was told before this moment is left
 */
export async function claimForMail(
  tx: EntityManager,
  { again, since }: { again: Temporal.Instant; since: Temporal.Instant },
  now: Temporal.Instant,
): Promise<NoticesOfOne[]> {
  return (await tx.query(
    `with due as (
       select notice.alert_id, notice.staff_id
         from crisis_notice notice
         join crisis_alert alert on alert.id = notice.alert_id and alert.acknowledged_at is null
        where notice.mailed_at is null and notice.told_at >= $3 and (notice.mail_tried_at is null or notice.mail_tried_at <= $2)
        order by notice.alert_id, notice.staff_id
          for update of notice skip locked),
     claimed as (
       update crisis_notice notice set mail_tried_at = $1 from due where notice.alert_id = due.alert_id and notice.staff_id = due.staff_id
       returning notice.alert_id, notice.staff_id)
     select staff.id as "staffId", staff.email, array_agg(claimed.alert_id) as "alertIds"
       from claimed join staff on staff.id = claimed.staff_id and ${CAN_BE_TOLD}
      group by staff.id`,
    [now, again, since],
  )) as NoticesOfOne[];
}

export async function noteMailed(tx: EntityManager, { staffId, alertIds }: NoticesOfOne, now: Temporal.Instant): Promise<void> {
  await tx.query(`update crisis_notice set mailed_at = $3 where staff_id = $1 and alert_id = any ($2::uuid[])`, [staffId, alertIds, now]);
}
