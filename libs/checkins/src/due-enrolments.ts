import { localDate, localInstant, TIME_ZONE, type SendHours } from '#libs/platform';
import { openWindow, sendWindow, type SendWindow } from '#libs/messaging';
import { within, type Plan, type Waiting } from '#libs/planning';
import type { EntityManager } from 'typeorm';

/** A plan as it stands now in one time zone: whether it may open anything there. */
export interface PlanHere {
  plan: Plan;
  timeZone: string;
  today: Temporal.PlainDate;
  /** null: nothing may be opened now; what can never be opened any more is recorded all the same. */
  window: SendWindow | null;
  isSendDay: (date: Temporal.PlainDate) => boolean;
}

/** Every pair of a plan and a time zone in which clients are. */
export function plansHere(plans: readonly Plan[], timeZones: readonly string[], office: SendHours, now: Temporal.Instant): PlanHere[] {
  return plans.flatMap((plan) => {
    const hours = within(office, plan.window);
    return timeZones.map((timeZone) => ({
      plan,
      timeZone,
      today: localDate(now, timeZone),
      window: openWindow(now, hours, timeZone),
      isSendDay: (date: Temporal.PlainDate) => sendWindow(date, hours, timeZone) !== null,
    }));
  });
}

/** Where clients are. Nearly everybody is here, so only the others are counted. */
export async function timeZonesOfClients(tx: EntityManager): Promise<string[]> {
  const elsewhere: { timeZone: string }[] = await tx.query(
    `select distinct time_zone as "timeZone" from client where time_zone <> 'Europe/Amsterdam'`,
  );
  return [TIME_ZONE, ...elsewhere.map(({ timeZone }) => timeZone)];
}

export interface DueRow {
  enrolmentId: string;
  clientId: string;
  staffId: string | null;
  anchorOn: string;
  nextDueOn: string;
  enrolledAt: Date;
  waitsFor: Waiting | null;
  lastAskedAt: Date | null;
  /** The place in the list of `PlanHere`. */
  here: number;
}

/**
 * Enrolments of which something is due, the longest waiting first; their rows are held until the end of the transaction, and what another
 * holds is left to that one. What waits until tomorrow is not looked at again.
 */
export async function dueEnrolments(
  tx: EntityManager,
  places: readonly PlanHere[],
  after: { nextDueOn: string; enrolmentId: string } | null,
  limit: number,
  now: Temporal.Instant,
): Promise<DueRow[]> {
  return tx.query(
    // Picked and held first, along the index: only of so many as are taken is the rest looked up.
    `with here as (
       select * from unnest($1::uuid[], $2::text[], $3::date[]) with ordinality as here (plan_id, time_zone, due_until, number)),
     picked as materialized (
       select place.id, place.client_id, place.anchor_on, place.next_due_on, place.enrolled_at, place.waits_for, here.number
         from enrolment place
         join client on client.id = place.client_id
         join here on here.plan_id = place.plan_id and here.time_zone = client.time_zone and place.next_due_on <= here.due_until
        where place.ended_at is null and place.next_due_on <= $5::date
          and (place.waits_until is null or place.waits_until <= $6)
          and ($7::date is null or (place.next_due_on, place.id) > ($7::date, $8::uuid))
        order by place.next_due_on, place.id
        limit $9
          for no key update of place skip locked)
     select picked.id as "enrolmentId", picked.client_id as "clientId", assignment.staff_id as "staffId", picked.anchor_on::text as "anchorOn",
            picked.next_due_on::text as "nextDueOn", picked.enrolled_at as "enrolledAt", picked.waits_for as "waitsFor",
            asked.at as "lastAskedAt", picked.number::int - 1 as here
       from picked
       left join caseload_assignment assignment on assignment.client_id = picked.client_id and assignment.during @> $4::date
       left join lateral (
         select max(opened_at) as at from check_in where client_id = picked.client_id and channel is not null) asked on true
      order by picked.next_due_on, picked.id`,
    [
      places.map(({ plan }) => plan.id),
      places.map(({ timeZone }) => timeZone),
      places.map(dueUntil),
      localDate(now),
      places.map(dueUntil).reduce(later),
      now,
      after?.nextDueOn ?? null,
      after?.enrolmentId ?? null,
      limit,
    ],
  );
}

/** How many of each of these coaches' clients were asked today, whatever the plan. */
export async function askedToday(tx: EntityManager, staffIds: readonly string[], now: Temporal.Instant): Promise<Map<string, number>> {
  if (staffIds.length === 0) return new Map();
  const today = localDate(now);
  const rows: { staffId: string; count: number }[] = await tx.query(
    `select assignment.staff_id as "staffId", count(*)::int as count
       from caseload_assignment assignment
       join check_in on check_in.client_id = assignment.client_id and check_in.channel is not null and check_in.opened_at >= $2
      where assignment.staff_id = any ($1::uuid[]) and assignment.during @> $3::date
      group by assignment.staff_id`,
    [staffIds, localInstant(today, '00:00'), today],
  );
  return new Map(rows.map(({ staffId, count }) => [staffId, count]));
}

/** In the window everything that has come; outside it only what can never be opened any more. */
function dueUntil({ plan, today, window }: PlanHere): Temporal.PlainDate {
  return window === null ? today.subtract({ days: plan.daysToStart }) : today;
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
}
