import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { byUrgency, type ExpectedAlarm } from './domain/alarm.js';

export interface Alarm extends ExpectedAlarm {
  id: string;
  planName: string | null;
  raisedAt: Temporal.Instant;
  /** null: nobody was mailed. */
  mailedAt: Temporal.Instant | null;
  /** null: it still stands. */
  clearedAt: Temporal.Instant | null;
}

/** An alarm that comes and goes is mailed once an hour at most. */
const MINUTES_BETWEEN_MAILS = 60;
/** Another process may have set out to mail it just now. */
const SECONDS_TO_MAIL = 45;

/** The alarms: which stand, which stood, and what was said about them. */
@Injectable()
export class AlarmsService {
  constructor(private readonly dataSource: DataSource) {}

  /** What stands now, the most urgent first; at most a hundred. */
  async standing(): Promise<Alarm[]> {
    return byUrgency(await this.read(`where alarm.cleared_at is null order by alarm.raised_at limit 100`));
  }

  /** What stood and is over, the latest first. */
  async past(limit: number): Promise<Alarm[]> {
    return this.read(`where alarm.cleared_at is not null order by alarm.raised_at desc limit $1`, [limit]);
  }

  /**
   * Makes the alarms that stand those that should stand: raises, brings their numbers up to date, and ends what is over. Two who do so at
   * once do it one after the other.
   * @returns the ids of what began and of what ended
   */
  async settle(
    tx: EntityManager,
    expected: readonly ExpectedAlarm[],
    now: Temporal.Instant,
  ): Promise<{ raised: string[]; cleared: string[] }> {
    await tx.query(`select pg_advisory_xact_lock(hashtext('settle alarms'))`);
    const wanted = JSON.stringify(expected);
    const raised = await tx.query<{ id: string }[]>(
      `insert into alarm (kind, plan_id, channel, about, detail, raised_at, mailed_at)
       select wanted.kind, wanted."planId", wanted.channel, wanted.about, wanted.detail, $2::timestamptz,
              (select max(past.mailed_at) from alarm past
                where past.raised_at >= $3 and past.mailed_at >= $3 and past.kind = wanted.kind and past.plan_id is not distinct from wanted."planId"
                  and past.channel is not distinct from wanted.channel and past.about is not distinct from wanted.about)
         from ${WANTED}
           on conflict do nothing
       returning id`,
      [wanted, now, now.subtract({ minutes: MINUTES_BETWEEN_MAILS })],
    );
    await tx.query(
      `update alarm set detail = wanted.detail from ${WANTED}
        where alarm.cleared_at is null and ${IS_WANTED} and alarm.detail is distinct from wanted.detail`,
      [wanted],
    );
    const [cleared] = await tx.query<[{ id: string }[], number]>(
      `update alarm set cleared_at = $2 where cleared_at is null and not exists (select from ${WANTED} where ${IS_WANTED}) returning id`,
      [wanted, now],
    );
    return { raised: raised.map(({ id }) => id), cleared: cleared.map(({ id }) => id) };
  }

  /** What stands, was not mailed, and is not being mailed by another process: for whoever asked, now. */
  async claimForMail(now: Temporal.Instant): Promise<Alarm[]> {
    const [claimed] = await this.dataSource.query<[{ id: string }[], number]>(
      `update alarm set mail_tried_at = $1
        where cleared_at is null and mailed_at is null and (mail_tried_at is null or mail_tried_at <= $2) returning id`,
      [now, now.subtract({ seconds: SECONDS_TO_MAIL })],
    );
    if (claimed.length === 0) return [];
    return byUrgency(await this.read(`where alarm.id = any($1) order by alarm.raised_at`, [claimed.map(({ id }) => id)]));
  }

  async noteMailed(alarms: readonly Alarm[], now: Temporal.Instant): Promise<void> {
    await this.dataSource.query(`update alarm set mailed_at = $2 where id = any($1)`, [alarms.map(({ id }) => id), now]);
  }

  private async read(which: string, parameters: unknown[] = []): Promise<Alarm[]> {
    const rows = await this.dataSource.query<AlarmRow[]>(
      `select alarm.id, alarm.kind, alarm.plan_id as "planId", plan.name as "planName", alarm.channel, alarm.about, alarm.detail,
              alarm.raised_at as "raisedAt", alarm.mailed_at as "mailedAt", alarm.cleared_at as "clearedAt"
         from alarm left join plan on plan.id = alarm.plan_id
        ${which}`,
      parameters,
    );
    return rows.map(({ raisedAt, mailedAt, clearedAt, ...row }) => ({
      ...row,
      raisedAt: raisedAt.toTemporalInstant(),
      mailedAt: mailedAt?.toTemporalInstant() ?? null,
      clearedAt: clearedAt?.toTemporalInstant() ?? null,
    }));
  }
}

type AlarmRow = Omit<Alarm, 'raisedAt' | 'mailedAt' | 'clearedAt'> & { raisedAt: Date; mailedAt: Date | null; clearedAt: Date | null };

/** $1 as a table. */
const WANTED = `json_to_recordset($1::json) as wanted (kind text, "planId" uuid, channel text, about text, detail jsonb)`;
const IS_WANTED = `alarm.kind = wanted.kind and alarm.plan_id is not distinct from wanted."planId"
  and alarm.channel is not distinct from wanted.channel and alarm.about is not distinct from wanted.about`;
