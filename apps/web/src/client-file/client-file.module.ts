import { Module } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { InboxModule } from '#libs/inbox';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { PeopleModule } from '#libs/people';
import { ProfilesModule } from '#libs/profiles';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { SharingModule } from '#libs/sharing';
import { WordingModule } from '#libs/wording';
import { ClientFileController } from './client-file.controller.js';
import { CorrectingController } from './correcting.controller.js';
import { CourseController } from './course.controller.js';
import { DecidingController } from './deciding.controller.js';
import { InterventionsController } from './interventions.controller.js';
import { MessagesController } from './messages.controller.js';
import { OpeningService } from './opening.service.js';
import { OverviewService } from './overview.service.js';
import { PlanningController } from './planning.controller.js';
import { PreferencesController } from './preferences.controller.js';
import { RecordingController } from './recording.controller.js';
import { SharingInFileController } from './sharing-in-file.controller.js';
import { TasksController } from './tasks.controller.js';
import { TogetherController } from './together.controller.js';

@Module({
  imports: [
    CheckInsModule,
    InsightModule,
    PeopleModule,
    ProfilesModule,
    RulesModule,
    SharingModule,
    InterventionsModule,
    QuestionnairesModule,
    InboxModule,
    WordingModule,
  ],
  controllers: [
    ClientFileController,
    CourseController,
    CorrectingController,
    MessagesController,
    RecordingController,
    PlanningController,
    PreferencesController,
    TogetherController,
    DecidingController,
    InterventionsController,
    SharingInFileController,
    TasksController,
  ],
  providers: [OpeningService, OverviewService],
  exports: [OpeningService],
})
export class ClientFileModule {}
