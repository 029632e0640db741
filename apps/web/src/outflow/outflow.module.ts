import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { OutflowModule as OutflowFigures } from '#libs/outflow';
import { OutflowController } from './outflow.controller.js';
import { ReachController } from './reach.controller.js';

@Module({
  imports: [InsightModule, OutflowFigures],
  controllers: [
    // a page a line
    OutflowController,
    ReachController,
  ],
})
export class OutflowModule {}
