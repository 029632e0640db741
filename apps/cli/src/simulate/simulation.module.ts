import { Module, type DynamicModule } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { ConversationsModule } from '#libs/conversations';
import { InboxModule } from '#libs/inbox';
import { InterventionsModule } from '#libs/interventions';
import { MessagingModule } from '#libs/messaging';
import { ReportsModule } from '#libs/outflow';
import { PeopleModule } from '#libs/people';
import { PlatformModule, type Configuration } from '#libs/platform';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { SharingModule } from '#libs/sharing';

/** Everything an invented Werkplein lives with: the real services, all of them. */
@Module({})
export class SimulationModule {
  static with(configuration: Configuration & { databaseUrl: string }): DynamicModule {
    return {
      module: SimulationModule,
      imports: [
        // Whoever opens the demo may be sent something at any hour; the invented months are lived by the rules.
        PlatformModule.with({ ...configuration, quietHours: true }),
        PeopleModule,
        MessagingModule,
        QuestionnairesModule,
        InterventionsModule,
        RulesModule,
        SharingModule,
        CheckInsModule,
        InboxModule,
        ConversationsModule,
        ReportsModule,
      ],
    };
  }
}
