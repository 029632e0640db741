import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { OutflowModule as OutflowFigures, ReportsModule } from '#libs/outflow';
import { OutflowController } from './outflow.controller.js';
import { ReachController } from './reach.controller.js';
import { TraitController } from './trait.controller.js';
import { ReportController } from './report.controller.js';

@Module({
  imports: [InsightModule, OutflowFigures, ReportsModule],
  controllers: [
    // a page a line
    OutflowController,
    TraitController,
    ReachController,
    ReportController,
  ],
})
export class OutflowModule {}
