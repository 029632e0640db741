import { checkInFrom, lockedCheckIn, MODULES_ON, type CheckIn, type LockedRow } from '#libs/checkins';
import type { ItemAnswer, ModuleKey } from '#libs/questionnaires';
import type { EntityManager } from 'typeorm';
import type { KeptConversation } from './domain/reading.js';
import { HOURS_TO_ANSWER, type ConversationOutcome, type Turn } from './domain/turn.js';

/** A conversation as a reply finds it, with its check-in. */
export interface FoundConversation extends Omit<KeptConversation, 'left'> {
  id: string;
  checkIn: CheckIn;
  /** What was answered so far, by item: with the questionnaire it says what is left to ask. */
  answers: Map<string, ItemAnswer>;
  /** Whether nothing proved yet that the address is theirs. */
  isUnproven: boolean;
}

/** What was answered in a check-in so far, by item, as SQL. */
const answersTo = (
  checkInId: string,
) => `(select coalesce(json_object_agg(item, json_build_object('state', state, 'value', value, 'said', said)), '{}')
               from answer where check_in_id = ${checkInId})`;

/**
 * The last conversation of this client on this address, with its check-in locked; null when there is none. One that was held on a contact
 * point that has ended does not count: whoever has the number now, it is not the one who was asked.
 */
export async function findConversation(tx: EntityManager, clientId: string, address: string): Promise<FoundConversation | null> {
  const [found] = (await tx.query(
    `select c.id, c.item, c.asked, c.misses, c.asked_at as "askedAt", c.expires_at as "expiresAt", c.outcome, locked.row as "checkIn",
            ${answersTo('c.check_in_id')} as answers,
            locked.row ->> 'outcome' is not null
              and exists (select from message where subject_id = c.check_in_id and purpose = 'late_reply' and status <> 'canceled') as "wasToldLate",
            c."isUnproven"
       from (select c.*, point.state <> 'verified' as "isUnproven"
               from conversation c
               join contact_point point on point.id = c.contact_point_id and point.ended_at is null and point.address = c.address
              where c.client_id = $1 and c.address = $2
              order by c.started_at desc, c.id desc
              limit 1) as c
      cross join lateral ${lockedCheckIn('c.check_in_id')} as locked`,
    [clientId, address],
  )) as (Omit<FoundConversation, 'askedAt' | 'expiresAt' | 'language' | 'isCheckInOpen' | 'checkIn' | 'answers'> & {
    answers: Record<string, ItemAnswer>;
    askedAt: Date;
    expiresAt: Date;
    checkIn: LockedRow;
  })[];
  if (!found) return null;
  const checkIn = checkInFrom(found.checkIn);
  return {
    ...found,
    checkIn,
    answers: new Map(Object.entries(found.answers)),
    isCheckInOpen: checkIn.outcome === null,
    language: checkIn.language,
    askedAt: found.askedAt.toTemporalInstant(),
    expiresAt: found.expiresAt.toTemporalInstant(),
  };
}

/** What a turn changed. What was asked is added to, for the next question may be leaving at this moment. */
export async function writeTurn(tx: EntityManager, id: string, turn: Turn, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `update conversation
        set item = $2, misses = $4, asked = asked || array(select item from unnest($3::text[]) as given (item) where item <> all (asked)),
            outcome = coalesce($5, outcome), ended_at = case when $5::text is null then ended_at else coalesce(ended_at, $6) end
      where id = $1`,
    [id, turn.item, turn.asked, turn.misses, turn.outcome, now],
  );
}

/** What is under way with these clients, or on this address, ends. */
export async function endConversations(
  tx: EntityManager,
  { clientIds, address }: { clientIds: readonly string[]; address: string },
  outcome: ConversationOutcome,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `update conversation set ended_at = $4, outcome = $3, item = null
      where ended_at is null and (client_id = any ($1::uuid[]) or address = $2)`,
    [clientIds, address, outcome, now],
  );
}

