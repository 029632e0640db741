import { ClosingService, LadderService, RoundsService } from '#libs/checkins';
import { ConversationComposer, ConversationsService } from '#libs/conversations';
import { CrisisService, WritingService } from '#libs/inbox';
import { ProgressService } from '#libs/interventions';
import {
  ConfirmationsService,
  DispatchService,
  LookUpService,
  OutboxService,
  ProviderSharesService,
  UnreportedService,
  type Composer,
  type Dispatched,
} from '#libs/messaging';
import { WatchService } from '#libs/operations';
import { FiguresService, ReportsService, TrendsService } from '#libs/outflow';
import { Clock } from '#libs/platform';
import { PartitionsService } from '#libs/profiles';
import { ReviewsService } from '#libs/rules';
import { SharingComposer } from '#libs/sharing';
import type { INestApplicationContext } from '@nestjs/common';

export interface RecurringJob {
  task: string;
  /** A crontab's five fields; in UTC, so nothing here may depend on the hour at the office: the verbs know that themselves. */
  match: string;
  run: () => Promise<object | number>;
}

/** The whole clock of the product: what happens by itself, and how often. Every verb may be called too often, and by several workers at once. */
export function recurringJobs(app: INestApplicationContext): RecurringJob[] {
  const clock = app.get(Clock);
  const [rounds, closing, ladder, outbox, lookUp, unreported, shares, watch, reviews, crisis, conversations, years] = [
    app.get(RoundsService),
    app.get(ClosingService),
    app.get(LadderService),
    app.get(OutboxService),
    app.get(LookUpService),
    app.get(UnreportedService),
    app.get(ProviderSharesService),
    app.get(WatchService),
    app.get(ReviewsService),
    app.get(CrisisService),
    app.get(ConversationsService),
    app.get(PartitionsService),
  ];
  return [
    { task: 'escalate_crisis_alerts', match: '* * * * *', run: () => crisis.escalateDue(clock.now()) },
    { task: 'mail_crisis_alerts', match: '* * * * *', run: () => crisis.mailDue(clock.now()) },
    { task: 'start_due_interventions', match: '*/5 * * * *', run: () => app.get(ProgressService).startDue(clock.now()) },
    { task: 'bring_plans_up_to_date', match: '*/5 * * * *', run: () => rounds.bringUpToDate(clock.now()) },
    { task: 'open_due_check_ins', match: '* * * * *', run: () => rounds.openDue(clock.now()) },
    { task: 'close_expired_check_ins', match: '*/5 * * * *', run: () => closing.closeExpired(clock.now()) },
    { task: 'end_conversations', match: '* * * * *', run: () => conversations.endOver(clock.now()) },
    { task: 'climb_ladders', match: '*/5 * * * *', run: () => ladder.climb(clock.now()) },
    { task: 'settle_abandoned_messages', match: '* * * * *', run: () => outbox.settleAbandoned(clock.now()) },
    { task: 'look_up_unknown_messages', match: '* * * * *', run: () => lookUp.settleUnknown(clock.now()) },
    { task: 'ask_after_silence', match: '7,27,47 * * * *', run: () => unreported.askAfterSilence(clock.now()) },
    { task: 'weigh_providers', match: '* * * * *', run: () => shares.weigh(clock.now()) },
    { task: 'watch', match: '* * * * *', run: () => watch.look(clock.now(), 'worker') },
    { task: 'review_wanted', match: '* * * * *', run: () => reviews.reviewWanted(clock.now()) },
    // Once a day, after midnight; later where nobody worked then, or where it was broken off.
    { task: 'review_everybody', match: '3,23,43 * * * *', run: () => reviews.reviewNightly(clock.now()) },
    // On the first look of a day a day more is known; a benefit that ended meanwhile is in the figures within a quarter of an hour.
    { task: 'refresh_outflow', match: '*/5 * * * *', run: () => app.get(FiguresService).refreshDue(clock.now()) },
    { task: 'refresh_trend', match: '*/5 * * * *', run: () => app.get(TrendsService).refreshDue(clock.now()) },
    { task: 'make_outflow_reports', match: '23 * * * *', run: () => app.get(ReportsService).makeDue(clock.now()) },
    { task: 'mail_outflow_reports', match: '*/10 * * * *', run: () => app.get(ReportsService).mailDue(clock.now()) },
    { task: 'make_years_ahead', match: '11 * * * *', run: () => years.makeAhead(clock.now()) },
    // At night: for an instant nobody else reads observations.
    { task: 'drop_expired_observations', match: '41 2 * * *', run: () => years.dropExpired(clock.now()) },
  ];
}

/** Everybody who writes messages. */
export function composers(app: INestApplicationContext): Composer[] {
  return [app.get(ConversationComposer), app.get(ConfirmationsService), app.get(WritingService), app.get(SharingComposer)];
}

export interface ContinuousWork {
  task: string;
  /** Works until there is nothing to do, or until it is told to stop; what is under way is finished first. */
  run: (signal?: AbortSignal) => Promise<Dispatched>;
}

/** What never stops: looked at again as soon as it is done, and after a short rest when there was nothing to do. */
export function continuousWork(app: INestApplicationContext): ContinuousWork[] {
  const [dispatch, clock] = [app.get(DispatchService), app.get(Clock)];
  const writers = composers(app);
  return [{ task: 'send_due_messages', run: (signal) => dispatch.sendDue(writers, clock, { signal }) }];
}
