import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDate, TIME_ZONE } from '#libs/platform';
import type { ReachChannel } from './contact-points.js';
import { longestPause } from './domain/pause.js';
import { NO_PREFERENCE, type Preference } from './domain/preference.js';
import { chooseContactPoint, type ContactFacts, type Reach } from './domain/reach.js';
import { REPAIRED } from './follow-up-tasks.service.js';
import { PAUSE_COUNTS } from './pauses.service.js';
import { hoursOf } from './preferences.service.js';

/** Where a client can be reached today, or why not. */
@Injectable()
export class ReachService {
  /** @param today decides whether the benefit still runs; @returns `no_benefit` for a client that does not exist as well */
  async findContactPoint(tx: EntityManager, clientId: string, preferred: ReachChannel | null, today: Temporal.PlainDate): Promise<Reach> {
    const found = await this.findContactPoints(tx, [{ clientId, preferred }], today);
    return found.get(clientId) ?? { unreachable: 'no_benefit' };
  }

  /** The same for many clients, in one statement. Clients that do not exist are absent from the answer. */
  async findContactPoints(
    tx: EntityManager,
    asked: readonly { clientId: string; preferred: ReachChannel | null }[],
    today: Temporal.PlainDate,
  ): Promise<Map<string, Reach>> {
    const facts = await this.factsOf(
      tx,
      asked.map(({ clientId }) => clientId),
      today,
    );
    const preferences = new Map(asked.map(({ clientId, preferred }) => [clientId, preferred]));
    return new Map([...facts].map(([id, known]) => [id, chooseContactPoint(known, preferences.get(id) ?? null)]));
  }

  /**
   * Everything that decides whether and how each of these may be written to, in one statement. Clients that do not exist are absent from the answer.
   * @param today decides whether the benefit still runs and a pause still holds
   */
  async factsOf(tx: EntityManager, clientIds: readonly string[], today: Temporal.PlainDate): Promise<Map<string, ContactFacts>> {
    const rows = (await tx.query(FACTS, [clientIds, today, TIME_ZONE])) as FactsRow[];
    return new Map(
      rows.map(({ id, pauses, preference, ...facts }) => [
        id,
        {
          ...facts,
          preference: preference ? { ...preference, hours: hoursOf(preference.from, preference.until) } : NO_PREFERENCE,
          paused: longestPause(
            pauses.map((pause) => ({ ...pause, until: pause.until === null ? null : Temporal.PlainDate.from(pause.until) })),
          ),
        },
      ]),
    );
  }

  /**
   * An address that turned out not to work, for everybody who has it, and a task for their coach to repair it. It stays on record and
   * survives imports; a new address starts afresh. Who has no benefit any more is not to be called about it.
   * @returns for how many clients it changed
   */
  async markInvalid(tx: EntityManager, channel: ReachChannel, address: string, reason: string, now: Temporal.Instant): Promise<number> {
    const [{ count }] = (await tx.query(
      `with broken as (
         update contact_point set state = 'invalid', state_reason = $3, state_since = $4
          where address = $2 and (kind = 'email') = ($1 = 'email') and ended_at is null and state <> 'invalid'
         returning client_id),
       tasks as (
         insert into follow_up_task (client_id, kind, cause, made_at, due_on)
         select distinct client.id, 'repair_address', $3, $4::timestamptz, $5::date
           from broken join client on client.id = broken.client_id
          where client.deceased_on is null and exists (select from benefit_spell where client_id = client.id and during @> $5::date)
         on conflict (client_id, kind) where done_at is null do nothing)
       select count(*)::int as count from broken`,
      [channel, normalAddress(address), reason, now, localDate(now)],
    )) as [{ count: number }];
    return count;
  }

  /**
   * Its owner answered through a link that was sent to this address: the only proof that it is theirs (a delivery proves that it exists).
   * When nothing is broken any more the task to repair it is dropped.
   */
  async markVerified(tx: EntityManager, clientId: string, address: string, now: Temporal.Instant): Promise<void> {
    const [, proven] = (await tx.query(
      `update contact_point set state = 'verified', state_reason = null, state_since = $3
        where client_id = $1 and address = $2 and ended_at is null and state <> 'verified'`,
      [clientId, normalAddress(address), now],
    )) as [unknown, number];
    if (proven > 0)
      await tx.query(`update follow_up_task task set done_at = $2, result = 'not_needed' where client_id = $1 and ${REPAIRED}`, [
        clientId,
        now,
      ]);
  }
}

type PauseOf = NonNullable<ContactFacts['paused']>;

interface FactsRow extends Omit<ContactFacts, 'paused' | 'preference'> {
  id: string;
  preference: (Pick<Preference, 'channels' | 'answerBy'> & { from: string | null; until: string | null }) | null;
  pauses: (Omit<PauseOf, 'until'> & { until: string | null })[];
}

const FACTS = `
  with holding as (
    select client_id, reason, until from pause
     where (client_id = any ($1::uuid[]) or (client_id is null and plan_id is null)) and ${PAUSE_COUNTS})
  select client.id,
         client.deceased_on is not null as deceased,
         coalesce((select language from contact_preference where client_id = client.id and ended_at is null), client.language) as language,
         client.time_zone as "timeZone",
         -- Named twice on purpose: without the list PostgreSQL reads every spell there is into a table of its own first.
         exists (select from benefit_spell where client_id = client.id and client_id = any ($1::uuid[]) and during @> $2::date) as "hasBenefit",
         coalesce(
           (select json_agg(json_build_object('kind', kind, 'address', address, 'state', state) order by created_at desc, id desc)
              from contact_point where client_id = client.id and ended_at is null),
           '[]'::json) as "contactPoints",
         (select json_build_object('channels', channels, 'answerBy', answer_by, 'from', hours_from, 'until', hours_until)
            from contact_preference where client_id = client.id and ended_at is null) as preference,
         coalesce((select json_agg(channel) from opt_out where client_id = client.id and undone_at is null), '[]'::json) as "optedOut",
         coalesce(
           (select json_agg(json_build_object('reason', reason, 'until', until, 'scope', case when client_id is null then 'everybody' else 'client' end)
                            order by client_id nulls last)
              from holding where client_id = client.id or client_id is null),
           '[]'::json) as pauses
    from client
   where client.id = any ($1::uuid[])`;

/** Addresses are compared as they are stored: E.164, or e-mail in lower case. */
export function normalAddress(address: string): string {
  return address.trim().toLowerCase();
}