/** A message about a check-in, with what decides whether it can be a question. */
export interface Material {
  messageId: string;
  checkInId: string;
  clientId: string;
  isOpen: boolean;
  versionId: string;
  items: string[];
  known: Record<string, number>;
  modulesOn: ModuleKey[];
  answers: Record<string, ItemAnswer>;
  answerBy: 'message' | 'link' | null;
  /** Theirs, and current; null: it is not. */
  contactPointId: string | null;
  /** How many people have the number. */
  holders: number;
  conversation: { item: string | null; asked: string[]; outcome: ConversationOutcome | null; isReminded: boolean } | null;
}

/** Of invitations only those to who answers by message: the others are many, and have nothing to do with this. */
export async function materialFor(
  tx: EntityManager,
  messages: readonly { id: string; subjectId: string | null; to: string; isReply: boolean }[],
): Promise<Map<string, Material>> {
  const about = messages.filter(({ subjectId }) => subjectId !== null);
  if (about.length === 0) return new Map();
  const rows = (await tx.query(
    `select m.id as "messageId", check_in.id as "checkInId", check_in.client_id as "clientId", check_in.ended_at is null as "isOpen",
            check_in.questionnaire_version_id as "versionId", check_in.items, check_in.known, ${MODULES_ON} as "modulesOn",
            ${answersTo('check_in.id')} as answers,
            (select answer_by from contact_preference where client_id = check_in.client_id and ended_at is null) as "answerBy",
            (select id from contact_point
              where client_id = check_in.client_id and address = m.address and kind = 'mobile' and ended_at is null) as "contactPointId",
            (select count(distinct client_id)::int from contact_point where address = m.address and ended_at is null) as holders,
            case when c.id is not null
                 then json_build_object('item', c.item, 'asked', c.asked, 'outcome', c.outcome, 'isReminded', c.reminded_at is not null)
            end as conversation
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) as m (id, check_in_id, address, is_reply)
       join check_in on check_in.id = m.check_in_id
       left join conversation c on c.check_in_id = check_in.id
      where m.is_reply or exists (
              select from contact_preference where client_id = check_in.client_id and ended_at is null and answer_by = 'message')`,
    [about.map(({ id }) => id), about.map(({ subjectId }) => subjectId), about.map(({ to }) => to), about.map(({ isReply }) => isReply)],
  )) as Material[];
  return new Map(rows.map((row) => [row.messageId, row]));
}

export interface AskedQuestion {
  checkInId: string;
  clientId: string;
  contactPointId: string;
  address: string;
  item: string;
  isReminder: boolean;
}

/**
 * Questions that leave now: a conversation begins, or goes on, and its time to answer is counted anew. What was under way on the same number
 * ends: it was about an earlier check-in.
 */
export async function writeAsked(tx: EntityManager, questions: readonly AskedQuestion[], now: Temporal.Instant): Promise<void> {
  if (questions.length === 0) return;
  const all = <Key extends keyof AskedQuestion>(key: Key) => questions.map((question) => question[key]);
  await tx.query(
    `update conversation set ended_at = $3, outcome = 'closed', item = null
      where address = any ($1::text[]) and ended_at is null and check_in_id <> all ($2::uuid[])`,
    [all('address'), all('checkInId'), now],
  );
  await tx.query(
    `insert into conversation as c (check_in_id, client_id, contact_point_id, address, item, asked, started_at, asked_at, expires_at, reminded_at)
     select check_in_id, client_id, contact_point_id, address, item, array[item], $7, $7, $8, case when is_reminder then $7::timestamptz end
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[])
            as q (check_in_id, client_id, contact_point_id, address, item, is_reminder)
     on conflict (check_in_id) do update
        set item = excluded.item, asked = case when excluded.item = any (c.asked) then c.asked else c.asked || excluded.item end,
            contact_point_id = excluded.contact_point_id, address = excluded.address,
            asked_at = excluded.asked_at, expires_at = excluded.expires_at, reminded_at = coalesce(excluded.reminded_at, c.reminded_at),
            ended_at = null, outcome = null`,
    [
      all('checkInId'),
      all('clientId'),
      all('contactPointId'),
      all('address'),
      all('item'),
      all('isReminder'),
      now,
      now.add({ hours: HOURS_TO_ANSWER }),
    ],
  );
}
