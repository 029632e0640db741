import { Injectable } from '@nestjs/common';
import { DEFAULT_LANGUAGE, isLanguage, localDate, localInstant, type Language } from '#libs/platform';
import { ReachService, type Reach } from '#libs/people';
import { OutboxService, type MessageChannel } from '#libs/messaging';
import { chooseItems, QuestionnairesService, type PublishedVersion } from '#libs/questionnaires';
import { ProfilesService } from '#libs/profiles';
import { DataSource, type EntityManager } from 'typeorm';
import { closingMoment, DAYS_BETWEEN_CHECK_INS, DAYS_TO_ANSWER } from './domain/schedule.js';
import { openWindow, spreadMoment, type SendWindow } from './domain/send-window.js';
import { INVITATION } from './inviting.service.js';

/** So many plans are looked at in one transaction: a few statements each, however many plans there are. */
const BATCH = 500;

export interface Opened {
  /** Asked: an invitation waits to be sent. */
  opened: number;
  /** Not asked, because there is no way; recorded with the reason. */
  unreachable: number;
}

interface DuePlan {
  planId: string;
  clientId: string;
  questionnaireId: string;
  dueOn: string;
  preferred: MessageChannel | null;
}

/** Opens the rounds that are due: once, whatever happens, and only in the hours in which a message may ring. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly questionnaires: QuestionnairesService,
    private readonly profiles: ProfilesService,
    private readonly reach: ReachService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Every plan whose round is due gets its check-in, and the invitation is enqueued with it. May be called as often as you like, by as many
   * workers as you like. What was missed while no worker ran is decided by `roundToOpen` (domain/schedule.ts), of which `due` is the SQL.
   */
  async openDue(now: Temporal.Instant): Promise<Opened> {
    const total = { opened: 0, unreachable: 0 };
    const window = openWindow(now);
    if (!window) return total;
    for (let after: string | null = null; ;) {
      const batch = await this.dataSource.transaction((tx) => this.openBatch(tx, after, window, now));
      total.opened += batch.opened;
      total.unreachable += batch.unreachable;
      if (batch.last === null) return total;
      after = batch.last;
    }
  }

  private async openBatch(
    tx: EntityManager,
    after: string | null,
    window: SendWindow,
    now: Temporal.Instant,
  ): Promise<Opened & { last: string | null }> {
    // One opener at a time: whether a client was asked this week is read after the lock is taken. The unique key on (plan, date) is the belt.
    await tx.query(`select pg_advisory_xact_lock(hashtext('open due check-ins'))`);
    const plans = await due(tx, after, now);
    const rounds = await this.prepare(tx, oneOfEachClient(plans), now);
    const opened = await insertRounds(tx, rounds, now);
    const invited = opened.filter((round) => round.channel !== null);
    await this.outbox.enqueueAll(
      tx,
      invited.map(({ id, clientId, channel, to, language }) => ({
        channel: channel as MessageChannel,
        to: to as string,
        purpose: INVITATION,
        language,
        subjectId: id,
        clientId,
        notBefore: spreadMoment(clientId, now, window),
        // What could not leave today does not ring tomorrow morning: a backlog is never sent at once, nor at night.
        expiresAt: window.until,
      })),
      now,
    );
    const last = plans.length === BATCH ? (plans.at(-1) as DuePlan).planId : null;
    return { opened: invited.length, unreachable: opened.length - invited.length, last };
  }

  /** What each client will be asked and how they are reached. Who has died or has no benefit any more is not asked at all. */
  private async prepare(tx: EntityManager, plans: DuePlan[], now: Temporal.Instant): Promise<Round[]> {
    if (plans.length === 0) return [];
    const reach = await this.reach.findContactPoints(tx, plans, localDate(now));
    const asked = plans.filter(({ clientId }) => mayBeAsked(reach.get(clientId)));
    const latest = await this.profiles.lastObserved(
      tx,
      asked.map(({ clientId }) => clientId),
    );
    const versions = await this.questionnaires.currentVersions(tx);
    return asked.map((plan) => {
      const { versionId, definition } = versions.get(plan.questionnaireId) as PublishedVersion;
      const items = chooseItems(definition, latest.get(plan.clientId) ?? new Map());
      return { ...plan, versionId, items, ...contactOf(reach.get(plan.clientId) as Reach) };
    });
  }
}

