import type { ClientLanguage } from '#libs/platform';
import type { MessageChannel } from '#libs/messaging';
import type { MissedCause, Settled, Waiting } from '#libs/planning';
import type { Reason } from '#libs/questionnaires';
import type { EntityManager } from 'typeorm';

/** A round as it is written down: asked, not to be reached, or missed. */
export interface Round {
  enrolmentId: string;
  clientId: string;
  versionId: string;
  dueOn: Temporal.PlainDate;
  items: readonly string[];
  /** By item: why it is asked now. */
  because: Record<string, Reason>;
  /** By trait: what was known, of those that decide which questions follow. */
  known: Record<string, number>;
  closesAt: Temporal.Instant;
  language: ClientLanguage;
  /** null: nobody was asked, and `unreachable` or `missed` says why. */
  channel: MessageChannel | null;
  unreachable: string | null;
  missed: MissedCause | null;
  hoursToFinish: number;
  hoursOfInactivity: number | null;
  nextStepAt: Temporal.Instant | null;
}

/** @returns the id of every round that was written now, by enrolment and date: not those that were written before */
export async function insertRounds(tx: EntityManager, rounds: readonly Round[], now: Temporal.Instant): Promise<Map<Round, string>> {
  if (rounds.length === 0) return new Map();
  const rows: { id: string; enrolmentId: string; dueOn: string }[] = await tx.query(
    `insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, because, known, opened_at, closes_at, channel, unreachable_reason,
                           language, ended_at, outcome, cause, hours_to_finish, hours_of_inactivity, next_step_at)
     select r."enrolmentId", r."clientId", r."versionId", r."dueOn", r.items, r.because, r.known, $2, r."closesAt", r.channel, r.unreachable,
            r.language, case when r.channel is null then $2::timestamptz end,
            case when r.missed is not null then 'missed' when r.channel is null then 'unreachable' end,
            r.missed, r."hoursToFinish", r."hoursOfInactivity", r."nextStepAt"
       from json_to_recordset($1::json) as r ("enrolmentId" uuid, "clientId" uuid, "versionId" uuid, "dueOn" date, items text[], because jsonb, known jsonb,
                                              "closesAt" timestamptz, channel text, unreachable text, language text, missed text,
                                              "hoursToFinish" smallint, "hoursOfInactivity" smallint, "nextStepAt" timestamptz)
     on conflict (enrolment_id, due_on) do nothing
     returning id, enrolment_id as "enrolmentId", due_on::text as "dueOn"`,
    [JSON.stringify(rounds), now],
  );
  const ids = new Map(rows.map(({ id, enrolmentId, dueOn }) => [`${enrolmentId} ${dueOn}`, id]));
  return new Map(
    rounds.flatMap((round) => {
      const id = ids.get(`${round.enrolmentId} ${round.dueOn.toString()}`);
      return id === undefined ? [] : [[round, id] as const];
    }),
  );
}

/** Where each enrolment goes on: its next date, or what it waits for. */
export async function moveOn(
  tx: EntityManager,
  moves: readonly { enrolmentId: string; nextDueOn: Settled['nextDueOn']; waitsFor: Waiting | null; waitsUntil: Temporal.Instant | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(
    `update enrolment set next_due_on = move."nextDueOn", waits_for = move."waitsFor", waits_until = move."waitsUntil"
       from json_to_recordset($1::json) as move ("enrolmentId" uuid, "nextDueOn" date, "waitsFor" text, "waitsUntil" timestamptz)
      where enrolment.id = move."enrolmentId"`,
    [JSON.stringify(moves)],
  );
}

/** An older round of the same enrolment makes way: its time is over now, except for who is at it this hour. */
export async function endOlderRounds(tx: EntityManager, enrolmentIds: readonly string[], now: Temporal.Instant): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await tx.query(
    `update check_in set closes_at = least(closes_at, $2), hours_to_finish = 0, next_step_at = null
      where enrolment_id = any ($1::uuid[]) and ended_at is null and opened_at < $2`,
    [enrolmentIds, now],
  );
}

/** The first step to reach a client for a round. */
export async function keepInvitations(
  tx: EntityManager,
  invitations: readonly { checkInId: string; clientId: string; channel: MessageChannel; messageId: string }[],
  now: Temporal.Instant,
): Promise<void> {
  if (invitations.length === 0) return;
  await tx.query(
    `insert into contact_step (check_in_id, client_id, rung, channel, cause, message_id, at)
     select step."checkInId", step."clientId", 'invitation', step.channel, 'round', step."messageId", $2
       from json_to_recordset($1::json) as step ("checkInId" uuid, "clientId" uuid, channel text, "messageId" uuid)`,
    [JSON.stringify(invitations), now],
  );
}
