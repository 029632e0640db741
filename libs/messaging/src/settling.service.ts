import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { AddressFeedbackService } from './address-feedback.service.js';
import type { Departure } from './claiming.service.js';
import { lessonAboutAddress } from './domain/failure.js';
import { nextStep, type NextStep } from './domain/next-step.js';
import type { Outcome } from './domain/outcome.js';

/** How an attempt ended. */
export interface Ended {
  departure: Departure;
  outcome: Outcome;
  at: Temporal.Instant;
  tookMs: number;
}

/** A database that is away for a moment (a restart, a move) gets so many chances, a second apart, before what a provider said is lost. */
const TRIES = 30;

/** Writes down how attempts ended: many in one statement. */
@Injectable()
export class SettlingService {
  private readonly log = new Logger(SettlingService.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly feedback: AddressFeedbackService,
  ) {}

  /**
   * Settles all of them, whatever happens to one: what cannot be written at last stays `sending`, which becomes `unknown` and is looked up.
   * May be told the same ending twice.
   */
  async settle(ended: readonly Ended[], again: (ms: number) => Promise<unknown> = wait): Promise<void> {
    const taught = ended.filter(({ outcome }) => outcome.kind === 'refused' && lessonAboutAddress(outcome.reason) !== null);
    const plain = ended.filter((one) => !taught.includes(one));
    // What teaches something about an address does so in the transaction of the failure.
    await Promise.all([this.insist(plain, again), ...taught.map((one) => this.insist([one], again))]);
  }

  private async insist(ended: readonly Ended[], again: (ms: number) => Promise<unknown>): Promise<void> {
    if (ended.length === 0) return;
    for (let tries = 1; ; tries += 1)
      try {
        return await this.write(ended);
      } catch (error) {
        this.log.warn(`${ended.length} endings could not be written (${tries}): ${String(error)}`);
        if (tries === TRIES) return;
        // One row that the database refuses must not take the others along.
        if (tries === 2 && ended.length > 1) return void (await Promise.all(ended.map((one) => this.insist([one], again))));
        await again(tries === 1 ? 0 : 1000);
      }
  }

  private async write(ended: readonly Ended[]): Promise<void> {
    const steps = ended.map((one) => ({ ...one, step: nextStep(one.outcome, one.departure.attempt, one.at, Math.random()) }));
    const [only] = steps;
    const lesson = only && lessonAboutAddress(only.step.failureReason);
    if (!lesson) return writeSteps(this.dataSource.manager, steps);
    await this.dataSource.transaction(async (tx) => {
      await writeSteps(tx, steps);
      const { provider, outgoing } = only.departure;
      await this.feedback.learn(tx, provider.channel, outgoing.to, only.step.failureReason, only.at);
    });
  }
}

/**
 * The usual end is one statement, and one statement needs no transaction around it. A receipt that was quicker knows more, and stays;
 * what a provider took counts even when it was given up in the meantime.
 */
async function writeSteps(tx: EntityManager, steps: readonly (Ended & { step: NextStep })[]): Promise<void> {
  await tx.query(
    `with ended as (
       select * from json_to_recordset($1::json) as e (id uuid, attempt smallint, outcome text, reason text, code text, sid text, "tookMs" int,
                                                       at timestamptz, status text, hold text, until timestamptz)),
     settled as (
       update message_attempt attempt
          set settled_at = ended.at, took_ms = ended."tookMs", outcome = ended.outcome, reason = ended.reason, code = ended.code,
              provider_message_id = coalesce(attempt.provider_message_id, ended.sid)
         from ended
        where attempt.message_id = ended.id and attempt.number = ended.attempt),
     told as (
       select ended.*, ended.status = 'sent' as accepted from ended)
     update message
        set status = case when message.status in ('sending', 'unknown', 'queued') then told.status else message.status end,
            failure_reason = case when message.status in ('sending', 'unknown', 'queued') then told.reason else message.failure_reason end,
            error_code = case when message.status in ('sending', 'unknown', 'queued') then told.code else message.error_code end,
            hold_reason = told.hold,
            provider_message_id = coalesce(message.provider_message_id, told.sid),
            handed_over_at = case when told.accepted then coalesce(message.handed_over_at, told.at) else message.handed_over_at end,
            not_before = coalesce(told.until, message.not_before),
            status_at = case when message.status in ('sending', 'unknown', 'queued') then told.at else message.status_at end
       from told
      where message.id = told.id and message.attempts = told.attempt
        and (message.status = 'sending'
          or (told.accepted and (message.status not in ('queued', 'canceled') or message.failure_reason = 'never_taken')))`,
    [
      JSON.stringify(
        steps.map(({ departure, outcome, at, tookMs, step }) => ({
          id: departure.outgoing.messageId,
          attempt: departure.attempt,
          outcome: outcome.kind,
          reason: step.failureReason,
          code: step.errorCode,
          sid: step.providerMessageId,
          tookMs: Math.round(tookMs),
          at,
          status: step.status,
          hold: step.holdReason,
          until: step.retryAt,
        })),
      ),
    ],
  );
}
