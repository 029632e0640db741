import { QuestionnairesService } from '#libs/questionnaires';
import type { DataSource } from 'typeorm';

/** A round of asking as it lies in the database once it is over. */
export interface Round {
  client: string;
  /** null: it is still open. */
  outcome: 'finished' | 'partial' | 'silent' | 'unreachable' | 'missed' | 'canceled' | null;
  /** ISO 8601; a Monday morning in March 2025 when nothing is said. */
  openedAt?: string;
  startedAt?: string;
  /** null: nobody could be asked. */
  channel?: 'sms' | 'email' | null;
  unreachableReason?: string;
}

/** Rounds of one plan, straight into the tables, because they are the past. */
export async function roundsOf(dataSource: DataSource, rounds: readonly Round[]): Promise<void> {
  await new QuestionnairesService(dataSource).ensureStandard(Temporal.Instant.from('2024-01-01T00:00:00Z'));
  const [{ versionId, questionnaireId }] = await dataSource.query<[{ versionId: string; questionnaireId: string }]>(
    `select id as "versionId", questionnaire_id as "questionnaireId" from questionnaire_version order by id limit 1`,
  );
  const given = rounds.map(({ openedAt = '2025-03-03T08:00:00Z', channel = 'sms', ...rest }, n) => ({ n, openedAt, channel, ...rest }));
  await dataSource.query(
    `with given as (
       select * from jsonb_to_recordset($3::jsonb) as g (
         n int, client uuid, outcome text, "openedAt" timestamptz, "startedAt" timestamptz, channel text, "unreachableReason" text)
     ), plan as (
       insert into plan (name, questionnaire_id, audience, cadence, starts_on, created_at, switched_on_at)
       values ('Elke vier weken', $1, '{"kind":"everybody"}', '{"kind":"days","every":28}', '2025-01-01', $4, $4) returning id
     ), enrolled as (
       insert into enrolment (plan_id, client_id, questionnaire_id, anchor_on, next_due_on, enrolled_at)
       select plan.id, one.client, $1, '2025-01-01', '2026-12-31', $4 from plan, (select distinct client from given) as one
       returning id, client_id
     )
     insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, started_at, closes_at, language, ended_at, outcome,
                           channel, unreachable_reason)
     select enrolled.id, enrolled.client_id, $2, '2025-03-03'::date + g.n, '{}', g."openedAt", g."startedAt", g."openedAt", 'nl',
            case when g.outcome is not null then g."openedAt" end, g.outcome, g.channel, g."unreachableReason"
       from enrolled join given g on g.client = enrolled.client_id`,
    [questionnaireId, versionId, JSON.stringify(given), Temporal.Instant.from('2025-01-01T08:00:00Z')],
  );
}
