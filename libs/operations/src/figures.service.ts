import { Injectable } from '@nestjs/common';
import { Channels } from '#libs/messaging';
import { localDate, localInstant, TIME_ZONE } from '#libs/platform';
import { DataSource } from 'typeorm';
import { dayByDay, type DayOfRounds } from './domain/day-by-day.js';
import { LATE } from './domain/expectations.js';
import { shares } from './watch-facts.js';

/** What waits at this moment. */
export interface Waiting {
  /** Messages whose time has come and that nothing holds. */
  messages: number;
  /** Of those the oldest, in whole seconds; null: nothing waits. */
  oldestSeconds: number | null;
  /** Enrolments of which a round is due by the office's calendar. */
  rounds: number;
  held: { reason: string; messages: number }[];
  /** Seconds since each kind of process last said that it is alive. */
  heartbeats: { process: string; seconds: number }[];
}

/** What became of the messages that were tried, or let go, in the last 24 hours. */
export interface LastDay {
  messages: { channel: string; status: string; reason: string | null; messages: number }[];
  /** Of what was handed over, or should have been: the part within ten seconds from when it could leave. */
  promptness: { channel: string; within: number; total: number }[];
}

export interface ProviderShare {
  channel: string;
  provider: string;
  /** In percent. */
  share: number;
  /** null: as the settings say, nothing happened. */
  since: { reason: string; at: Temporal.Instant } | null;
}

export interface UnknownMessage {
  id: string;
  channel: string;
  since: Temporal.Instant;
  /** null: about no check-in. */
  planName: string | null;
}

/** Seconds within which a message is handed over after it could leave: what the product promises for 95 in 100. */
export const PROMPT_SECONDS = 10;
const SHOWN_UNKNOWN = 50;

