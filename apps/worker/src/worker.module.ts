import { Module, type DynamicModule } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { ConversationsModule } from '#libs/conversations';
import { InboxModule } from '#libs/inbox';
import { MessagingModule } from '#libs/messaging';
import { OperationsModule } from '#libs/operations';
import { OutflowModule, ReportsModule } from '#libs/outflow';
import { PlatformModule, type Clock, type Configuration } from '#libs/platform';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { SharingModule } from '#libs/sharing';

/** As many recurring jobs at once: they are few, and each is one story. */
export const CONCURRENCY = 5;

/** Connections for their stories and for those that send: while a provider thinks, none is held. */
const CONNECTIONS = 12;

@Module({})
export class WorkerModule {
  static with(configuration: Configuration & { databaseUrl: string }, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with(configuration, clock, CONNECTIONS),
        CheckInsModule,
        ConversationsModule,
        InboxModule,
        MessagingModule,
        OperationsModule,
        OutflowModule,
        ReportsModule,
        QuestionnairesModule,
        RulesModule,
        SharingModule,
      ],
    };
  }
}
