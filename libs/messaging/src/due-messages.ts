import type { EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
import type { MessageToCompose } from './composer.js';
import type { FailureReason } from './domain/failure.js';
import type { EarlierMessage, HoldReason, MessageKind } from './domain/gate.js';

/** A message whose time has come, in the hands of the transaction that claims it. */
export interface DueMessage extends MessageToCompose {
  kind: MessageKind;
  /** When it was enqueued: an answer is fresh for a quarter of an hour. */
  since: Temporal.Instant;
}

/** What becomes of a due message now. */
export type Decision =
  | { kind: 'attempt'; provider: string; stored: string; textHash: string }
  | { kind: 'hold'; until: Temporal.Instant; because: HoldReason | null }
  | { kind: 'cancel' | 'fail'; reason: FailureReason };

/**
 * The first of a channel's queue, locked; what another worker has in hand is passed over. Their clients are locked with them, in one order
 * for all: of two workers that hold messages for the same client one decides after the other, and so sees what the other sent.
 */
export async function takeDue(tx: EntityManager, channel: MessageChannel, most: number, now: Temporal.Instant): Promise<DueMessage[]> {
  const rows = (await tx.query(
    `with due as (
       select * from message
        where status = 'queued' and channel = $1 and not_before <= $2
        order by not_before, id
        limit $3
          for update skip locked)
     select id, channel, to_address as "to", purpose, kind, created_at as since, language, subject_id as "subjectId", client_id as "clientId", expires_at as "expiresAt",
            attempts + 1 as attempt, not_before as "notBefore", pg_advisory_xact_lock(client_key)
       from (select *, hashtextextended('messages ' || client_id, 0) as client_key from due order by client_key offset 0) by_client`,
    [channel, now, most],
  )) as (Omit<DueMessage, 'expiresAt' | 'since'> & { expiresAt: Date; notBefore: Date; since: Date })[];
  return rows
    .toSorted((one, other) => one.notBefore.getTime() - other.notBefore.getTime() || (one.id < other.id ? -1 : 1))
    .map((row) => ({ ...row, expiresAt: row.expiresAt.toTemporalInstant(), since: row.since.toTemporalInstant() }));
}

/**
 * What asked something of each of these clients in the last eight days, or may have: what surely did not arrive was no burden, an answer to
 * their own message is none, and what waits is not among it.
 */
export async function earlierMessages(
  tx: EntityManager,
  clientIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, EarlierMessage[]>> {
  const earlier = new Map<string, EarlierMessage[]>(clientIds.map((id) => [id, []]));
  if (clientIds.length === 0) return earlier;
  const rows = (await tx.query(
    // Client by client (offset 0 keeps it so): with fresh messages by the thousand the planner would rather read all of the last days.
    `select asked.id as "clientId", recent.subject_id as "subjectId", recent.attempted_at as "at",
            coalesce(first.at, recent.attempted_at) as "subjectSince"
       from unnest($1::uuid[]) as asked (id)
      cross join lateral (
         select subject_id, attempted_at from message
          where client_id = asked.id and attempted_at > $2 and kind = 'asking' and status in ('sending', 'unknown', 'sent', 'delivered') offset 0) recent
       left join lateral (
         select min(attempted_at) as at from message same
          where same.subject_id = recent.subject_id and same.status in ('sending', 'unknown', 'sent', 'delivered')) first on true`,
    [clientIds, now.subtract({ hours: 8 * 24 })],
  )) as { clientId: string; subjectId: string | null; at: Date; subjectSince: Date }[];
  for (const { clientId, subjectId, at, subjectSince } of rows)
    earlier.get(clientId)?.push({ subjectId, at: at.toTemporalInstant(), subjectSince: subjectSince.toTemporalInstant() });
  return earlier;
}

/** The providers of earlier attempts at these messages. */
export async function providersTried(tx: EntityManager, messages: readonly DueMessage[]): Promise<Map<string, string[]>> {
  const again = messages.filter(({ attempt }) => attempt > 1).map(({ id }) => id);
  if (again.length === 0) return new Map();
  const rows = (await tx.query(
    `select message_id as id, array_agg(distinct provider) as providers from message_attempt where message_id = any ($1::uuid[]) group by message_id`,
    [again],
  )) as { id: string; providers: string[] }[];
  return new Map(rows.map(({ id, providers }) => [id, providers]));
}

/** Writes what was decided, and an attempt for each that leaves: before any provider is called. One statement. */
export async function writeDecisions(
  tx: EntityManager,
  decided: readonly { message: DueMessage; decision: Decision }[],
  now: Temporal.Instant,
): Promise<void> {
  if (decided.length === 0) return;
  await tx.query(
    `with decided as (
       select * from json_to_recordset($1::json) as d (id uuid, status text, reason text, hold text, until timestamptz, body text,
                                                       attempt smallint, provider text, "textHash" text)),
     attempted as (
       insert into message_attempt (message_id, number, provider, text_hash, attempted_at)
       select id, attempt, provider, decode("textHash", 'hex'), $2 from decided where status = 'sending')
     update message
        set status = decided.status, hold_reason = decided.hold, status_at = $2,
            error_code = case when decided.until is null then null else message.error_code end,
            -- What is only held keeps what is known of the try before.
            failure_reason = case when decided.until is null then decided.reason else message.failure_reason end,
            not_before = coalesce(decided.until, message.not_before),
            -- A second try does not move the moment from which the delay is counted.
            due_at = case when message.attempts = 0 then coalesce(decided.until, message.due_at) else message.due_at end,
            body = coalesce(decided.body, message.body),
            provider = coalesce(decided.provider, message.provider),
            provider_message_id = case when decided.provider is null then message.provider_message_id end,
            attempts = coalesce(decided.attempt, message.attempts),
            attempted_at = case when decided.provider is null then message.attempted_at else $2 end
       from decided
      where message.id = decided.id`,
    [JSON.stringify(decided.map(({ message, decision }) => rowOf(message, decision))), now],
  );
}

function rowOf({ id, attempt }: DueMessage, decision: Decision): object {
  switch (decision.kind) {
    case 'attempt':
      return { id, status: 'sending', body: decision.stored, attempt, provider: decision.provider, textHash: decision.textHash };
    case 'hold':
      return { id, status: 'queued', hold: decision.because, until: decision.until };
    case 'cancel':
      return { id, status: 'canceled', reason: decision.reason };
    case 'fail':
      return { id, status: 'failed', reason: decision.reason };
  }
}
