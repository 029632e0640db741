import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { OutflowModule as OutflowFigures, ReportsModule } from '#libs/outflow';
import { AskingService } from './asking.service.js';
import { InterventionsController } from './interventions.controller.js';
import { OutflowController } from './outflow.controller.js';
import { ReachController } from './reach.controller.js';
import { TraitController } from './trait.controller.js';
import { ReportController } from './report.controller.js';
import { TrendController } from './trend.controller.js';

@Module({
  imports: [InsightModule, InterventionsModule, OutflowFigures, ReportsModule],
  providers: [AskingService],
  controllers: [
    // a page a line
    OutflowController,
    InterventionsController,
    TraitController,
    ReachController,
    ReportController,
    TrendController,
  ],
})
export class OutflowModule {}
