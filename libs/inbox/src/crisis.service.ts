import { Inject, Injectable, Logger } from '@nestjs/common';
import { Channels, OutboxService } from '#libs/messaging';
import { CONFIGURATION, ConflictError, InvalidInputError, NotFoundError, type ClientLanguage, type Configuration } from '#libs/platform';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { crisisMail } from './crisis-mail.js';
import { claimForMail, noteMailed, tellCoaches, tellLeads, type NoticesOfOne, type ToldAs } from './crisis-notices.js';
import { CrisisWordsService } from './crisis-words.service.js';
import { canHoldWord } from './domain/crisis-words.js';
import { afterOfficeMinutes } from './domain/office-minutes.js';
import { CRISIS_HELP } from './writing.service.js';

export type { ToldAs } from './crisis-notices.js';

/** Where staff read what they were told of. */
export const SIGNALS_PAGE = '/signalen';
/** After so many minutes of office hours without anybody who took it on, others are told. */
export const MINUTES_TO_ACKNOWLEDGE = 30;
export const CRISIS_NOTE_LENGTH = 500;

/** Who writes three times in an hour has the help lines on the screen. */
const MINUTES_BETWEEN_HELP = 60;
const HOURS_OF_HELP = 24;
/** Whose mail has not gone out after two days has been told by people. */
const HOURS_OF_MAIL = 48;

export interface RaisedBy {
  inboxMessageId: string;
  channel: 'sms' | 'email' | 'app';
  /** Where it came from; null: a page, which shows the help lines itself. */
  address: string | null;
  clientId: string | null;
  language: ClientLanguage;
}

export interface StandingAlert {
  id: string;
  inboxMessageId: string;
  /** null: of a number that more people have, or nobody we know. */
  clientId: string | null;
  toldAs: ToldAs;
  raisedAt: Temporal.Instant;
  escalatesAt: Temporal.Instant;
  escalatedAt: Temporal.Instant | null;
}

