import type { DataSource } from 'typeorm';

export interface MessageState {
  channel?: 'sms' | 'email';
  purpose?: string;
  status?: string;
  reason?: string | null;
  hold?: string | null;
  subjectId?: string | null;
  notBefore?: Temporal.Instant;
  attemptedAt?: Temporal.Instant | null;
  handedOverAt?: Temporal.Instant | null;
  statusAt?: Temporal.Instant;
}

/**
 * An office as the watch finds it: plans, rounds and messages in the state that a test asks for, however they came into it. What is watched
 * for is what the product does not do when all is well, so no verb of the product can bring it about.
 */
export function aWatchedOffice(dataSource: DataSource, now: () => Temporal.Instant) {
  let number = 0;
  const one = async <T>(sql: string, parameters: unknown[]): Promise<T> => (await dataSource.query<T[]>(sql, parameters))[0] as T;

  async function aPlan({
    name = `Plan ${(number += 1)}`,
    since = now().subtract({ hours: 24 * 40 }),
    window = null as [string, string] | null,
  } = {}) {
    const questionnaire = await one<{ id: string }>(
      `insert into questionnaire (key, title, purpose, created_at) values ($1, 'Hoe gaat het', 'weten hoe het gaat', $2) returning id`,
      [`vragen-${(number += 1)}`, since],
    );
    const version = await one<{ id: string }>(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at) values ($1, 1, '{"title":{"nl":"Hoe gaat het","en":"How are you"},"items":[]}', $2) returning id`,
      [questionnaire.id, since],
    );
    const plan = await one<{ id: string }>(
      `insert into plan (name, questionnaire_id, audience, cadence, starts_on, window_from, window_until, created_at, switched_on_at)
       values ($1, $2, '{"kind":"everybody"}', '{"kind":"days","every":28}', '2026-01-05', $4, $5, $3, $3) returning id`,
      [name, questionnaire.id, since, window?.[0] ?? null, window?.[1] ?? null],
    );
    return { id: plan.id, name, questionnaireId: questionnaire.id, versionId: version.id };
  }
  type Plan = Awaited<ReturnType<typeof aPlan>>;

  /** Somebody in a plan, with a round that is due (or not yet: null). */
  async function anEnrolment(
    plan: Plan,
    { nextDueOn = null as string | null, timeZone = 'Europe/Amsterdam', enrolledAt = now().subtract({ hours: 24 * 30 }) } = {},
  ) {
    number += 1;
    const client = await one<{ id: string }>(
      `insert into client (client_number, first_name, last_name, time_zone) values ($1, 'Geheime', 'Klantnaam', $2) returning id`,
      [`B${number}`, timeZone],
    );
    const enrolment = await one<{ id: string }>(
      `insert into enrolment (client_id, questionnaire_id, plan_id, anchor_on, next_due_on, enrolled_at) values ($1, $2, $3, '2026-01-05', $4, $5) returning id`,
      [client.id, plan.questionnaireId, plan.id, nextDueOn, enrolledAt],
    );
    return { id: enrolment.id, clientId: client.id, plan };
  }
  type Enrolment = Awaited<ReturnType<typeof anEnrolment>>;

  /** A round that was opened, or recorded with an outcome. */
  async function aRound(
    enrolment: Enrolment,
    given: { openedAt?: Temporal.Instant; channel?: string | null; outcome?: string | null; cause?: string | null } = {},
  ) {
    const { openedAt = now(), outcome = null, cause = null } = given;
    const channel = given.channel === undefined ? 'sms' : given.channel;
    number += 1;
    const round = await one<{ id: string }>(
      `insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, channel, language, ended_at, outcome, cause)
       values ($1, $2, $3, '2026-01-05'::date + $4::int, '{}', $5, $5::timestamptz + interval '7 days', $6, 'nl', case when $7::text is null then null else $5::timestamptz end, $7, $8) returning id`,
      [enrolment.id, enrolment.clientId, enrolment.plan.versionId, number, openedAt, channel, outcome, cause],
    );
    return round.id;
  }

  async function aMessage({
    channel = 'sms',
    purpose = 'check_in_invitation',
    status = 'queued',
    reason = null,
    hold = null,
    subjectId = null,
    notBefore = now(),
    attemptedAt = null,
    handedOverAt = null,
    statusAt = now(),
  }: MessageState = {}) {
    const message = await one<{ id: string }>(
      `insert into message (channel, to_address, purpose, language, subject_id, status, failure_reason, hold_reason, not_before, due_at, expires_at,
                            created_at, attempts, attempted_at, handed_over_at, status_at)
       values ($1, case $1 when 'sms' then '+31687654321' else 'klant@example.nl' end, $2, 'nl', $3, $4, $5, $6, $7, $7, $7::timestamptz + interval '1 day',
               $7, case when $8::timestamptz is null then 0 else 1 end, $8, $9, $10) returning id`,
      [channel, purpose, subjectId, status, reason, hold, notBefore, attemptedAt, handedOverAt, statusAt],
    );
    return message.id;
  }

  /** A message that left so many seconds after it could, and what became of it. */
  const aSentMessage = (given: MessageState & { minutesAgo?: number; seconds?: number } = {}) => {
    const at = now().subtract({ minutes: given.minutesAgo ?? 5 });
    const failed = given.status === 'failed';
    return aMessage({
      status: 'sent',
      notBefore: at.subtract({ seconds: given.seconds ?? 2 }),
      attemptedAt: at,
      handedOverAt: failed ? null : at,
      ...given,
    });
  };

  /** A process says that it is alive. */
  const beats = (process: 'worker' | 'web', at = now()) =>
    dataSource.query(
      `insert into heartbeat (process, since, at) values ($1, $2, $2) on conflict (process) do update set at = excluded.at`,
      [process, at],
    );

  const empty = () =>
    dataSource.query(
      `truncate alarm, heartbeat, message, message_attempt, provider_share, plan, client, password_link, staff_session, state_change cascade;
       delete from staff`,
    );

  return { aPlan, anEnrolment, aRound, aMessage, aSentMessage, beats, empty };
}

export type WatchedOffice = ReturnType<typeof aWatchedOffice>;
