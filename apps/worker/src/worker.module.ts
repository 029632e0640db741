import { Module, type DynamicModule } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { MessagingModule } from '#libs/messaging';
import { PlatformModule, type Clock, type Configuration } from '#libs/platform';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';

/** As many jobs at once as there are connections for their stories: while a provider thinks, none is held. */
export const CONCURRENCY = 20;

@Module({})
export class WorkerModule {
  static with(configuration: Configuration & { databaseUrl: string }, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(configuration, clock, CONCURRENCY), CheckInsModule, MessagingModule, QuestionnairesModule, RulesModule],
    };
  }
}