interface Contact {
  channel: MessageChannel | null;
  to: string | null;
  unreachable: string | null;
  language: Language;
}

interface Round extends DuePlan, Contact {
  versionId: string;
  items: string[];
}

function mayBeAsked(reach: Reach | undefined): boolean {
  return reach !== undefined && !('unreachable' in reach && ['deceased', 'no_benefit'].includes(reach.unreachable));
}

function contactOf(reach: Reach): Contact {
  if ('unreachable' in reach) return { channel: null, to: null, unreachable: reach.unreachable, language: DEFAULT_LANGUAGE };
  const language = isLanguage(reach.language) ? reach.language : DEFAULT_LANGUAGE;
  return { channel: reach.channel, to: reach.address, unreachable: null, language };
}

/** A client with two plans that are due is asked for the one; the other waits for its week. */
function oneOfEachClient(plans: DuePlan[]): DuePlan[] {
  const clients = new Set<string>();
  return plans.filter(({ clientId }) => !clients.has(clientId) && clients.add(clientId));
}

/** Plans whose round is to be opened today (`roundToOpen` in SQL; a property in rounds.db-spec.ts keeps the two the same), of clients who were not asked this week. */
async function due(tx: EntityManager, after: string | null, now: Temporal.Instant): Promise<DuePlan[]> {
  const today = localDate(now);
  return tx.query(
    `select p.id as "planId", p.client_id as "clientId", p.questionnaire_id as "questionnaireId", d.due_on::text as "dueOn",
            p.preferred_channel as preferred
       from check_in_plan p
      cross join lateral (select p.starts_on + (($1::date - p.starts_on) / p.every_days) * p.every_days as due_on) d
      where p.ended_at is null and p.starts_on <= $1::date
        and ($2::uuid is null or p.id > $2)
        and d.due_on > $1::date - $3::int
        and not exists (select from check_in c where c.plan_id = p.id and c.due_on = d.due_on)
        and not exists (select from check_in c where c.client_id = p.client_id and c.channel is not null and c.opened_at >= $4)
      order by p.id
      limit $5`,
    [today, after, DAYS_TO_ANSWER, localInstant(today.subtract({ days: DAYS_BETWEEN_CHECK_INS - 1 }), '00:00'), BATCH],
  );
}

/** @returns the rounds that were opened now: not those that another worker opened in the meantime */
async function insertRounds(tx: EntityManager, rounds: Round[], now: Temporal.Instant): Promise<(Round & { id: string })[]> {
  if (rounds.length === 0) return [];
  const rows: { id: string; planId: string }[] = await tx.query(
    `insert into check_in (plan_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at,
                           channel, unreachable_reason, language, ended_at, outcome)
     select r."planId", r."clientId", r."versionId", r."dueOn", r.items, $2, $3, r.channel, r.unreachable, r.language,
            case when r.channel is null then $2::timestamptz end, case when r.channel is null then 'unreachable' end
       from json_to_recordset($1::json) as r ("planId" uuid, "clientId" uuid, "versionId" uuid, "dueOn" date, items text[],
                                              channel text, unreachable text, language text)
     on conflict (plan_id, due_on) do nothing
     returning id, plan_id as "planId"`,
    [JSON.stringify(rounds), now, closingMoment(now)],
  );
  const ids = new Map(rows.map(({ id, planId }) => [planId, id]));
  return rounds.flatMap((round) => {
    const id = ids.get(round.planId);
    return id === undefined ? [] : [{ ...round, id }];
  });
}
