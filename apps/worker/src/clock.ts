import { ClosingService, InvitingService, RoundsService } from '#libs/checkins';
import { ConfirmationsService, OutboxService, SEND_MESSAGE } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { SuggestionsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { SkippedMessageError } from './worker.errors.js';

export interface RecurringJob {
  task: string;
  /** A crontab's five fields; in UTC, so nothing here may depend on the hour at the office: the verbs know that themselves. */
  match: string;
  run: () => Promise<object | number>;
}

/** The whole clock of the product: what happens by itself, and how often. Every verb may be called too often, and by several workers at once. */
export function recurringJobs(app: INestApplicationContext): RecurringJob[] {
  const clock = app.get(Clock);
  const [rounds, closing, outbox, suggestions] = [
    app.get(RoundsService),
    app.get(ClosingService),
    app.get(OutboxService),
    app.get(SuggestionsService),
  ];
  return [
    { task: 'open_due_check_ins', match: '* * * * *', run: () => rounds.openDue(clock.now()) },
    { task: 'close_expired_check_ins', match: '*/5 * * * *', run: () => closing.closeExpired(clock.now()) },
    { task: 'settle_abandoned_messages', match: '* * * * *', run: () => outbox.settleAbandoned(clock.now()) },
    { task: 'review_stale_suggestions', match: '23 * * * *', run: () => suggestions.reviewStale(clock.now()) },
  ];
}

/** What happens because a story asked for it: the job's payload holds an id, nothing more. */
export function requestedJobs(app: INestApplicationContext): Record<string, (payload: { messageId: string }) => Promise<unknown>> {
  const clock = app.get(Clock);
  const [outbox, inviting, confirmations] = [app.get(OutboxService), app.get(InvitingService), app.get(ConfirmationsService)];
  return {
    [SEND_MESSAGE]: async ({ messageId }) => {
      const purpose = await outbox.purposeOf(messageId);
      if (purpose === null) return;
      const composer = [inviting, confirmations].find((candidate) => candidate.writes(purpose));
      if (!composer) throw new SkippedMessageError(purpose);
      await composer.send(messageId, clock.now());
    },
  };
}
