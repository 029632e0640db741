import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { QuestionnairesModule } from '#libs/questionnaires';
import { DraftController } from './draft.controller.js';
import { DraftViewingService } from './draft-viewing.service.js';
import { ImportController } from './import.controller.js';
import { ItemController } from './item.controller.js';
import { ModulesController } from './modules.controller.js';
import { OverviewController } from './overview.controller.js';
import { PreviewController } from './preview.controller.js';
import { PreviewService } from './preview.service.js';
import { PublishingController } from './publishing.controller.js';
import { TrialController } from './trial.controller.js';
import { VersionsController } from './versions.controller.js';

@Module({
  imports: [QuestionnairesModule, InboxModule],
  providers: [DraftViewingService, PreviewService],
  controllers: [
    OverviewController,
    ImportController,
    DraftController,
    ItemController,
    VersionsController,
    PublishingController,
    ModulesController,
    PreviewController,
    TrialController,
  ],
})
export class QuestionnairesScreenModule {}
