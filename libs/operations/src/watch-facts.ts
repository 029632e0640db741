import { FAILURE_REASONS, HOLD_REASONS, sendWindow, type Channels } from '#libs/messaging';
import { localDate, localInstant, type Configuration, type SendHours } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { LATE, type WatchFacts } from './domain/expectations.js';
import { isOursToMend, RIGHTLY_LET_GO } from './domain/whose-failure.js';

const OURS = FAILURE_REASONS.filter(isOursToMend);
/** So many rounds that wait are counted; the exact number beyond that changes nothing. */
const MOST_ROUNDS = 50_000;
/** No holidays or weekends last longer, whatever the days of the office. */
const DAYS_BACK = 40;

/** Looks at everything the watch compares: one bounded statement a question, each by an index. */
export async function watchFacts(
  dataSource: DataSource,
  { configuration, channels }: { configuration: Configuration; channels: Channels },
  now: Temporal.Instant,
): Promise<WatchFacts> {
  const { sendHours, quietHours } = configuration;
  return {
    hours: quietHours ? sendHours : null,
    worker: await worker(dataSource, now),
    waitingRounds: await waitingRounds(dataSource, sendHours, now),
    waitingMessages: await waitingMessages(dataSource, now),
    lastSendDay: await lastSendDay(dataSource, sendHours, now),
    purposes: await purposes(dataSource, now),
    lastHour: await lastHour(dataSource, now),
    unknown: await unknown(dataSource, now),
    shares: (await shares(dataSource)).filter(({ channel, provider }) =>
      channels.configured.some((configured) => configured === channel && channels.providersOf(configured).includes(provider)),
    ),
  };
}

async function worker(dataSource: DataSource, now: Temporal.Instant): Promise<WatchFacts['worker']> {
  const beats = await dataSource.query<{ process: string; since: Date; at: Date }[]>(`select process, since, at from heartbeat`);
  const since = beats.map((beat) => beat.since.toTemporalInstant()).toSorted((one, other) => Temporal.Instant.compare(one, other))[0];
  const own = beats.find(({ process }) => process === 'worker');
  return { beatAt: own?.at.toTemporalInstant() ?? null, watchedSince: since ?? now };
}

/** Rounds whose day has come where the client is, but for those that were looked at and wait for a reason (asked this week, a coach's bound). */
async function waitingRounds(dataSource: DataSource, office: SendHours, now: Temporal.Instant): Promise<WatchFacts['waitingRounds']> {
  const rows = await dataSource.query<
    { planId: string; timeZone: string; from: string | null; until: string | null; rounds: number; dueOn: string }[]
  >(
    `with due as (
       select plan_id, client_id, next_due_on
         from enrolment
        where ended_at is null and next_due_on <= $2::date + 1 and enrolled_at <= $3 and (waits_until is null or waits_until <= $1)
        order by next_due_on, id
        limit ${MOST_ROUNDS})
     select plan.id as "planId", client.time_zone as "timeZone", plan.window_from::text as "from", plan.window_until::text as until,
            count(*)::int as rounds, min(due.next_due_on) as "dueOn"
       from due
       join plan on plan.id = due.plan_id
       join client on client.id = due.client_id
      where due.next_due_on <= ($1::timestamptz at time zone client.time_zone)::date and plan.switched_on_at <= $3 and plan.ended_at is null
      group by plan.id, client.time_zone`,
    [now, localDate(now), now.subtract({ minutes: LATE.rounds })],
  );
  return rows.map(({ planId, timeZone, from, until, rounds, dueOn }) => ({
    planId,
    timeZone,
    rounds,
    dueOn: Temporal.PlainDate.from(dueOn),
    hours: inside(office, from, until),
  }));
}

/** A plan's hours inside the office's. */
function inside(office: SendHours, from: string | null, until: string | null): SendHours {
  if (from === null || until === null) return office;
  const [opens, closes] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)];
  return {
    days: office.days,
    from: Temporal.PlainTime.compare(opens, office.from) > 0 ? opens : office.from,
    until: Temporal.PlainTime.compare(closes, office.until) < 0 ? closes : office.until,
  };
}

async function waitingMessages(dataSource: DataSource, now: Temporal.Instant): Promise<WatchFacts['waitingMessages']> {
  const rows = await dataSource.query<{ channel: string; messages: number; dueAt: Date }[]>(
    `select channel, count(*)::int as messages, min(not_before) as "dueAt"
       from message where status = 'queued' and not_before <= $1 and hold_reason is null
      group by channel order by channel`,
    [now.subtract({ minutes: LATE.messages })],
  );
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toTemporalInstant() }));
}