/** The figures of sending, for people and for Prometheus; no client is in them. Every question is one bounded statement. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: Channels,
  ) {}

  async waiting(now: Temporal.Instant): Promise<Waiting> {
    const [found] = await this.dataSource.query<[Waiting]>(
      `select (select count(*)::int from message where status = 'queued' and not_before <= $1 and hold_reason is null) as messages,
              (select floor(extract(epoch from $1::timestamptz - min(not_before)))::int
                 from message where status = 'queued' and not_before <= $1 and hold_reason is null) as "oldestSeconds",
              (select count(*)::int from enrolment join plan on plan.id = enrolment.plan_id
                where enrolment.ended_at is null and enrolment.next_due_on <= $2 and plan.switched_on_at is not null and plan.ended_at is null) as rounds,
              (select coalesce(json_agg(held order by held.reason), '[]')
                 from (select hold_reason as reason, count(*)::int as messages
                         from message where status = 'queued' and hold_reason is not null group by hold_reason) as held) as held,
              (select coalesce(json_agg(beat order by beat.process), '[]')
                 from (select process, greatest(0, floor(extract(epoch from $1::timestamptz - at)))::int as seconds from heartbeat) as beat) as heartbeats`,
      [now, localDate(now)],
    );
    return found;
  }

  async lastDay(now: Temporal.Instant): Promise<LastDay> {
    const since = now.subtract({ hours: 24 });
    const messages = await this.dataSource.query<LastDay['messages']>(
      `select channel, status, failure_reason as reason, count(*)::int as messages
         from (
           select channel, status, failure_reason from message where attempted_at >= $1
            union all
           select channel, status, failure_reason from message where status = 'canceled' and status_at >= $1 and attempted_at is null) as seen
        group by channel, status, failure_reason order by channel, status, failure_reason`,
      [since],
    );
    const promptness = await this.dataSource.query<LastDay['promptness']>(
      `select channel, count(*) filter (where is_prompt)::int as within, count(*)::int as total
         from (
           select channel, handed_over_at <= due_at + make_interval(secs => $3) as is_prompt
             from message where attempted_at >= $1 and handed_over_at is not null
            union all
           select channel, false from message where status = 'queued' and not_before <= $2 and hold_reason is null) as seen
        group by channel order by channel`,
      [since, now.subtract({ seconds: PROMPT_SECONDS }), PROMPT_SECONDS],
    );
    return { messages, promptness };
  }

  /** The days up to and with today, the oldest first: what became of the rounds that were opened or missed on each. */
  async lastDays(days: number, now: Temporal.Instant): Promise<DayOfRounds[]> {
    const today = localDate(now);
    const first = today.subtract({ days: days - 1 });
    const rows = await this.dataSource.query<{ day: string; fate: keyof DayOfRounds['rounds']; cause: string | null; rounds: number }[]>(
      `with round as (
         select check_in.id, (check_in.opened_at at time zone $2)::date as day, check_in.channel, check_in.outcome,
                coalesce(check_in.cause, check_in.unreachable_reason) as cause, min(message.failure_reason) as reason,
                count(message.id) as messages, count(message.id) filter (where message.status <> 'canceled') as tried,
                bool_or(message.status = 'delivered') as has_arrived, bool_or(message.status = 'queued') as waits,
                bool_or(message.status in ('sending', 'sent', 'unknown')) as is_under_way
           from check_in left join message on message.subject_id = check_in.id
          where check_in.opened_at >= $1 and check_in.opened_at <= $3
          group by check_in.id),
       judged as (
         select day, coalesce(reason, cause) as message_cause, coalesce(cause, reason) as cause,
                case when outcome = 'missed' then 'missed'
                     when has_arrived then 'delivered'
                     when messages = 0 and outcome is null then 'waiting'
                     when messages = 0 and outcome = 'canceled' then 'withdrawn'
                     when messages = 0 then 'unreachable'
                     when waits then 'waiting'
                     when is_under_way then 'sent'
                     when outcome = 'canceled' and tried = 0 then 'withdrawn'
                     else 'failed' end as fate
           from round)
       select day, fate, case when fate = 'failed' then message_cause when fate in ('missed', 'unreachable') then cause end as cause,
              count(*)::int as rounds
         from judged group by 1, 2, 3`,
      [localInstant(first, '00:00'), TIME_ZONE, now],
    );
    return dayByDay(rows, first, days);
  }

  /** Each provider that is configured, with its latest share. */
  async providers(): Promise<ProviderShare[]> {
    const known = await shares(this.dataSource);
    return this.channels.configured.flatMap((channel) => {
      const names = this.channels.providersOf(channel);
      return names.map((provider): ProviderShare => {
        const latest = known.find((each) => each.channel === channel && each.provider === provider);
        const share = latest?.share ?? Math.round(100 / names.length);
        return { channel, provider, share, since: latest ? { reason: latest.reason, at: latest.since } : null };
      });
    });
  }

  /** Messages of which nobody knows for ten minutes or more whether they left, the latest first: at most fifty, and how many there are. */
  async unknown(now: Temporal.Instant): Promise<{ total: number; shown: UnknownMessage[] }> {
    const before = now.subtract({ minutes: LATE.messages });
    const [{ total }] = await this.dataSource.query<[{ total: number }]>(
      `select count(*)::int as total from message where status = 'unknown' and attempted_at <= $1`,
      [before],
    );
    const rows = await this.dataSource.query<(Omit<UnknownMessage, 'since'> & { since: Date })[]>(
      `select message.id, message.channel, message.attempted_at as since, plan.name as "planName"
         from message
         left join check_in on check_in.id = message.subject_id
         left join enrolment on enrolment.id = check_in.enrolment_id
         left join plan on plan.id = enrolment.plan_id
        where message.status = 'unknown' and message.attempted_at <= $1
        order by message.attempted_at desc
        limit $2`,
      [before, SHOWN_UNKNOWN],
    );
    return { total, shown: rows.map((row) => ({ ...row, since: row.since.toTemporalInstant() })) };
  }
}