/** What is done when somebody may be in danger. It is a list of words and nothing else: no trait, no rule, no conclusion. */
@Injectable()
export class CrisisService {
  private readonly log = new Logger(CrisisService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly words: CrisisWordsService,
    private readonly outbox: OutboxService,
    private readonly channels: Channels,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Whether a word of any list stands in it, in any language. */
  async isCrisis(tx: EntityManager, text: string): Promise<boolean> {
    // Most replies are a digit: those are not worth a question to the database.
    return canHoldWord(text) && (await this.words.all(tx)).isIn(text);
  }

  /** The help lines to where it came from, an alert, and somebody who is told: together with the message, or not at all. @returns the alert */
  async raise(tx: EntityManager, by: RaisedBy, now: Temporal.Instant): Promise<string> {
    const escalatesAt = afterOfficeMinutes(now, MINUTES_TO_ACKNOWLEDGE, this.configuration.sendHours);
    const helpId = await this.sendHelp(tx, by, now);
    const [{ id }] = (await tx.query(
      `insert into crisis_alert (inbox_message_id, client_id, help_message_id, raised_at, escalates_at) values ($1, $2, $3, $4, $5) returning id`,
      [by.inboxMessageId, by.clientId, helpId, now, escalatesAt],
    )) as [{ id: string }];
    await tellCoaches(tx, [id], now);
    this.log.warn(`crisis alert raised: ${id} ${by.channel}`);
    return id;
  }

  /**
   * Somebody who was told takes it on, and has read it by that: others see that, and nobody else is told any more. Saying so twice changes nothing.
   * @throws NotFoundError for who was not told, InvalidInputError (field `note`), ConflictError (`name` of who was first)
   */
  async acknowledge(
    tx: EntityManager,
    alertId: string,
    { staffId, note }: { staffId: string; note: string | null },
    now: Temporal.Instant,
  ): Promise<void> {
    if ((note?.trim().length ?? 0) > CRISIS_NOTE_LENGTH) throw new InvalidInputError({ note: 'note-too-long' });
    if (!(await this.wasTold(tx, alertId, staffId))) throw new NotFoundError('no such alert for this person');
    const taken = (await tx.query(
      `with taken as (
         update crisis_alert set acknowledged_at = $2, acknowledged_by = $3, note = $4 where id = $1 and acknowledged_at is null
         returning inbox_message_id),
       read as (
         update inbox_message set read_at = $2, read_by = $3 from taken where inbox_message.id = taken.inbox_message_id and read_at is null)
       select from taken`,
      [alertId, now, staffId, note?.trim() || null],
    )) as unknown[];
    if (taken.length > 0) return this.log.log(`crisis alert acknowledged: ${alertId}`);
    const [first] = (await tx.query(
      `select staff.id, staff.name from crisis_alert alert join staff on staff.id = alert.acknowledged_by where alert.id = $1`,
      [alertId],
    )) as [{ id: string; name: string }];
    if (first.id !== staffId) throw new ConflictError('somebody took this on already', { name: first.name });
  }

  /** What somebody was told of and nobody has taken on, the longest standing first. */
  async standingFor(tx: EntityManager, staffId: string): Promise<StandingAlert[]> {
    const rows = (await tx.query(STANDING, [staffId])) as (Omit<StandingAlert, 'raisedAt' | 'escalatesAt' | 'escalatedAt'> & {
      raisedAt: Date;
      escalatesAt: Date;
      escalatedAt: Date | null;
    })[];
    return rows.map((row) => ({
      ...row,
      raisedAt: row.raisedAt.toTemporalInstant(),
      escalatesAt: row.escalatesAt.toTemporalInstant(),
      escalatedAt: row.escalatedAt?.toTemporalInstant() ?? null,
    }));
  }

  /** Whether this person was told of it, and so may read the message whoever's client it is. */
  async wasTold(tx: EntityManager, alertId: string, staffId: string): Promise<boolean> {
    const told = (await tx.query(`select from crisis_notice where alert_id = $1 and staff_id = $2`, [alertId, staffId])) as unknown[];
    return told.length > 0;
  }

  /**
   * Whoever looks after a client by now, or stands in, is told of what nobody has taken on. What nobody has taken on in time: team leads and
   * administrators are told too, once for each alert, however many processes call this.
   * @returns how many alerts were told to others
   */
  async escalateDue(now: Temporal.Instant): Promise<number> {
    const escalated = await this.dataSource.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `update crisis_alert set escalated_at = $1
          where id in (select id from crisis_alert
                        where acknowledged_at is null and escalated_at is null and escalates_at <= $1
                        order by id for update skip locked)
         returning id`,
        [now],
      )) as [{ id: string }[], number];
      const ids = rows.map(({ id }) => id);
      const standing = (await tx.query(`select id from crisis_alert where acknowledged_at is null order by id`)) as { id: string }[];
      if (standing.length > 0)
        await tellCoaches(
          tx,
          standing.map(({ id }) => id),
          now,
        );
      if (ids.length > 0) await tellLeads(tx, ids, now);
      return ids;
    });
    for (const id of escalated) this.log.error(`crisis alert escalated: ${id}`);
    return escalated.length;
  }

  /**
   * One e-mail to each who was told and has had none: past the outbox, for it has nothing to wait for. A mail that is refused is tried again
   * at the next call; may be called by every process, as often as you like.
   * @returns how many mails left
   */
  async mailDue(now: Temporal.Instant): Promise<number> {
    if (!this.channels.configured.includes('email')) return 0;
    const patience = 2 * this.configuration.providerTimeoutMs;
    const moments = { again: now.subtract({ milliseconds: Math.max(patience, 45_000) }), since: now.subtract({ hours: HOURS_OF_MAIL }) };
    const claimed = await claimForMail(this.dataSource.manager, moments, now);
    // At the same time: the first who does not answer must not keep the others waiting.
    const left = await Promise.all(claimed.map((notices) => this.mail(notices, now)));
    return left.filter(Boolean).length;
  }

  private async mail(notices: NoticesOfOne, now: Temporal.Instant): Promise<boolean> {
    const mail = crisisMail(notices.alertIds.length, `${this.configuration.publicUrl}${SIGNALS_PAGE}`);
    const outcome = await this.channels.of('email').send({ messageId: randomUUID(), to: notices.email, ...mail });
    // Nobody knows whether it left: they were told on the screen as well, and a second mail every minute would help nobody.
    if (outcome.kind !== 'refused') await noteMailed(this.dataSource.manager, notices, now);
    else this.log.error(`a crisis alert could not be mailed: ${outcome.reason} ${notices.alertIds.join(' ')}`);
    return outcome.kind !== 'refused';
  }

  private async sendHelp(tx: EntityManager, by: RaisedBy, now: Temporal.Instant): Promise<string | null> {
    const { channel, address: to, clientId, language } = by;
    if (channel === 'app' || to === null) return null;
    // A machine that answers our answer with our own words would go on for ever.
    const [recent] = (await tx.query(
      `select id from message
        where to_address = $1 and purpose = $2 and created_at > $3 and status not in ('canceled', 'failed', 'undelivered') order by created_at desc limit 1`,
      [to, CRISIS_HELP, now.subtract({ minutes: MINUTES_BETWEEN_HELP })],
    )) as { id: string }[];
    if (recent) return recent.id;
    const help = { channel, to, purpose: CRISIS_HELP, kind: 'urgent', language, subjectId: null, clientId } as const;
    return this.outbox.enqueue(tx, { ...help, notBefore: now, expiresAt: now.add({ hours: HOURS_OF_HELP }) }, now);
  }
}

const STANDING = `
  select alert.id, alert.inbox_message_id as "inboxMessageId", alert.client_id as "clientId", notice.told_as as "toldAs",
         alert.raised_at as "raisedAt", alert.escalates_at as "escalatesAt", alert.escalated_at as "escalatedAt"
    from crisis_notice notice
    join crisis_alert alert on alert.id = notice.alert_id and alert.acknowledged_at is null
   where notice.staff_id = $1
   order by alert.raised_at, alert.id`;