/** What was asked on that day or was missed because nothing ran, and how much of it left. Rounds that were rightly let go are not counted. */
async function lastSendDay(dataSource: DataSource, office: SendHours, now: Temporal.Instant): Promise<WatchFacts['lastSendDay']> {
  const day = lastDayThatIsOver(office, now);
  if (!day) return [];
  const rows = await dataSource.query<{ planId: string; channel: string | null; expected: number; handedOver: number }[]>(
    `select enrolment.plan_id as "planId", check_in.channel, count(*)::int as expected,
            count(*) filter (where exists (
              select from message where message.subject_id = check_in.id and message.handed_over_at is not null))::int as "handedOver"
       from check_in
       join enrolment on enrolment.id = check_in.enrolment_id
      where check_in.opened_at >= $1 and check_in.opened_at < $2
        and (check_in.channel is not null or (check_in.outcome = 'missed' and check_in.cause = 'worker_stood_still'))
        and check_in.outcome is distinct from 'canceled'
        and not exists (
              select from message where message.subject_id = check_in.id and message.status = 'canceled' and message.failure_reason = any($3))
      group by enrolment.plan_id, check_in.channel`,
    [localInstant(day, '00:00'), localInstant(day.add({ days: 1 }), '00:00'), RIGHTLY_LET_GO],
  );
  return rows.map((row) => ({ ...row, day }));
}

function lastDayThatIsOver(office: SendHours, now: Temporal.Instant): Temporal.PlainDate | null {
  const today = localDate(now);
  const days = Array.from({ length: DAYS_BACK }, (_, ago) => today.subtract({ days: ago }));
  return days.find((day) => isOver(sendWindow(day, office), now)) ?? null;
}

function isOver(window: { until: Temporal.Instant } | null, now: Temporal.Instant): boolean {
  return window !== null && Temporal.Instant.compare(window.until, now) <= 0;
}

/**
 * A message that expired while something held it waited rightly; one that expired without that was forgotten. And what was withdrawn although
 * nobody is done with what it is about, was written by nobody.
 */
async function purposes(dataSource: DataSource, now: Temporal.Instant): Promise<WatchFacts['purposes']> {
  return dataSource.query(
    `select purpose, channel, count(*) filter (where has_left)::int as "handedOver", count(*) filter (where not has_left and is_stuck)::int as stuck
       from (
         select purpose, channel, (handed_over_at is not null or status in ('sending', 'unknown')) as has_left, failure_reason = any($3) as is_stuck
           from message where attempted_at >= $1
          union all
         select purpose, channel, false, failure_reason = any($3) or (failure_reason = 'withdrawn' and not exists (
                  select from check_in where check_in.id = message.subject_id and check_in.ended_at is not null))
           from message where status = 'canceled' and status_at >= $1 and attempted_at is null
            and not exists (select from state_change held where held.subject_id = message.id and held.state = 'queued' and held.cause = any($2))) as seen
      group by purpose, channel order by purpose, channel`,
    [now.subtract({ hours: 24 }), HOLD_REASONS, OURS],
  );
}

/** Also what was refused and waits for another try: its last attempt says why. */
async function lastHour(dataSource: DataSource, now: Temporal.Instant): Promise<WatchFacts['lastHour']> {
  return dataSource.query(
    `select channel, count(*)::int as attempted, count(*) filter (where reason = any($2))::int as failed,
            count(*) filter (where reason = 'provider_credentials')::int as "refusedCredentials"
       from (
         select message.channel, coalesce(message.failure_reason, attempt.reason) as reason
           from message
           left join message_attempt attempt on attempt.message_id = message.id and attempt.number = message.attempts
          where message.attempted_at >= $1 and message.attempted_at <= $3) as tried
      group by channel order by channel`,
    [now.subtract({ hours: 1 }), OURS, now],
  );
}

async function unknown(dataSource: DataSource, now: Temporal.Instant): Promise<WatchFacts['unknown']> {
  const rows = await dataSource.query<{ channel: string; messages: number; since: Date }[]>(
    `select channel, count(*)::int as messages, min(attempted_at) as since
       from message where status = 'unknown' and attempted_at >= $1 and attempted_at < $2
      group by channel order by channel`,
    [now.subtract({ hours: 24 }), now.subtract({ hours: 1 })],
  );
  return rows.map((row) => ({ ...row, since: row.since.toTemporalInstant() }));
}

/** The latest share of each provider that ever had one. */
export async function shares(dataSource: DataSource): Promise<WatchFacts['shares']> {
  const rows = await dataSource.query<{ channel: string; provider: string; share: number; reason: string; since: Date }[]>(
    `select distinct on (channel, provider) channel, provider, share, reason, since from provider_share order by channel, provider, id desc`,
  );
  return rows.map((row) => ({ ...row, since: row.since.toTemporalInstant() }));
}
